"""Small PDFs, written by hand."""

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"


def pdf(*pages, rotate=0, box="0 0 612 792", more=""):
    """A PDF of some pages, each the operators that draw it; F1 is Courier."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        FONT,
    ]
    for i, drawn in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Rotate {rotate} "
            f"/Contents {5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} {more} >>\nstream\n{drawn}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{at:010d} 00000 n \n" for at in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    return out + f"{head}{table}{end}".encode()


def text(line, y, x=72, *, grey=0):
    """A line of 12 point Courier: a letter is 7.2 points wide."""
    return f"{grey} g BT /F1 12 Tf {x} {y} Td ({line}) Tj ET\n"


def bar(x, y, width, height, *, grey=0):
    """A filled rectangle."""
    return f"{grey} g {x} {y} {width} {height} re f\n"
