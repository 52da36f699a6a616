"""From the copies of a field, damaged or not, to its value."""
