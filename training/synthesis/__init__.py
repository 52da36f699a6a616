"""Rendered cables: clean telegrams composed, typeset, worn and read by a real OCR engine.

A document goes this way; every step is a file of that name:

    corpus, teletype        clean paragraphs out of the printed volumes
    choose                  which of them make a document
    invent, facts, lists    who wrote to whom, when, under which numbers
    flow                    numbered paragraphs, typed lines, sections and pages
    excise, tamper          what is taken out: text, then whole pages
    headers, sheets, memo   the lines on paper; `compose` puts them together
    forms                   documents of further families, from the rows of `forms.tsv`
    golden, gaps, page_gaps, fields    what a perfect reader would report
    typeset, fonts          lines -> ink
    levels, wear            ink -> a worn and scanned image
    engines, read           image -> OCR text
    record, run             one JSON line per document, one file per set
    audit, report           laws that every file keeps; tables of its errors

Same seed and machine, same bytes. Nothing of the texts is kept in the project.
"""
