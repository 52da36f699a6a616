"""Whether names of officials are mended by what is known of their office, and no others touched."""
