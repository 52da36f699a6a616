"""The words of the running text: a noisy channel over a lattice of alternatives."""
