"""A PDF with a text layer → its text, column by column.  The only door to pdfminer (the extra kg[pdf]).

In: the bytes of a PDF.  Out: `Extracted`.  Pdfminer says where each line of type stands and how large it is; the order is found here: a
stretch of the page is cut where white runs through it from top to bottom, else from side to side (the recursive X-Y cut of Nagy and Seth,
1984), so columns stay together and a headline stays above the columns it spans.  Large type is marked as a headline.  A scanned page has no text
layer and is refused.
"""
from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from importlib.metadata import version

from kg.errors import PageError
from kg.model import record
from kg.read.extracted import Composer, Extracted
from kg.read.source import largest

_LARGE = 1.25  # times the size that most characters have: a headline
_GUTTER, _LEADING = 0.6, 0.9  # how wide white must be between columns, and between blocks, in sizes of type
_WORD_GAP = 1.0  # in widths of a character: what is farther apart on one line belongs to two columns
_MOST_PAGES = 400


@record
class _Type:
    """A line of type: its words, its box (y grows upwards) and the size of its characters in points."""

    words: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


def extract(content: bytes, where: str) -> Extracted:
    """The text of a PDF.  Raises `PageError` where it has none, is locked or damaged, or where pdfminer is not installed."""
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams
        from pdfminer.pdfexceptions import PDFException
        from pdfminer.psexceptions import PSException
    except ImportError as problem:
        raise PageError("is a PDF, and the library that reads them is not installed", where, "pip install 'kg[pdf]'") from problem

    page, bare, number = Composer(), [], 0
    try:
        with _bounded(where):
            for number, leaf in enumerate(extract_pages(io.BytesIO(content), maxpages=_MOST_PAGES + 1, laparams=LAParams(char_margin=_WORD_GAP, boxes_flow=None)), 1):
                if number > _MOST_PAGES:
                    break
                lines = list(_lines_of(leaf))
                if lines:
                    _compose(lines, page)
                else:
                    bare.append(number)
    except PageError:
        raise
    except (PDFException, PSException, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, ArithmeticError, zlib.error) as problem:
        # Damaged files make pdfminer stumble in many ways; none of them is ours to mend.
        raise PageError(f"is a damaged or locked PDF ({type(problem).__name__}: {problem})", where, "save it again, without a password") from problem
    if not page.text.strip():
        raise PageError("is a PDF without a text layer", where, "recognise its characters first (OCR), or give the text")
    return Extracted(page.text, "pdf", "a text layer", f"pdfminer.six {_version()}", tuple(page.marked), left=_left(bare, number))


def _left(bare: list[int], sheets: int) -> str:
    """What a PDF holds that is not read.

    >>> _left([2, 3, 4, 7], 8)
    'sheets without a text layer (scans, pictures, nothing): 2-4, 7 of 8; recognise their characters (OCR)'
    """
    if sheets > _MOST_PAGES:
        return f"holds more than {_MOST_PAGES} sheets; those behind were passed over: split it"
    if not bare:
        return ""
    first = [number for number in bare if number - 1 not in bare]
    last = [number for number in bare if number + 1 not in bare]
    ranges = ", ".join(f"{start}-{end}" if end > start else f"{start}" for start, end in zip(first, last, strict=True))
    return f"sheets without a text layer (scans, pictures, nothing): {ranges} of {sheets}; recognise their characters (OCR)"


@lru_cache(maxsize=1)
def _version() -> str:
    return version("pdfminer.six")


class _BoundedZlib:
    """zlib for pdfminer: a stream may unpack to no more than a file may hold, so a small file is no bomb."""

    error = zlib.error

    def __init__(self, where: str):
        self._where = where

    def decompress(self, packed: bytes) -> bytes:
        """The unpacked stream; raises `PageError` where it is too large."""
        limit = largest()
        unpacked = zlib.decompressobj().decompress(packed, limit + 1)
        if len(unpacked) > limit:
            raise _too_large(limit, self._where)
        return unpacked

    decompressobj = staticmethod(zlib.decompressobj)


def _bounded_lzw(where: str, packed: bytes) -> bytes:
    """As `_BoundedZlib.decompress`, for the older packing: a megabyte of it may hold two gigabytes."""
    from pdfminer.lzw import LZWDecoder

    limit, unpacked = largest(), bytearray()
    for piece in LZWDecoder(io.BytesIO(packed)).run():
        unpacked += piece
        if len(unpacked) > limit:
            raise _too_large(limit, where)
    return bytes(unpacked)


def _too_large(limit: int, where: str) -> PageError:
    return PageError(f"holds a stream of more than {limit >> 20} MiB", where, "give the text of the page")


@contextmanager
def _bounded(where: str) -> Iterator[None]:
    """While the block runs, pdfminer unpacks no more than a file may hold.

    Other names in its module are the only way: `PDFStream.decode` unpacks whole streams, and the parser makes these streams itself, with no setting, hook or
    class of ours between them (pdfminer.six 20260107).
    """
    from pdfminer import pdftypes

    bounded = {"zlib": _BoundedZlib(where), "lzwdecode": partial(_bounded_lzw, where)}
    its_own = {name: getattr(pdftypes, name) for name in bounded}
    vars(pdftypes).update(bounded)
    try:
        yield
    finally:
        vars(pdftypes).update(its_own)


def _lines_of(leaf) -> Iterator[_Type]:
    from pdfminer.layout import LTChar, LTTextContainer, LTTextLine

    for box in leaf:
        if not isinstance(box, LTTextContainer):
            continue
        for line in box:
            if isinstance(line, LTTextLine) and line.get_text().strip():
                sizes = sorted(sign.size for sign in line if isinstance(sign, LTChar))
                yield _Type(line.get_text().rstrip("\n"), line.x0, line.x1, line.y0, line.y1, sizes[len(sizes) // 2] if sizes else line.height)


def _compose(lines: list[_Type], page: Composer) -> None:
    """The lines of one printed page, block by block in the order of reading."""
    usual = _usual_size(lines)
    for block in _blocks(lines, usual):
        run: list[_Type] = []
        for line in [*block, None]:
            if run and (line is None or (line.size >= _LARGE * usual) != (run[-1].size >= _LARGE * usual) or _is_apart(run[-1], line, usual)):
                is_large = run[0].size >= _LARGE * usual
                page.add("\n".join(one.words for one in run), *(("title", "pdf-large-type") if is_large else ()))
                run = []
            if line is not None:
                run.append(line)


def _is_apart(above: _Type, below: _Type, usual: float) -> bool:
    return above.bottom - below.top > 1.5 * usual or abs(above.size - below.size) > 0.3 * usual


def _usual_size(lines: list[_Type]) -> float:
    """The size that most characters of the page have."""
    counts: dict[float, int] = {}
    for line in lines:
        size = round(line.size * 2) / 2
        counts[size] = counts.get(size, 0) + len(line.words)
    return max(counts, key=lambda size: (counts[size], -size))


def _blocks(lines: list[_Type], usual: float) -> Iterator[list[_Type]]:
    """Stretches of the page in the order of reading, each from top to bottom."""
    waiting = [_spread_headlines(lines, usual)]
    while waiting:
        part = waiting.pop()
        columns = _columns(part, usual)
        if len(columns) > 1:
            waiting += reversed(columns)
            continue
        rows = _parted(sorted(part, key=lambda line: (-line.top, line.left)), lambda line: (-line.top, -line.bottom), _LEADING * usual)
        if len(rows) > 1 and any(len(_columns(row, usual)) > 1 for row in rows):
            waiting += reversed(_rejoined(rows, usual))
            continue
        yield sorted(part, key=lambda line: (-round(line.top / (usual / 2)), line.left))


def _spread_headlines(lines: list[_Type], usual: float) -> list[_Type]:
    """The lines, each headline as wide as the columns below it that it is centred on."""
    columns = [(min(line.left for line in column), max(line.right for line in column))
               for column in _columns([line for line in lines if line.size < _LARGE * usual], usual)]
    spread = []
    for line in lines:
        if line.size >= _LARGE * usual:
            middle = (line.left + line.right) / 2
            fits = [(columns[last][1] - columns[first][0], columns[first][0], columns[last][1]) for first in range(len(columns)) for last in range(first, len(columns))
                    if columns[first][0] <= line.left + usual and line.right - usual <= columns[last][1]
                    and abs((columns[first][0] + columns[last][1]) / 2 - middle) <= 1.5 * line.size]
            if fits:
                _, left, right = min(fits)
                line = replace(line, left=min(line.left, left), right=max(line.right, right))
        spread.append(line)
    return spread


def _columns(part: list[_Type], usual: float) -> list[list[_Type]]:
    return _parted(sorted(part, key=lambda line: (line.left, -line.top)), lambda line: (line.left, line.right), _GUTTER * usual)


def _rejoined(rows: list[list[_Type]], usual: float) -> list[list[_Type]]:
    """Rows that stand in the same columns are one stretch again, so that a gap inside a column does not cut its neighbours."""
    joined: list[list[_Type]] = []
    for row in rows:
        if joined and len(_columns(joined[-1] + row, usual)) > 1:
            joined[-1] += row
        else:
            joined.append(list(row))
    return joined


def _parted(lines: list[_Type], edges, gap: float) -> list[list[_Type]]:
    """Groups of lines with white of at least `gap` between them; `lines` come in the order of their first edge."""
    groups: list[list[_Type]] = []
    reach = 0.0
    for line in lines:
        low, high = edges(line)
        if groups and low - reach < gap:
            groups[-1].append(line)
            reach = max(reach, high)
        else:
            groups.append([line])
            reach = high
    return groups
