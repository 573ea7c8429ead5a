"""A PDF written by hand, as tests need it: words at places, in a Chinese font that every reader knows (not embedded)."""
from __future__ import annotations

import zlib

Words = tuple[float, float, float, str]
"""Left, baseline, size of type, words."""


def pdf(*pages: list[Words]) -> bytes:
    """A PDF of these pages, 800 by 600 points; the words are drawn in the order given."""
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    described = add(b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>")
    signs = add(b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
                b"/FontDescriptor %d 0 R /DW 1000 >>" % described)
    font = add(b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [%d 0 R] >>" % signs)
    parent = len(objects) + 2 * len(pages) + 1
    leaves = []
    for words in pages:
        drawn = b"BT\n" + b"".join(b"/F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj\n" % (size, x, y, text.encode("utf-16-be").hex().encode()) for x, y, size, text in words) + b"ET"
        leaves.append(add(b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 800 600] /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>"
                          % (parent, stream(add, drawn), font)))
    add(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(leaves), b" ".join(b"%d 0 R" % leaf for leaf in leaves)))
    return whole(objects, add(b"<< /Type /Catalog /Pages %d 0 R >>" % parent))


def stream(add, content: bytes) -> int:
    """A packed stream as a new object; answers its number."""
    packed = zlib.compress(content, 9)
    return add(b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream")


def whole(objects: list[bytes], root: int) -> bytes:
    """A file of these objects."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer << /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, len(out))


def column(left: float, top: float, text: str, width: int, size: float = 10, leading: float = 14) -> list[Words]:
    """Text as lines of `width` characters, one below the other."""
    return [(left, top - leading * number, size, text[at:at + width]) for number, at in enumerate(range(0, len(text), width))]
