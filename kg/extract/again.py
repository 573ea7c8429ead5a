"""Names that a page has shown once, found wherever they stand again, whole or shortened.

In: a sheet whose names level has run.  Out: further mentions: a full name printed again where no rule could see it, a
short form that the page declares (以下简称“…”), a short form that follows from the full one (brand and trade of a
company, 大 for a university of a place, the number of a unit).  The words that decide (legal forms,
trades, what follows a brand) are word lists.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from kg import tokens
from kg.extract.signs import find_signs
from kg.model import Mention, Span, record
from kg.rules import Sheet
from kg.rules.asked import Lists, endings, in_order, shape, word_set
from kg.rules.automata import word_automaton
from kg.rules.runs import runs_of

_HEADED = re.compile("[一-鿿]{1,3}[省市县区]")
_INSIDE_A_PHRASE = re.compile("[0-9０-９A-Za-zＡ-Ｚａ-ｚ一-鿿]")
_DIGITS = str.maketrans("一二三四五六七八九", "１２３４５６７８９")
_ORDINARY = 400  # so often a word of the dictionary is no brand
_SHORTEST_ALONE = 3  # characters of a name that may stand anywhere; shorter ones must fill words of their own


class AgainWords(Lists):
    """What tells a short form, and what a short form leaves out."""

    declared = shape("（(?:@words-of-what-follows)?(?:@verbs-of-naming-shortly)(?:为|：)?[“‘]?([^”’（）。，；“‘\u2029]{2,12})[”’]?）")
    houses = in_order("organisations-companies.yaml#loose-heads")
    kinds = endings("kinds-left-out-of-names")
    numbered_unit = shape("第?([０-９]{1,3}|[一二三四五六七八九十]{1,3})(@armed-units-by-number)$")
    before_offices = endings("words-before-offices-told-again")
    levels = endings("levels-before-offices")
    offices = word_set("org-offices")
    ranked = shape("([一-鿿]{2,6})(@ranks-left-out-of-names)")
    villages = endings("ends-of-villages-of-a-family")


@record
class Form:
    """A string to look for: the mention it stands for, the rule that will be quoted, what must follow, and whether it must open a phrase."""

    text: str
    of: Mention
    rule: str
    followers: tuple[str, ...] = ()
    opens: bool = False


def find_again(sheet: Sheet) -> list[Mention]:
    """Mentions of names already known from the page, in places that no rule has taken."""
    forms: dict[str, dict[tuple, Form]] = {}  # a name printed a thousand times is looked for once
    heads = {m.span.start: m for m in sheet.mentions if sheet.ruleset.type_of(m.label) == "LOC"}  # places by where they begin
    for mention in sheet.visible():
        for form in forms_of(sheet, mention, heads):
            forms.setdefault(form.text, {}).setdefault((form.rule, form.of.label, form.of.attributes, form.followers), form)
    for family in families(sheet):
        forms.setdefault(family.text, {})[("family",)] = family
    signs = find_signs(sheet)
    if not forms:
        return signs
    words = sorted(forms)
    found: list[Mention] = []
    automaton = word_automaton(words, is_for_one_page=True)
    for index, start, end in automaton.find_matches_as_indexes(sheet.original) if automaton is not None else ():
        span = Span(start, end)
        fit = next((one for one in forms[words[index]].values() if may_stand(sheet, span, one)), None)
        if fit is not None:
            label, kept = ("Org", (("subtype", "other"),)) if fit.rule == "family" else (fit.of.label, fit.of.attributes)
            found.append(sheet.mention(label, span, fit.rule, (), kept))
    return found + [sign for sign in signs if not any(sign.span.meets(mention.span) for mention in found)]


def families(sheet: Sheet) -> Iterator[Form]:
    """A surname and 家 printed three times, on a page that names two bearers of the surname: 孟家."""
    bearers: dict[str, dict[str, Mention]] = {}  # surname → name → where it stands first
    for mention in sheet.visible():
        if sheet.ruleset.type_of(mention.label) == "PER" and 2 <= mention.span.length <= 3:
            bearers.setdefault(mention.text[0], {}).setdefault(mention.text, mention)
    villages = AgainWords.of(sheet.ruleset).villages
    homes = Counter(sheet.original[m.start() - 1] for m in re.finditer("家", sheet.original) if not sheet.original.startswith(villages, m.end()))
    for surname in sorted(bearers):
        if len(bearers[surname]) > 1 and homes[surname] >= 3:
            yield Form(surname + "家", next(iter(bearers[surname].values())), "family")


def forms_of(sheet: Sheet, mention: Mention, heads: dict[int, Mention]) -> Iterator[Form]:
    """The strings that a mention may be printed as elsewhere on its page."""
    type_, words = sheet.ruleset.type_of(mention.label), AgainWords.of(sheet.ruleset)
    full = sheet.original[mention.span.start + 1:mention.span.end + 1]
    if type_ == "LOC":
        yield from place_forms(mention, full, words)
    if type_ not in ("ORG", "PER") or mention.label in ("KnownOrg", "KnownPerson"):
        return
    if len(full) > 1:
        yield Form(full, mention, "name-again")
    if type_ == "PER" and "・" in full:
        for part in full.split("・"):
            if len(part) >= _SHORTEST_ALONE and not tokens.is_word(part, 20):
                yield Form(part, mention, "part-of-dotted-name")
    declared = words.declared.match(sheet.original, mention.span.end + 1)
    if declared and not ("house-nouns" in sheet.ruleset.lists and declared[1] in sheet.ruleset.word_set("house-nouns")):  # （以下简称“公司”）names nobody anew
        yield Form(declared[1], mention, "short-form-declared")
    if type_ == "ORG":
        yield from derived(sheet, mention, full, heads, words)


def place_forms(mention: Mention, full: str, words: AgainWords) -> Iterator[Form]:
    """A place told by its shape, printed again; a town, village or former county without its rank (石桥头 for 石桥头村)."""
    if len(full) > 1 and not mention.rule.startswith("words/") and tokens.frequency(full) < 400:
        yield Form(full, mention, "name-again")
    kind = next((kind for kind in words.kinds if full.endswith(kind)), "") if mention.label == "Site" else ""
    if kind and len(full) - len(kind) > _SHORTEST_ALONE:
        yield Form(full.removesuffix(kind), mention, "site-without-its-kind")
    ranked = words.ranked.fullmatch(full) if mention.attribute("level") in ("town", "village", "former") else None
    if ranked and tokens.frequency(ranked[1]) < 100 and not tokens.is_word(ranked[1], 20):
        yield Form(ranked[1], mention, "place-without-rank")


def derived(sheet: Sheet, mention: Mention, full: str, heads: dict[int, Mention], words: AgainWords) -> Iterator[Form]:
    """Short forms that follow from the shape of an organisation's full name."""
    kind = mention.attribute("subtype")
    tail = full[leading_place(heads, mention, full):]
    if kind == "military" and (unit := words.numbered_unit.search(full)):
        for number in sorted({unit[1], unit[1].translate(_DIGITS)}):
            for spelt in (number + unit[2], "第" + number + unit[2]):
                if spelt != full:
                    yield Form(spelt, mention, "short-form-of-unit")
    elif kind == "school" and full.endswith("大学") and tail != full:
        short_forms: Mapping = sheet.ruleset.tables.get("short-forms") or {}
        short = short_forms.get("universities", {}).get(tail)
        if short:
            yield Form(full[0] + short, mention, "short-form-of-university")
    elif kind == "government" and (office := office_alone(tail, words)) != full and len(office) >= _SHORTEST_ALONE:
        yield Form(office, mention, "office-without-its-place", opens=True)
    elif kind == "association" and len(tail) >= _SHORTEST_ALONE and tail != full and not known_words(tail):
        yield Form(tail, mention, "short-form-without-place")
    elif kind == "company":
        yield from _of_company(sheet, mention, full, tail, words)


def _of_company(sheet: Sheet, mention: Mention, full: str, tail: str, words: AgainWords) -> Iterator[Form]:
    """What a company is called that was named in full (`tail` stands behind its places): without its legal form, by its brand, by brand and 公司, by brand and trade."""
    core = without_legal_form(sheet, tail)
    if core == tail or len(core) < 3 or core.endswith(sheet.ruleset.words("roads-and-works")):
        return  # 某某高速公路有限公司 builds the 某某高速公路 and is not it
    if len(core) > 3 and not known_words(core):
        yield Form(core, mention, "short-form-without-legal-form")
    brand, trades = core[:brand_length(sheet, core)], sheet.ruleset.words("org-trades")
    if not 2 <= len(brand) <= 4:
        return
    if tokens.frequency(brand) < _ORDINARY and not brand.endswith(trades):
        yield from (Form(brand + house, mention, "short-form-of-brand-and-house") for house in words.houses if house in full)  # 宏远公司, though 宏远 is a word
    if tokens.tag(brand) is None:
        yield Form(brand, mention, "short-form-of-brand", sheet.ruleset.words("after-brand"))
        yield from (Form(brand + trade, mention, "short-form-of-brand-and-trade") for trade in trades if trade in core)


def office_alone(name: str, words: AgainWords) -> str:
    """The listed office that a name without its place is, its level left out (县旅游局 → 旅游局), or nothing."""
    return next((office for office in (*map(name.removeprefix, words.levels), name) if office in words.offices), "")


def leading_place(heads: dict[int, Mention], mention: Mention, full: str) -> int:
    """How many characters at the head of a full name are places, found or told by their level."""
    at = mention.span.start
    while (place := heads.get(at)) is not None and place.span.end < mention.span.end:
        at = place.span.end
    return at - mention.span.start or (len(found[0]) if (found := _HEADED.match(full)) else 0)


def without_legal_form(sheet: Sheet, name: str) -> str:
    """A company's name without its legal form."""
    forms = sheet.ruleset.words("org-legal-forms")
    return name[:-max(len(form) for form in forms if name.endswith(form))] if name.endswith(forms) else name


def brand_length(sheet: Sheet, core: str) -> int:
    """How many characters of a company's core stand before its first trade."""
    trades = sheet.ruleset.words("org-trades")
    return next((at for at in range(2, len(core)) if core.startswith(trades, at)), len(core))


def known_words(text: str) -> bool:
    """True where every word of `text` is a common one."""
    return all(tokens.is_word(word, 20) for word in tokens.cut(text))


def is_cut_short(sheet: Sheet, mention: Mention, form: Form) -> bool:
    """True of 张崇 in 张崇和对…, on a page that prints 张崇和 where no other reading is possible, and 张崇 never without 和."""
    if sheet.ruleset.type_of(mention.label) != "PER" or sheet.ruleset.type_of(form.of.label) != "PER" or not form.text.startswith(mention.text):
        return False
    return sheet.original.count(mention.text) == sheet.original.count(form.text)


def may_stand(sheet: Sheet, span: Span, form: Form) -> bool:
    """True where the form can be taken at a place: free but for smaller places inside, and no piece of other words."""
    original, runs = sheet.original, runs_of(sheet)
    if form.rule == "family":
        return not original.startswith(AgainWords.of(sheet.ruleset).villages, span.end) and sheet.form[span.start:span.end] == original[span.start:span.end]
    if form.followers and not original.startswith(form.followers, span.end):
        return False
    if form.opens and _INSIDE_A_PHRASE.match(original, span.start - 1) and not original.endswith(AgainWords.of(sheet.ruleset).before_offices, 0, span.start):
        return False
    here = Span(span.start - 1, span.end - 1)
    known = sheet.top.get(span.start)
    if known is not None and known.span == here:  # most often the very name
        return False
    for at in range(max(1, span.start - 30), span.end) if sheet.form[span.start:span.end] != original[span.start:span.end] else ():
        mention = sheet.top.get(at)
        if mention is not None and mention.span.meets(here) and not (here.holds(mention.span) and mention.span != here and (
                sheet.ruleset.type_of(mention.label) == "LOC" or is_cut_short(sheet, mention, form))):
            return False
    if span.length >= _SHORTEST_ALONE and sheet.ruleset.type_of(form.of.label) == "PER":
        return True
    if sheet.ruleset.type_of(form.of.label) == "PER" and original.endswith(sheet.ruleset.words("posts"), 0, span.start):
        return True  # 董事长王根 + 向家乡
    if form.rule == "short-form-of-university":  # 江大 + 学子 is cut 江 | 大学 | 子
        return runs.is_border(span.start)
    return runs.is_border(span.start) and (span.length >= _SHORTEST_ALONE or runs.is_border(span.end))
