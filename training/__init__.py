"""How `wordlists/` is made: lists, synthesis of cables, fitting of models. Not in the wheel."""
