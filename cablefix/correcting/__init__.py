"""From a reading to corrections: evidence proposes, `decide` alone decides."""
