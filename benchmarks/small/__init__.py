"""The small set: our own texts, rendered by the real generator, committed with their truth.

`texts/` holds the clean texts, `lists/` the codes and names their cables are composed with,
`L1.jsonl` to `L4.jsonl`, `memo1.jsonl` and `memo3.jsonl` the rendered documents.
`python -m benchmarks.small.render` makes them anew, the same to the byte on the same machine.
"""
