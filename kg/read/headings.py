"""Whether a headline between two texts heads an article or a section: signs, weighed; and how much a headline speaks of a text.

In: a headline, the text above and the text below it.  Out: lists of `Sign`, each with its weight and its reason, and what their sum decides.  Weights and
words lie in rules/headings.yaml, what single lines look like in the `takes: heading` rules of level `lines`; which line is the title, `kg.read.titles` tells.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from kg.read.cleaning import without_signs
from kg.read.cohesion import says_other_things, shared_words
from kg.read.lifting import LONGEST_CAPTION, Segment
from kg.read.lines import HEADS
from kg.read.signs import HeadingSigns, Sign
from kg.read.twolines import NAME_ALONE
from kg.read.units import Unit

_LEAD = 80  # characters of a text in which its subject is named
_FIRST_WORDS, _LATEST_BEGIN = 10, 2  # of a headline: where its subject stands, and how far in it may begin
SHORT, _LONG, _VERY_LONG = 9, 13, 18  # characters of a headline
_NEAR = 60  # units of the text above that are looked at
_MORE, _SAME = 0.1, 0.1  # of a headline's words that the text below says and the text above does not; of a text's pairs of characters that stand in the text above
MUCH_MORE = 0.2  # of a headline's words that one text says and the other does not
_SHORT_REPORT = 600  # characters; longer reports have sections too
_SOME, _MOST, _NEARLY_ALL = 0.3, 0.5, 0.65  # shares of a headline's pairs of characters that a text uses
_NAME_AND_COLON = re.compile("[一-鿿]{2,7}：")
FULL_NAME = re.compile("[一-鿿]{2,8}?(?:省|市|县|区|旗|州|盟|镇|乡|街道|(?<!农)村|社区|公司|集团|大学|学院|医院|局|委|法院|检察院|派出所)")
_EMPTY = re.compile("[的了是在和与有这那最很好大小]")  # 最好的 names nothing
_DATE = re.compile("[０-９年月日]")
_YEAR = re.compile("[０-９]{4}年")  # what looks back says the year
_FIRST_PARAGRAPHS, _LAST_PARAGRAPHS, _ENOUGH = 2, 12, 80  # by which a text is held against the text above; characters that are enough to tell
HALVES = re.compile("([一-鿿]{4,8})　([一-鿿]{4,8})(?:　[一-鿿]{4,8})?")
_ROWS = ("row", "row-of-table")


def lead_of(body: Sequence[Unit]) -> str:
    """The first words of a text, datelines and spaces left out."""
    for unit in body:
        if unit.zone == "body":
            return without_signs(unit.form[unit.heads[-1].span.end if unit.heads else 0:][:_LEAD * 2])[:_LEAD]
    return ""


def subject_of(headline: str, text: str) -> str:
    """The run of a headline's first words that a text says too, or nothing; two characters count only where the headline begins with them.

    >>> subject_of("浦北县香蕉丰收", "在浦北县小江街道，香蕉挂满枝头"), subject_of("秋收正忙", "昨日，天晴了")
    ('浦北县', '')
    """
    first = without_signs(headline)[:_FIRST_WORDS]
    best = ""
    for start in range(min(_LATEST_BEGIN + 1, len(first))):
        end = start + max(2 if not start else 3, len(best) + 1)
        while end <= len(first) and first[start:end] in text:
            best = first[start:end]
            end += 1
    return best if len(best) < 3 or len(_EMPTY.sub("", best)) > 1 else ""


def shares_words(headline: str, text: str, share: float = _SOME) -> bool:
    """True where so many of a headline's pairs of characters stand in a text."""
    bare = without_signs(headline)
    pairs = {bare[at:at + 2] for at in range(len(bare) - 1)}
    return len(pairs) > 2 and sum(pair in text for pair in pairs) >= len(pairs) * share


def said_share(headline: str, text: str) -> float:
    """The share of a headline's pairs of characters that a text says.

    >>> said_share("浦北县香蕉丰收", "在浦北县小江街道，香蕉挂满枝头"), said_share("秋", "昨日，天晴了")
    (0.5, 0.0)
    """
    bare = without_signs(headline)
    pairs = {bare[at:at + 2] for at in range(len(bare) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def spoken_of(headline: str, text: str) -> float:
    """How much a headline speaks of a text: the share of its pairs of characters that the text says, and 1 more where it begins with whom the text names.

    >>> spoken_of("浦北县香蕉丰收", "在浦北县小江街道，香蕉挂满枝头"), spoken_of("秋收正忙", "昨日，天晴了")
    (1.5, 0.0)
    """
    return (len(_DATE.sub("", subject_of(headline, text))) > 2) + said_share(headline, text)


def closing_lines(lines: Sequence[Unit], above: str, below: str) -> int:
    """How many of the lines of a headline between two texts, from the first one on, speak much more of the text above than of the one below; of texts the leads."""
    more = [spoken_of(unit.form, above) - spoken_of(unit.form, below) for unit in lines]
    best = max(range(1, len(more) + 1), key=lambda end: (sum(more[:end]), -end))
    return best if max(more[:best]) >= MUCH_MORE and more[best - 1] > 0 else 0


def says_again(headline: str, text: str) -> bool:
    """True where most of what a line says was said in a text: its headline does so, and text that goes on does not.

    >>> says_again("海伦玉米开镰收割", "日前，海伦玉米陆续开镰，收割机驶进田间"), says_again("海伦玉米开镰收割", "昨日，天晴了")
    (True, False)
    """
    return shares_words(headline, text, _NEARLY_ALL)


def speaks_of(headline: str, text: str) -> bool:
    """True where a headline names what a text begins with, or uses its words."""
    return len(subject_of(headline, text)) > 2 or shares_words(headline, text)


class Around(NamedTuple):
    """What is known of a headline from the page around it: the page marks its titles; most of its texts are signed; a caption stands right above; other headlines have a blank line above them."""

    marked: bool = False
    signed: bool = False
    behind_picture: bool = False
    apart: bool = False


def article_signs(cluster: Sequence[Unit], above: Segment, below: Sequence[Unit], around: Around, signs: HeadingSigns) -> list[Sign]:
    """What speaks for a headline between two texts as the head of the text below (`below`: its units up to the next headline)."""
    headline, lead = cluster[-1] if len(cluster) > 1 and cluster[0].parts.get("kicker") else cluster[0], lead_of(below)
    near = above.body[-_NEAR:]  # enough to know the subject, and no more of a book of a thousand sections
    said = "".join(unit.clean.bare for unit in (*above.heads, *near))
    subject = subject_of(headline.form, lead)
    names = _shape(cluster, headline, lead, subject, below, signs)
    if subject:
        names.append("subject-is-old" if subject in said else "subject-is-new")
    place = FULL_NAME.match(lead)
    names += ["begins-with-place"] * bool(place and place[0] not in said)
    names += ["words-of-above"] * shares_words(headline.form, said, _MOST)
    reports = any(unit.opens for unit in (*above.body[:1], *near))
    names += ["above-is-report"] * (reports and len(above.body) <= _NEAR and sum(unit.size for unit in near) <= _SHORT_REPORT)
    signed = (above.bylines or reports) and any(_signs_off(unit) for unit in list(takewhile(lambda unit: not unit.fresh, below))[-1:])
    names += ["ends-with-writer" if signed else "above-has-writer"] * bool(signed or above.bylines and not reports)
    sections = [unit for unit in near if unit.zone == "subhead"]
    names += ["sections-before"] * bool(sections)
    names += ["flush-beside-set-in"] * (bool(sections) and all(_set_in_as_text(unit, near) for unit in sections) and not headline.lines[0].indented)
    names += ["in-column-of-news"] * any(unit.fresh for unit in above.heads)
    if cluster[0].blank > max([1, *(unit.blank for unit in near[1:])]):
        names.append("wider-gap")
    names += ["stands-close"] * (around.apart and not cluster[0].blank)
    names += ["kicker-above"] * any(unit.parts.get("kicker", 0.0) >= NAME_ALONE for unit in cluster[:-1]) + ["dash-above"] * any(unit.form.endswith("—") for unit in cluster[:-1])
    names += ["is-marked" if any(unit.level for unit in cluster) else "titles-are-marked"] * around.marked + ["set-in-as-text"] * _set_in_as_text(headline, below)
    names += ["names-a-document"] * headline.form.endswith(signs.documents)
    names += ["picture-below"] * (bool(above.bylines or reports) and _is_signed_picture(below, near))
    names += ["behind-picture"] * around.behind_picture + ["others-are-signed"] * bool(around.signed and above.bylines and not reports and len(cluster) == 1)
    names += ["place-and-colon"] * bool(_NAME_AND_COLON.match(headline.form) and not headline.form.startswith(signs.back))
    names += ["same-words"] * (shared_words([unit for unit in below if unit.zone == "body"][:_FIRST_PARAGRAPHS], near) >= _SAME)
    return _with_other_words([signs.article[name] for name in names if name in signs.article], signs.article, 0.0, below, [*above.heads, *near])


def _signs_off(unit: Unit) -> bool:
    """True where a writer stands at the end of a paragraph, or alone in brackets below it; not where he took a picture."""
    return not unit.names_taker and (unit.tail is not None and not unit.signs.get("caption") or unit.zone == "byline" and unit.form[0] == "（")


def _set_in_as_text(headline: Unit, below: Sequence[Unit]) -> bool:
    """True where a heading is indented by two characters, as the paragraph below it is: headlines stand flush or in the middle."""
    line, text = headline.lines[0], next((unit.lines[0] for unit in below if unit.zone == "body"), None)
    return text is not None and line.indented and text.indented and line.inset == text.inset and len(headline.lines) == 1


def _is_signed_picture(below: Sequence[Unit], above: Sequence[Unit]) -> bool:
    """True where one paragraph or two stand below a headline that show a picture or use no word of the text above, and a photographer on a line of his own."""
    text = [unit for unit in below if unit.zone == "body"]
    return 0 < len(text) <= _FIRST_PARAGRAPHS and sum(unit.size for unit in text) <= LONGEST_CAPTION and below[-1].zone == "byline" and below[-1].names_taker and not below[-1].wrote \
        and (any("图为" in unit.form for unit in text) or "body" in text[0].signs or says_other_things(text, above[-_LAST_PARAGRAPHS:]))


def _with_other_words(found: list[Sign], table: Mapping[str, Sign], enough: float, below: Sequence[Unit], above: Sequence[Unit]) -> list[Sign]:
    """The signs, and `other-words` where the first paragraphs below a headline use hardly a word of the text above it; asked only where the others do not suffice."""
    if "other-words" not in table or weigh(found) > enough:
        return found
    text = [unit for unit in below if unit.zone == "body"][:_FIRST_PARAGRAPHS]
    return [*found, table["other-words"]] if sum(unit.size for unit in text) >= _ENOUGH and says_other_things(text, above[-_LAST_PARAGRAPHS:]) else found


def closing_signs(cluster: Sequence[Unit], above: Segment, below: Sequence[Unit], more: bool, signs: HeadingSigns) -> list[Sign]:
    """What speaks for a headline between two texts as the headline of the text above it; `more`: another one comes before the next report."""
    lead = lead_of(above.body)
    names = _shape(cluster, cluster[0], lead, subject_of(cluster[0].form, lead), below, signs)
    names += ["headline-still-comes"] * more
    names += ["ends-with-writer"] * ((bool(above.bylines) or above.lead_names_writer) and any(_signs_off(unit) for unit in list(takewhile(lambda unit: not unit.opens, below))[-1:]))
    names += ["above-has-writer"] * bool(above.bylines)
    texts = [[unit for unit in units if unit.zone == "body"] for units in (above.body, below)]
    upper, lower = (said_share(cluster[0].form, "".join(unit.form for unit in text)) for text in texts)
    names += ["below-says-more"] * (lower >= upper + _MORE) + ["above-says-it"] * (upper >= _MOST and not lower)
    names += ["same-words"] * (shared_words(texts[1][:_FIRST_PARAGRAPHS], texts[0][-_LAST_PARAGRAPHS:]) >= _SAME)
    return _with_other_words([signs.closing[name] for name in names if name in signs.closing], signs.closing, -0.5, below, above.body[-_NEAR:])


def _shape(cluster: Sequence[Unit], headline: Unit, lead: str, subject: str, below: Sequence[Unit], signs: HeadingSigns) -> list[str]:
    """The names of the signs that headlines of both kinds of pages have."""
    names = ["several-lines"] * (sum(unit.zone != "subtitle" for unit in cluster) > 1) + ["line-with-dash"] * any(unit.zone == "subtitle" for unit in cluster)
    names += ["names-subject" if len(subject) > 2 else "names-subject-shortly"] * bool(subject) + ["shared-words"] * (shared := shares_words(headline.form, lead))
    names += ["no-subject"] * (not subject and not shared)
    size = len(headline.clean.bare)
    names += ["short-line"] * (size <= SHORT) + ["long-line"] * (size >= _LONG) + ["very-long-line"] * (size >= _VERY_LONG and "\u3000" not in headline.form)
    names += ["in-two-halves"] * bool(HALVES.fullmatch(headline.form))
    following = next((unit for unit in below if unit.zone == "body"), None)
    if following is not None:
        names += ["rows-below"] * (following.taken_as in _ROWS)
        names += ["lead-of-report"] * ("body" in following.signs and not _YEAR.match(lead_of(below))) + ["refers-back"] * lead_of(below).startswith(signs.back) + ["refers-back-in-time"] * lead_of(below).startswith(signs.back_in_time)
    return names


def weigh(found: Sequence[Sign]) -> float:
    """What signs come to."""
    return sum(sign.weight for sign in found)


def next_heading(clusters: Sequence[Sequence[Unit]], number: int) -> int:
    """Where in `clusters` the next headline after `clusters[number]` stands; their number where none follows."""
    at = number + 1
    while at < len(clusters) and clusters[at][0].zone not in HEADS:
        at += 1
    return at


def units_below(clusters: Sequence[Sequence[Unit]], number: int) -> list[Unit]:
    """The units between the headline `clusters[number]` and the next headline."""
    return [unit for at in range(number + 1, next_heading(clusters, number)) for unit in clusters[at]]
