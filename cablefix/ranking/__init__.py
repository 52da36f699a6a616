"""From proposals to corrections: the reranker, what is law, and the one place that decides."""
