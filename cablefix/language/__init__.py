"""What may be printed: wordlists, lexicon, n-gram models, candidate index."""
