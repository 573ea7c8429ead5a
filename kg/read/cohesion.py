"""Whether a paragraph belongs to the text above it, told by the words that both use.

In: units, or lines.  Out: yes or no.  Paragraphs of one article name its people, places and things again: of paragraphs of local reports seven in eight share more than a
twentieth of their pairs of characters with what stands above them, of captions below a report that is not theirs one in ten.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.read.lines import Line
from kg.read.units import Unit

Printed = Unit | Line  # what has a form
_HAN = re.compile("[一-鿿]+")
_FEW = 0.05  # share of a paragraph's pairs of characters that chance makes common
_NEAR = 60  # units of the text above that are looked at
_SHORTEST = 20  # characters; a shorter paragraph says too little to tell


def _pairs(text: str) -> set[str]:
    """All pairs of neighbouring Han characters in a text."""
    return {run[at:at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}


def is_foreign(unit: Unit, above: Sequence[Unit]) -> bool:
    """True where a paragraph uses hardly a word of the texts and headlines above it."""
    return unit.size >= _SHORTEST and says_other_things([unit], above)


def says_other_things(below: Sequence[Printed], above: Sequence[Printed]) -> bool:
    """True where texts use hardly a word of the texts and headlines above them."""
    return bool(above) and shared_words(below, above) <= _FEW


def shared_words(below: Sequence[Printed], above: Sequence[Printed]) -> float:
    """The share of the pairs of characters of texts that the texts above them use too; 0 where they have none."""
    pairs = _pairs("\n".join(one.form for one in below))
    return len(pairs & _pairs("\n".join(one.form for one in above[-_NEAR:]))) / len(pairs) if pairs else 0.0
