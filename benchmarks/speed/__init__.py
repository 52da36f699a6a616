"""How long it takes, beside symspellpy on the same machine in the same run."""
