"""Captions told by who signs them: the paragraphs that a photographer's name belongs to, inside a text or below it.

In: the article in the making and the byline below it.  Out: `Segment` records, and the article that goes on below the picture.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.read.clusters import is_brief
from kg.read.cohesion import is_foreign, shared_words
from kg.read.going_on import is_open
from kg.read.lifting import LONGEST_CAPTION, SCENE_WITH_WRITER, Segment, looks_like_scene, names_photographer, stands_apart
from kg.read.lines import ends_sentence, measure_of
from kg.read.signs import HeadingSigns
from kg.read.units import OTHER_MEASURE, Unit

LONGEST_CAPTION_PARAGRAPHS = 3
_SHORT_CAPTION = 2  # paragraphs
_MUCH = 0.15  # of a paragraph's pairs of characters that stand above it too
_NEAR = 60  # units of a text that are held against a paragraph
_LINE_OF_PICTURE = 40  # characters of a picture's text, its photographer counted, between a headline and its report
_MANY_PARAGRAPHS = 3  # by which a text that is set without blank lines is told
_WIDE_GAP = 2  # blank lines: where more stand, a picture was
SCENE_WITH_HEADLINE = 240  # characters of a report that begins with the day of a scene, has a headline, and below it a writer who is no photographer


def split_caption(segments: list[Segment], current: Segment, because: str = "a paragraph with a photographer at its end") -> Segment | None:
    """The last paragraph is a caption of its own; the article above it, where there is one, which may go on below."""
    if current.kind == "caption" and not current.heads and sum(unit.size for unit in current.body) <= LONGEST_CAPTION:
        segments.append(current)
        return None
    captured = [current.body.pop()]
    above = current.body[-1] if len(current.body) > 1 else None
    if above is not None and above.zone == "body" and not (above.opens or above.tail) and looks_like_scene(above) and not looks_like_scene(captured[0]) and is_foreign(above, [*current.heads, *current.body[:-1]]):
        captured.insert(0, current.body.pop())
    heads: list[Unit] = []
    if not current.body and not current.bylines:
        heads, current.heads = current.heads, []  # nothing else stands below that headline
    if current.body or current.heads or current.bylines:
        segments.append(current)
    segments.append(Segment("caption", heads, body=captured, because=because))
    return _that_goes_on(current)


def credit(segments: list[Segment], current: Segment, cluster: list[Unit], signs: HeadingSigns) -> Segment | None:
    """A byline after a text: the photographer of a caption, or the writer of the article above.  The article above a caption, which may go on below it."""
    start = len(current.body) if _signs_whole(current, cluster) else _start_of_caption(current, cluster, signs)
    captured = current.body[start:]
    if not captured or not _is_caption(captured, current, cluster):
        current.bylines += cluster
        segments.append(current)
        return None
    del current.body[start:]
    if start == 0 and not current.bylines:
        segments.append(Segment("caption", current.heads, cluster, captured, "a scene with its photographer below"))
        return None
    if current.body or current.heads:
        segments.append(current)
    segments.append(Segment(_kind_of(captured, cluster), [], cluster, captured, "a scene with its photographer below"))
    return _that_goes_on(current)


def _signs_whole(current: Segment, signers: Sequence[Unit]) -> bool:
    """True where names in a bracket, and nobody who took a picture, stand below a text of several paragraphs, or with a dateline, that has no writer yet: they sign all of it."""
    if any(unit.of_picture or unit.names_taker or unit.took_and_told or unit.sent or not (unit.is_bracketed if unit.zone == "byline" else _ends_with_bracket(unit)) for unit in signers):
        return False
    first = current.body[0]
    return not (current.bylines or current.lead_names_writer) and (first.opens or sum(unit.zone == "body" for unit in current.body) > 1) \
        and not any(unit.tail is not None for unit in current.body[:-1])


def _is_signed_by_writer(current: Segment) -> bool:
    """True where the last of several paragraphs, which shows no picture, ends with who wrote it and not who took one (……没有受伤。　记者某某): he wrote them all."""
    unit = current.body[-1]
    takes = unit.of_picture or unit.names_taker or unit.took_and_told or unit.sent or looks_like_scene(unit) or "图为" in unit.form
    return not takes and not (unit.blank or current.bylines) and sum(one.zone == "body" for one in current.body) > 1


def _ends_with_bracket(unit: Unit) -> bool:
    return unit.form.rstrip("\u3000")[-1:] == "）"


def _kind_of(captured: Sequence[Unit], cluster: Sequence[Unit]) -> str:
    """A caption, or an article that begins with a day: several paragraphs, longer than a picture's text, that a writer signs who took no picture."""
    return "article" if len(captured) > 1 and sum(unit.size for unit in captured) > SCENE_WITH_HEADLINE and not any(unit.of_picture for unit in cluster) else "caption"


def _start_of_caption(current: Segment, cluster: Sequence[Unit], signs: HeadingSigns) -> int:
    """Where in a text the caption begins that the byline below it signs; the text's length where none does."""
    body = current.body
    by_photographer = all(names_photographer(unit) for unit in cluster)
    tight = by_photographer and len(body) > _MANY_PARAGRAPHS  # the one blank line of a long text
    start, behind_gap = _start_of_foreign(current, cluster, start_of_scene(body), signs), _start_behind_gap(body, 1 if tight else _WIDE_GAP)
    if by_photographer and 0 < start < behind_gap < len(body):
        start = behind_gap  # 26日下午，…… opens a paragraph of the report, and the picture stands below it
    if by_photographer and start == len(body) > 1 and stands_apart(body, SCENE_WITH_WRITER):
        start -= 1
    if start == len(body) > 1 and (current.bylines or body[0].opens or by_photographer):
        start = behind_gap  # the text has its writer, so another one below it took the picture
    if start < len(body) or not by_photographer:
        return start
    if 0 < current.resumed < start and not is_open(body[current.resumed - 1].form):
        return current.resumed  # another picture right below the one above
    is_picture_alone = start <= _SHORT_CAPTION and not current.bylines and all(unit.zone == "body" and not unit.opens for unit in body) and any("图为" in unit.form for unit in body)
    return 0 if is_picture_alone else start


def _is_caption(captured: Sequence[Unit], current: Segment, cluster: Sequence[Unit]) -> bool:
    """True where the byline signs a picture's text, and not a whole article with its headline (图/文: the text has a writer too)."""
    size = sum(unit.size for unit in captured)
    if size > LONGEST_CAPTION or len(captured) == len(current.body) and _kind_of(captured, cluster) == "article":
        return False
    if len(captured) < len(current.body) or not current.heads:
        return True
    is_article = any(unit.wrote for unit in cluster) or size > SCENE_WITH_HEADLINE and not any(unit.of_picture for unit in cluster)
    return not is_article and not current.bylines


def _that_goes_on(article: Segment) -> Segment | None:
    return article if article.has_text and article.kind == "article" and (article.heads or article.bylines or article.body[0].opens) and article.body[-1].tail is None else None


def headed_below(current: Segment, clusters: Sequence[Sequence[Unit]], number: int, because: str) -> Segment:
    """The article that goes on below a picture with the headline and the writer above it, taken from it: its text, a paragraph that is no scene, or a dateline, stands below."""
    below = clusters[number + 1][0] if number + 1 < len(clusters) else None
    article = Segment(because=because)
    if below is not None and current.heads and _begins_text(below, current) and _is_scene_alone(current.body):
        article.heads, article.bylines = current.heads, current.bylines
        current.heads, current.bylines = [], []
    return article


def _begins_text(below: Unit, current: Segment) -> bool:
    """True for a paragraph that an article may begin with: no scene without a dateline, unless a writer stands above."""
    return below.zone == "body" and not below.fresh and (below.opens or bool(current.bylines) or not looks_like_scene(below))


def _is_scene_alone(body: Sequence[Unit]) -> bool:
    """True where a text is a picture's and nothing else; not where a report begins with a day and the picture stands below it."""
    scenes = [unit for unit in body if unit.zone == "body"]
    if not scenes or scenes[0].opens or not looks_like_scene(scenes[0]):
        return False
    return sum(unit.size for unit in scenes) <= LONGEST_CAPTION and _start_behind_gap(body) == len(body)


def start_of_scene(body: Sequence[Unit]) -> int:
    """Where among the last paragraphs of a text the caption begins that a byline below them signs: at a scene, or where another measure begins; their number where none does."""
    for back in range(1, min(LONGEST_CAPTION_PARAGRAPHS, len(body)) + 1):
        if body[-back].zone != "body" or body[-back].opens:
            break
        if looks_like_scene(body[-back]) or begins_other_measure(body, len(body) - back):
            return len(body) - back
    return len(body)


def _start_of_foreign(current: Segment, cluster: Sequence[Unit], scene: int, signs: HeadingSigns) -> int:
    """Where the last paragraphs of a text begin that a photographer signs and that use no word of what stands above them; `scene` where none do, or where a scene does that is foreign too.

    Of two such paragraphs the lower one begins with a word that looks back (近年来，……), or it alone is meant.
    """
    body = current.body
    if not all(names_photographer(unit) for unit in cluster) or current.resumed or 0 < scene < len(body) and is_foreign(body[scene], [*current.heads, *body[:scene]]):
        return scene
    start = len(body) - 1
    while start > 1 and len(body) - start < LONGEST_CAPTION_PARAGRAPHS and body[start].form.startswith(signs.looking_back):
        start -= 1
    above = [*current.heads, *body[:start]]
    if start <= (scene if scene < len(body) else 0) or is_open(body[start - 1].form) or not (current.bylines or body[0].opens or sum(unit.size for unit in body[:start]) > SCENE_WITH_HEADLINE):
        return scene
    foreign = sum(unit.size for unit in body[start:]) <= LONGEST_CAPTION and all(unit.zone == "body" and not unit.opens and is_foreign(unit, above) for unit in body[start:])
    return start if foreign else scene


def begins_other_measure(body: Sequence[Unit], at: int) -> bool:
    """True where the paragraphs from here on stand in a column of another width than the paragraph above, which ends its sentence."""
    if not at or body[at - 1].zone != "body" or not body[at].blank:
        return False
    above, width = measure_of(body[at - 1].lines[0]), measure_of(body[at].lines[0])
    return min(above, width) > 0 and abs(above - width) >= OTHER_MEASURE and all(abs(measure_of(unit.lines[0]) - width) < OTHER_MEASURE for unit in body[at:])


def splits_inside(current: Segment, cluster: list[Unit], signs: HeadingSigns) -> Segment | None:
    """The caption that ends a text still without its headline, taken out of it, where a byline stands below; None where there is none."""
    start = _start_of_foreign(current, cluster, start_of_scene(current.body), signs)
    captured = current.body[start:]
    if not 0 < start < len(current.body) or sum(unit.size for unit in captured) > LONGEST_CAPTION or not ends_sentence(captured[-1].form):
        return None
    del current.body[start:]
    return Segment("caption", [], list(cluster), captured, "a scene with its photographer below")


def is_headed_brief(segment: Segment, unit: Unit) -> bool:
    """True where the headline stands in brackets before its report (【老街通了公交】), or below the name of a column of short reports, and no photographer signs."""
    return (segment.heads[-1].heads_brief or any(head.fresh for head in segment.heads)) and not (unit.of_picture or unit.names_taker)


def closes_with_picture(current: Segment, unit: Unit) -> bool:
    """True where the paragraph added last is a picture's text, told by who signs it."""
    if not unit.tail or unit.opens or unit.fresh or is_brief(unit) or _signs_whole(current, [unit]) or _is_signed_by_writer(current):
        return False
    if not current.heads or _is_of_picture(current.body) or looks_like_scene(unit) and not unit.wrote and not is_headed_brief(current, unit) and not _goes_on_with(current.body):
        return True
    if unit.size <= LONGEST_CAPTION and unit.names_taker and not unit.wrote and len(current.body) > 1 and not is_open(current.body[-2].form) and begins_other_measure(current.body, len(current.body) - 1):
        return True
    if unit.blank and unit.size <= LONGEST_CAPTION and _is_foreign_picture(current, unit):
        return True
    is_set_off = unit.size <= LONGEST_CAPTION and unit.blank > 1 and _behind_gap(current.body)
    return is_set_off and (unit.names_taker or bool(current.bylines) or current.body[0].opens or unit.blank > _WIDE_GAP)


def _is_foreign_picture(current: Segment, unit: Unit) -> bool:
    """True where the last paragraph of a text that has its writer names nobody but a photographer, and uses hardly a word of what stands above it."""
    above = current.body[:-1]
    return (unit.names_taker or unit.took_and_told) and not unit.wrote and bool(above) and (bool(current.bylines) or above[0].opens) and not is_open(above[-1].form) and is_foreign(unit, [*current.heads, *above])


def _goes_on_with(body: Sequence[Unit]) -> bool:
    """True where the last paragraph of a text, which names no picture at its end, says much of what stands above it: its writer signs them all."""
    return len(body) > 1 and not body[-1].of_picture and shared_words(body[-1:], body[:-1]) >= _MUCH


def _is_of_picture(body: Sequence[Unit]) -> bool:
    """True where the last paragraph of a text is a sentence or two with nobody but a photographer at its end."""
    unit = body[-1]
    return len(body) > 1 and unit.size <= SCENE_WITH_WRITER and unit.names_taker and not unit.wrote and not is_open(body[-2].form)


def _behind_gap(body: Sequence[Unit], narrowest: int = _WIDE_GAP) -> bool:
    """True where more blank lines stand before the last paragraph of a text than before any other, and `narrowest` at least: a picture was there."""
    return len(body) > 1 and body[-1].zone == "body" and body[-1].blank > max([narrowest - 1, *(unit.blank for unit in body[1:-1])]) and not is_open(body[-2].form)


def stands_behind_gap(current: Segment, unit: Unit) -> bool:
    """True where a paragraph that uses hardly a word of the text above stands behind a wider gap than any other in it: a picture's text, or a text that has lost its headline."""
    return unit.blank > _WIDE_GAP and not is_open(current.body[-1].form) and unit.blank > max((one.blank for one in current.body[1:]), default=0) and is_foreign(unit, [*current.heads, *current.body[-_NEAR:]])


def is_picture_below_headline(current: Segment) -> bool:
    """True where nothing but one sentence, with nobody but a photographer to its name, stands below a headline so far: no report is so short."""
    if not current.heads or len(current.body) != 1 or not all(names_photographer(unit) for unit in current.bylines):
        return False
    unit = current.body[0]
    return unit.zone == "body" and not unit.opens and unit.size <= _LINE_OF_PICTURE and (unit.of_picture if unit.tail else not is_open(unit.form))


def goes_on_behind(segments: Sequence[Segment], current: Segment, unit: Unit) -> Segment | None:
    """The article above a picture's text, where a paragraph below it uses the article's words and hardly one of the picture's."""
    above = segments[-1] if segments else None
    if above is None or above.kind != "article" or not above.heads or not above.has_text or above.body[-1].tail:
        return None
    if current.heads or current.body[0].opens or unit.fresh or len(current.body) > LONGEST_CAPTION_PARAGRAPHS or sum(one.size for one in current.body) > LONGEST_CAPTION:
        return None
    return above if is_foreign(unit, current.body) and not is_foreign(unit, [*above.heads, *above.body[-_NEAR:]]) else None


def _start_behind_gap(body: Sequence[Unit], narrowest: int = _WIDE_GAP) -> int:
    """Where the last paragraphs of a text begin that a wider gap parts from it than any other stands in it; their number where there is none."""
    for start in range(len(body) - 1, max(0, len(body) - 1 - LONGEST_CAPTION_PARAGRAPHS), -1):
        if body[start].zone != "body" or body[start].opens:
            break
        if _behind_gap(body[:start + 1], narrowest) and all(unit.blank < body[start].blank for unit in body[start + 1:]):
            return start
    return len(body)


def signs_above(cluster: Sequence[Unit], below: Unit | None) -> bool:
    """True where a line names nobody but photographers and no picture's text stands nearer below it: it belongs to what stands above, for a writer heads a text and a photographer never does."""
    return all((unit.names_taker or unit.task_first) and not unit.wrote for unit in cluster) \
        and (below is None or below.zone != "body" or not looks_like_scene(below) or below.blank > cluster[0].blank)
