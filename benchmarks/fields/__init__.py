"""How many fields of the header are right after correction, and whether any was spoilt."""
