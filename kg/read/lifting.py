"""Pieces of a page that stand by themselves: adverts, and captions that point at their picture.

In: units or clusters of units.  Out: `Segment` records, the record that articles are made as too.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.read.cohesion import is_foreign
from kg.read.going_on import is_open
from kg.read.lines import HEADS
from kg.read.units import BRIEF_SIGNS, Unit

_POINTS_AT_PICTURE = 9  # the score of a rule that alone makes a caption
_ARROWS = tuple("▲△▼▽◀◁▶▷↑↓←→⬆")
LINE_BELOW_PICTURE, SCENE_WITH_WRITER = 20, 120  # characters of a caption that only its place tells, and of one whose photographer stands below
LONGEST_CAPTION = 420  # characters; a longer text under a photo is a photo story and reads as an article


@dataclass(slots=True, eq=False)
class Segment:
    """One article, caption or advert in the making: its units by what they are."""

    kind: str = "article"
    heads: list[Unit] = field(default_factory=list)
    bylines: list[Unit] = field(default_factory=list)
    body: list[Unit] = field(default_factory=list)
    because: str = ""
    resumed: int = 0  # how many units of its body stand above a picture inside it
    late: list[Unit] = field(default_factory=list)  # headings inside a sentence: they go below the paragraph they broke

    @property
    def first_line(self) -> int:
        """Where its first unit begins in the file."""
        return min((unit.lines[0].start for unit in (*self.heads, *self.bylines, *self.body)), default=0)

    @property
    def lead_names_writer(self) -> bool:
        """True where the dateline of its text names who wrote it."""
        return any(cut.names is not None for cut in self.body[0].heads)

    @property
    def has_text(self) -> bool:
        """True where a paragraph stands in it that is more than a dateline."""
        for unit in self.body:  # the first one answers, most often
            if unit.zone == "body" and not unit.only_opens:
                return True
        return False


def adverts_of(units: Sequence[Unit]) -> list[Segment]:
    """Advert units, those of one run or one notice together."""
    adverts: list[Segment] = []
    last: Unit | None = None
    for unit in units:
        if unit.zone == "advert":
            joined = last is not None and (unit.blank == 0 or unit.rule == "below-notice")
            if joined:
                adverts[-1].body.append(unit)
            else:
                adverts.append(Segment("advert", body=[unit], because=unit.rule))
            last = unit
        else:
            last = None
    return adverts


def lift_captions(clusters: list[list[Unit]]) -> tuple[list[list[Unit]], list[Segment]]:
    """Paragraphs that point at a picture (图为 …) are captions wherever they stand; a photographer's line below goes with them."""
    rest: list[list[Unit]] = []
    captions: list[Segment] = []
    lifted = False
    for number, cluster in enumerate(clusters):
        first = cluster[0]
        following = clusters[number + 1][0] if number + 1 < len(clusters) else None
        if first.is_picture:
            if not (number and clusters[number - 1][0].is_picture and captions):
                captions.append(Segment("caption", because="set apart inside a text that goes on below it"))
            (captions[-1].bylines if first.zone == "byline" else captions[-1].body).extend(cluster)
            lifted = False
            continue
        signed = _is_signed_picture(first, following) and not _is_one_of_several(clusters, number)
        points = signed or first.signs.get("caption", 0) >= _POINTS_AT_PICTURE and not _is_one_of_several(clusters, number) or _shows_picture(first)
        if first.zone == "body" and not first.opens and first.size <= LONGEST_CAPTION and points:
            beyond = clusters[number + 2][0] if following is not None and following.zone == "byline" and number + 2 < len(clusters) else following
            if lifted and _is_next_picture(first, captions[-1].body[-1]):
                captions[-1].body += cluster
                continue
            heads = rest.pop() if _heads_caption(rest, first, beyond) else []
            captions.append(Segment("caption", heads, body=list(cluster), because="words that point at a picture"))
            lifted = True
        elif lifted and _closes_caption(first, captions[-1].body[-1]):
            captions[-1].body += cluster
            lifted = False
        elif lifted and following is not None and following.zone == "byline" and _goes_on_with_caption(first, captions[-1], clusters[number + 1]):
            captions[-1].body += cluster
        elif lifted and first.zone == "byline" and (_is_signed_picture(captions[-1].body[-1], first) or following is None or following.zone != "body" or following.opens or following.signs.get("caption", 0) >= _POINTS_AT_PICTURE or first.names_taker and not first.is_bracketed):
            captions[-1].bylines += cluster
            lifted = False
        else:
            rest.append(cluster)
            lifted = False
    return rest, captions


def _shows_picture(unit: Unit) -> bool:
    """True where a paragraph that is signed says where its picture is: by an arrow and a photographer, or by 图为 within."""
    if unit.tail is None:
        return False
    return "图为" in unit.form or unit.form[0] in _ARROWS and unit.of_picture


def _is_signed_picture(unit: Unit, signer: Unit | None) -> bool:
    """True where an arrow before a paragraph shows where its picture is, and the line below it says who took that."""
    return unit.zone == "body" and unit.form[0] in _ARROWS and unit.tail is None and signer is not None and signer.zone == "byline" and signer.of_picture


def _is_next_picture(unit: Unit, above: Unit) -> bool:
    """True where pictures are numbered (图一：…… ⏎图二：……) and their texts stand right below each other: one credit signs them all."""
    return not unit.blank and above.tail is None and unit.form[0] == above.form[0] == "图" and unit.form[1] != above.form[1] and unit.form[2:3] == above.form[2:3] == "："


def _closes_caption(unit: Unit, above: Unit) -> bool:
    """True where a paragraph goes on below one that points at a picture, and a photographer alone signs it."""
    return unit.zone == "body" and unit.tail is not None and above.tail is None and not (unit.opens or unit.fresh) and not looks_like_scene(unit) \
        and unit.size + above.size <= LONGEST_CAPTION and (unit.names_taker or unit.sent)


def _goes_on_with_caption(unit: Unit, caption: Segment, signers: Sequence[Unit]) -> bool:
    """True where a paragraph stands between one that points at a picture and its photographer's line, and speaks of the same things or begins with no day of its own."""
    return len(caption.body) == 1 and caption.body[0].tail is None and unit.zone == "body" and not (unit.opens or unit.fresh or unit.tail) and unit.size + caption.body[0].size <= LONGEST_CAPTION \
        and all(names_photographer(signer) for signer in signers) and (not looks_like_scene(unit) or not is_foreign(unit, caption.body))


def names_photographer(unit: Unit) -> bool:
    """True where a line names who took a picture, and nobody who wrote."""
    return ((unit.names_taker or unit.took_and_told) and not unit.is_bracketed or unit.task_first) and not unit.wrote


def _is_one_of_several(clusters: list[list[Unit]], number: int) -> bool:
    """True where a paragraph's sign (▲) opens the paragraph above or below too: it marks short reports, not pictures."""
    sign = clusters[number][0].form[:1]
    near = [clusters[at][0] for at in (number - 1, number + 1) if 0 <= at < len(clusters)]
    return sign in BRIEF_SIGNS and any(unit.zone == "body" and unit.form[:1] == sign for unit in near)


def _heads_caption(above: list[list[Unit]], caption: Unit, following: Unit | None) -> bool:
    """True where a headline right on top of a caption has no other text: the next thing printed is a headline again, or nothing."""
    return bool(above) and above[-1][0].zone in HEADS and not any(unit.level for unit in above[-1]) and caption.blank == 0 \
        and (following is None or following.zone in HEADS)


def stands_apart(body: Sequence[Unit], longest: int) -> bool:
    """True where the last paragraph of a text is short and set apart from it: by a wider gap, and flush where the text's paragraphs are indented."""
    unit, above = body[-1], [one for one in body[:-1] if one.zone == "body"]
    if not above or unit.zone != "body" or unit.opens or unit.size > longest or is_open(unit.form) or is_open(above[-1].form):
        return False
    below_heads = {id(one) for head, one in zip(body, body[1:], strict=False) if head.zone == "subhead"}
    return unit.blank > max((one.blank for one in above[1:] if id(one) not in below_heads), default=0) and not unit.lines[0].indented and all(one.lines[0].indented for one in above)


def looks_like_scene(unit: Unit) -> bool:
    """True where a paragraph begins as captions do: with 图为 or with the day of the scene."""
    return unit.signs.get("caption", 0) > 0 and unit.size <= LONGEST_CAPTION
