"""The signs that text was withheld: read in any text, of whatever kind of document.

From the ground up: `codes`, `extents`, `segments`; `statements`, `bare`, `blanks`, `banners`,
`cited`; `marks` (codes and what stands beside them), `stacks` (which of them are one place),
`belief`; `signs` (all of a text).
"""
