"""Figures over time as a picture: one panel for each line, printed figures filled, derived ones hollow, goals as diamonds.

In: `Line`s.  Out: SVG as text, or PNG bytes where the extra `plot` (resvg-py) is installed.  Coordinates are whole tenths of a
pixel, so the same lines give the same bytes everywhere.
"""
from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape

from kg.errors import UsageError
from kg.series.links import last_day
from kg.series.points import Line, Point
from kg.series.precision import plain

_WIDTH, _PANEL = 720, 190  # pixels
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 40, 46, 34  # inside a panel
_LEGEND = 28  # pixels under the panels
_KINDS = {"change": "增减", "rate": "增幅", "rank": "位次", "multiple": "倍数"}
_LABEL = 92  # pixels that a value's label needs
_INK, _DERIVED, _GOAL, _GRID = "#14508c", "#7a9cc0", "#b3541e", "#d5dbe2"
_FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, SimHei, sans-serif"


def svg(lines: Sequence[Line]) -> str:
    """The lines as one SVG document, a panel under a panel; what has no time is counted in the panel's title.

    >>> svg([]).startswith("<svg")
    True
    """
    lines = _drawn(lines)
    height = _PANEL * max(1, len(lines)) + _LEGEND
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}" font-family="{_FONT}" font-size="12">',
             f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>']
    for row, line in enumerate(lines):
        parts += _panel(line, row * _PANEL)
    if not lines:
        parts.append(f'<text x="{_LEFT}" y="40">no figures</text>')
    parts.append(f'<text x="{_LEFT}" y="{height - 12}" fill="#52606d" font-size="11">● 印出 printed　○ 推算 derived　◇ 目标或计划 goal or plan</text>')
    return "\n".join((*parts, "</svg>\n"))


def _drawn(lines: Sequence[Line]) -> list[Line]:
    """Levels; changes and rates only of what has no level, for with one they stand in the derived figures."""
    levels = {(line.subject, line.metric) for line in lines if line.kind in ("level", "share")}
    return [line for line in lines if line.kind in ("level", "share") or (line.subject, line.metric) not in levels]


def png(lines: Sequence[Line]) -> bytes:
    """The picture of `svg` as PNG, twice as large.  Raises `UsageError` where the extra is missing."""
    try:
        import resvg_py
    except ImportError as problem:
        raise UsageError("a PNG needs the resvg-py library", "--plot", "pip install 'kg[plot]', or name a file that ends in .svg") from problem
    return bytes(resvg_py.svg_to_bytes(svg_string=svg(lines), zoom=2))


def _panel(line: Line, top: int) -> list[str]:
    points = [p for p in line.points if p.time and _day(p.time) is not None]
    undated = len(line.points) - len(points)
    title = f"{line.metric}　{line.subject or '（未说明）'}　{_KINDS.get(line.kind, '')}{line.unit}" + (f"　+{undated} 无时间" if undated else "")
    parts = [f'<text x="{_LEFT}" y="{top + 22}" font-size="14" font-weight="bold" fill="#1f2933">{escape(title)}</text>']
    if not points:
        return parts
    days = [_day(p.time or "") or 0 for p in points]
    values = [p.value for p in points]
    xs = [_place(day, min(days), max(days), _LEFT + _LABEL // 2, _WIDTH - _RIGHT - _LABEL // 2) for day in days]
    ys = [_place(value, min(values), max(values), top + _PANEL - _BOTTOM - 16, top + _TOP + 16) for value in values]
    floor = top + _PANEL - _BOTTOM
    parts.append(f'<line x1="{_LEFT}" y1="{floor}" x2="{_WIDTH - _RIGHT}" y2="{floor}" stroke="{_GRID}"/>')
    facts = [(x, y) for x, y, p in zip(xs, ys, points, strict=True) if p.modality == "actual"]
    if len(facts) > 1:
        parts.append(f'<polyline fill="none" stroke="{_INK}" stroke-width="1.5" points="{" ".join(f"{x},{y}" for x, y in facts)}"/>')
    labelled: set[tuple[str, str]] = set()
    dated = -float(_LABEL)
    for x, y, point in zip(xs, ys, points, strict=True):
        parts.append(_mark(x, y, point))
        label = plain(point.value)
        if (x, label) not in labelled:  # two figures of one day that agree are labelled once
            parts.append(f'<text x="{x}" y="{_up(y)}" text-anchor="middle" fill="#1f2933">{escape(label)}</text>')
            labelled.add((x, label))
        if float(x) - dated >= _LABEL - 10:
            parts.append(f'<text x="{x}" y="{floor + 18}" text-anchor="middle" fill="#52606d" font-size="11">{escape(_short(point.time or ""))}</text>')
            dated = float(x)
    return parts


def _mark(x: str, y: str, point: Point) -> str:
    told = escape(f"{point.time} {plain(point.value)}" + (f" = {point.how}" if point.how else "") + ("" if point.modality == "actual" else f" ({point.modality})"))
    if point.modality != "actual":
        return f'<rect x="-5" y="-5" width="10" height="10" transform="translate({x} {y}) rotate(45)" fill="#ffffff" stroke="{_GOAL}" stroke-width="2"><title>{told}</title></rect>'
    fill, stroke = ("#ffffff", _DERIVED) if point.how else (_INK, _INK)
    return f'<circle cx="{x}" cy="{y}" r="5" fill="{fill}" stroke="{stroke}" stroke-width="2"><title>{told}</title></circle>'


def _place(value: int | Decimal, least: int | Decimal, most: int | Decimal, low: int, high: int) -> str:
    """Where a value lies between two pixels, in tenths of a pixel; in the middle where there is but one value."""
    tenths = (low + high) * 5 if least == most else low * 10 + int((high - low) * 10 * (Decimal(value) - Decimal(least)) / (Decimal(most) - Decimal(least)))
    return f"{tenths // 10}.{tenths % 10}"


def _up(y: str) -> str:
    return f"{int(y.split('.')[0]) - 10}.{y.split('.')[1]}"


def _day(time: str) -> int | None:
    """The last day of a period as a day number; None where it is no date."""
    parts = last_day(time).split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12 or int(parts[0]) < 1:
        return None
    year, month, day = (int(part) for part in parts)
    return date(year, month, max(1, min(day, monthrange(year, month)[1]))).toordinal()


def _short(time: str) -> str:
    """A period as a label: its own words where they are short, else its first and last month.

    >>> _short("2025-01/2025-06"), _short("2024-12-31")
    ('2025-01–06', '2024-12-31')
    """
    first, _, last = time.partition("/")
    return time if not last else f"{first}–{last[5:]}" if first[:4] == last[:4] and last[5:] else f"{first}–{last}"
