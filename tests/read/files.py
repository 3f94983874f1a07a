"""Small PDF and Word files, made for the tests."""

import zipfile
from html import escape
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>"
SECRET = f" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"


def pdf(*pages, title="", encrypted=False, enlarged=False):
    """A PDF file; a page is a list of lines (text, left, distance from the top, size), in points on A4.

    ``enlarged`` sets the type in size 1 and enlarges it, as many programs for layout do.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", FONT]
    for lines in pages:
        how = "1 Tf {1} 0 0 {1} {2} {3} Tm" if enlarged else "{1} Tf {2} {3} Td"
        stream = "\n".join(
            f"BT /F1 {how.format('', size, left, 842 - top)} ({text}) Tj ET" for text, left, top, size in lines
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        objects.append(PAGE.format(len(objects)))
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + 2 * len(pages), 2))
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>"
    objects.append(f"<< /Title ({title}) >>")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out.encode("cp1252")))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(out.encode("cp1252"))
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010d} 00000 n \n" for at in places)
    info = f"/Root 1 0 R /Info {len(objects)} 0 R /ID [<01> <01>]{SECRET if encrypted else ''}"
    out += f"trailer\n<< /Size {len(objects) + 1} {info} >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("cp1252")


def paragraph(text, style="", properties=""):
    """A paragraph of a Word document."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows):
    """A table of a Word document."""
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(body, **parts):
    """A Word document with this body; ``parts`` are further files of its archive, "__" standing for "/"."""
    main = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>'
    others = {f"{name.replace('__', '/')}.xml": text for name, text in parts.items()}
    return archive({"word/document.xml": main, **others})


def archive(files):
    """A zip file of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def xlsx(strings="", **sheets):
    """A workbook; a sheet is a list of rows, or a pair of those and further elements."""
    names, links = "", ""
    files = {"xl/sharedStrings.xml": f"<sst {SHEET}>{strings}</sst>"}
    for number, (name, sheet) in enumerate(sheets.items(), 1):
        rows, more = sheet if isinstance(sheet, tuple) else (sheet, "")
        hidden = ' state="hidden"' if name.startswith("hidden") else ""
        names += f'<sheet name="{name}" sheetId="{number}"{hidden} r:id="r{number}"/>'
        links += f'<Relationship Id="r{number}" Target="worksheets/sheet{number}.xml"/>'
        cells = [(f"{chr(65 + n)}{at}", said) for at, row in enumerate(rows, 1) for n, said in enumerate(row) if said]
        body = "".join(f'<c r="{at}" t="inlineStr"><is><t>{escape(said)}</t></is></c>' for at, said in cells)
        inside = f"<sheetData><row>{body}</row></sheetData>{more}"
        files[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {SHEET}>{inside}</worksheet>"
    files["xl/workbook.xml"] = f"<workbook {SHEET} {LINKED}><sheets>{names}</sheets></workbook>"
    files["xl/_rels/workbook.xml.rels"] = f"<Relationships>{links}</Relationships>"
    return archive(files)
