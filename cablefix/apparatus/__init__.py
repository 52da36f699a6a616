"""Proposals for the apparatus of a cable: headers, numbers, codes, stamps."""
