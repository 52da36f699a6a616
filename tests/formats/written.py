"""Drawn documents in each format, as engines write them."""

from xml.sax.saxutils import escape, quoteattr

from drawn import HEIGHT, WIDTH, placed

from cablefix.formats.recognition import TSV as HEADER

ALTO = "http://www.loc.gov/standards/alto/ns-v{}#"
PAGE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/{}"


def hocr(document, *, words=True, indent="\n   "):
    """hOCR, with word elements or without."""
    out = ["<!DOCTYPE html>\n<html><head><meta name='ocr-system' content='drawn'></head>\n<body>"]
    count = 0
    for rows in placed(document):
        out.append(f"<div class='ocr_page' title='bbox 0 0 {WIDTH} {HEIGHT}'>")
        for block in rows:
            out.append("<p class='ocr_par'>")
            for line, box in block:
                where = " ".join(map(str, box))
                out.append(f'{indent}<span class="ocr_line" title="bbox {where}">')
                for word, place in line:
                    count += 1
                    where = " ".join(map(str, place))
                    out.append(
                        f"{indent}<span class='ocrx_word' id='w_{count}' "
                        f"title='bbox {where}; x_wconf 70'>{escape(word)}</span>"
                        if words
                        else f"{escape(word)} "
                    )
                out.append("</span><br>")
            out.append("</p>")
        out.append("</div>\n")
    return "".join((*out, "</body></html>\n")).encode()


def sides(box):
    """A box as ALTO has it."""
    left, top, right, bottom = box
    return f'HPOS="{left}" VPOS="{top}" WIDTH="{right - left}" HEIGHT="{bottom - top}"'


def alto(document, *, version=4, prefix="", glyphs=False, indent="\n  "):
    """ALTO of a version, with a prefix for its names, with glyphs or not."""
    p = f"{prefix}:" if prefix else ""
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    engine = (
        f"<{p}processingSoftware><{p}softwareName>drawn</{p}softwareName></{p}processingSoftware>"
    )
    step = (
        f'<{p}Processing ID="step">{engine}</{p}Processing>'
        if version >= 4
        else f'<{p}OCRProcessing ID="step"><{p}ocrProcessingStep>{engine}</{p}ocrProcessingStep>'
        f"</{p}OCRProcessing>"
    )
    out = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{p}alto {name}="{ALTO.format(version)}">'
        f"<{p}Description><{p}MeasurementUnit>pixel</{p}MeasurementUnit>{step}</{p}Description>"
        f"<{p}Layout>"
    ]
    count = 0
    for number, rows in enumerate(placed(document)):
        out.append(
            f'<{p}Page ID="page_{number}" PHYSICAL_IMG_NR="{number}" WIDTH="{WIDTH}" '
            f'HEIGHT="{HEIGHT}"><{p}PrintSpace {sides((0, 0, WIDTH, HEIGHT))}>'
        )
        for at, block in enumerate(rows):
            whole = sides((10, block[0][1][1], WIDTH - 10, block[-1][1][3]))
            out.append(f'{indent}<{p}TextBlock ID="b_{number}_{at}" {whole}>')
            for line, box in block:
                out.append(f"{indent}<{p}TextLine {sides(box)}>")
                for i, (word, place) in enumerate(line):
                    count += 1
                    if i:
                        out.append(f"<{p}SP/>")
                    tag = f'{p}String ID="s_{count}" {sides(place)} WC="0.7" CC="{"1" * len(word)}"'
                    letters = "".join(
                        f'<{p}Glyph ID="g_{count}_{j}" CONTENT={quoteattr(c)}/>'
                        for j, c in enumerate(word)
                    )
                    end = f">{letters}</{p}String>" if glyphs else "/>"
                    out.append(f"{indent}<{tag} CONTENT={quoteattr(word)}{end}")
                out.append(f"{indent}</{p}TextLine>")
            out.append(f"</{p}TextBlock>")
        out.append(f"</{p}PrintSpace></{p}Page>\n")
    return "".join((*out, f"</{p}Layout></{p}alto>\n")).encode()


def outline(box, version):
    """A box as PAGE has it."""
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    if version < "2013":
        points = "".join(f'<Point x="{x}" y="{y}"/>' for x, y in corners)
        return f"<Coords>{points}</Coords>"
    points = " ".join(f"{x},{y}" for x, y in corners)
    return f'<Coords points="{points}"/>'


def equiv(text, conf=' conf="0.7"'):
    """A text as PAGE has it."""
    return f"<TextEquiv{conf}><Unicode>{escape(text)}</Unicode></TextEquiv>"


def page_xml(document, *, version="2019-07-15", words=True, repeated=True, indent="\n  "):
    """PAGE XML of the first page of a document, to the words or to the lines."""
    rows = next(placed(document))
    name = PAGE.format(version)
    out = [
        f'<?xml version="1.0" encoding="UTF-8"?>\n<PcGts xmlns="{name}"><Metadata>'
        "<Creator>drawn</Creator><Created>2020-01-01T00:00:00</Created>"
        "<LastChange>2020-01-01T00:00:00</LastChange></Metadata>"
        f'<Page imageFilename="p.png" imageWidth="{WIDTH}" imageHeight="{HEIGHT}">'
    ]
    count = 0
    for at, block in enumerate(rows):
        whole = (10, block[0][1][1], WIDTH - 10, block[-1][1][3])
        out.append(f'{indent}<TextRegion id="r{at}">{outline(whole, version)}')
        for number, (line, box) in enumerate(block):
            out.append(f'{indent}<TextLine id="r{at}l{number}">{outline(box, version)}')
            for word, place in line if words else ():
                count += 1
                out.append(
                    f'{indent}<Word id="w{count}">{outline(place, version)}{equiv(word)}</Word>'
                )
            if repeated or not words:
                out.append(indent + equiv(" ".join(word for word, _ in line)))
            out.append("</TextLine>")
        if repeated:
            text = "\n".join(" ".join(word for word, _ in line) for line, _ in block)
            out.append(indent + equiv(text, ""))
        out.append("</TextRegion>")
    return "".join((*out, "</Page></PcGts>\n")).encode()


def tsv(document, *, end="\n"):
    """TSV of Tesseract."""
    out = [HEADER]

    def add(level, numbers, box, conf=-1, text=""):
        left, top, right, bottom = box
        where = (left, top, right - left, bottom - top)
        out.append("\t".join(map(str, (level, *numbers, *where, conf, text))))

    for page, rows in enumerate(placed(document), 1):
        add(1, (page, 0, 0, 0, 0), (0, 0, WIDTH, HEIGHT))
        for at, block in enumerate(rows, 1):
            add(2, (page, at, 0, 0, 0), (10, 10, 20, 20))
            add(3, (page, at, 1, 0, 0), (10, 10, 20, 20))
            for number, (line, box) in enumerate(block, 1):
                add(4, (page, at, 1, number, 0), box)
                for i, (word, place) in enumerate(line, 1):
                    add(5, (page, at, 1, number, i), place, "70.5", word)
    return "".join(line + end for line in out).encode()
