"""Places that no list has, by short and long names: 石岭 for 石岭村, 五贤墓 for 青石村五贤墓, 度假区 for 滨江度假区.

In: the names of a page.  Out: short form → the one longer name that it stands for; several that fit are left open.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from kg.resolve.facts import Facts
from kg.resolve.named import Name

_WINDOW = 200_000  # characters; a page that is longer tells enough in its beginning
_COUNTY_TAILS = 5  # of the tails in the table, those of counties and what is larger
_LONGEST_COUNTRY = 6  # characters of a country's name
_ADMIN_TAILS = 10  # of the tails in the table, those of divisions
Unit = tuple[str, int | None]  # a form in an article: the same form may mean another place elsewhere on the page


def longer_names(shapes: Sequence[Name], place_forms: Collection[str], text: str, facts: Facts) -> dict[Unit, tuple[str, str]]:
    """For each short form, in an article or (None) on the whole page: the one longer name it stands for, and the rule.

    `shapes` are the places without a code, `place_forms` all printed place names, `text` the form of the page.
    """
    forms = {name.form: name for name in shapes}
    found: dict[str, list[_Long]] = defaultdict(list)
    for form, name in forms.items():
        for core, longer in (*_without_tail(form, facts), *_spoken_shortly(form, facts), *(_without_head(form, place_forms, facts) if name.mention.label != "Nature" else ())):  # 扬州运河 is not every 运河
            if core in forms and (name.mention.label == "Nature" or forms[core].mention.label != "Nature"):  # 长江 is short for no 长江大桥
                found[core].append(longer)
        if name.mention.label not in ("Nature", "Site", "Region", "Country"):
            found[form] += _with_tail_elsewhere(form, text, facts)
    standing = {(name.form, name.article) for name in shapes}
    articles: dict[str, set[int | None]] = defaultdict(set)
    for name in shapes:
        articles[name.form].add(name.article)
    chosen: dict[Unit, tuple[str, str]] = {}
    for core, longs in found.items():  # a candidate that is itself short for another gives way
        forms_of = {long[1] for long in longs} - {core}
        longs[:] = [long for long in longs if not any(longer[1] in forms_of and longer[1] != long[1] for longer in found.get(long[1], ()))]
        longs[:] = sorted(long for long in set(longs) if not facts.judgements.different("LOC", core, long[1]))
        chosen_for_page = _only_best(longs)
        if chosen_for_page:
            chosen[(core, None)] = chosen_for_page
            if longs[0][0] < _COUNTY_TAILS:
                continue  # a bare name is a county's before it is a village's, wherever the page prints the village
        for article in articles[core]:
            here = _only_best([long for long in longs if (long[1], article) in standing])
            if here:
                chosen[(core, article)] = here
    return chosen


_Long = tuple[int, str, str]  # rank, the longer form, what the short one leaves out


def _without_tail(form: str, facts: Facts) -> Iterator[tuple[str, _Long]]:
    """石岭 for 石岭村."""
    tails = facts.short.place_tails
    for rank, tail in enumerate(tails) if form.endswith(tails) else ():
        if form.endswith(tail) and len(form) - len(tail) > 1:
            yield form[:-len(tail)], (rank, form, f"{tail} left out")


def _spoken_shortly(form: str, facts: Facts) -> Iterator[tuple[str, _Long]]:
    """沈海高速 for 沈海高速公路, 滨江美术馆 for 滨江市美术馆."""
    kind = next((kind for kind in facts.short.kinds_of_sites if form.endswith(kind) and len(form) > len(kind) + 1), "")
    short = form.removesuffix(kind) + facts.short.kinds_of_sites.get(kind, "")
    if kind:
        yield short, (0, form, f"{kind} said shortly")
    head = facts.gazetteer.longest_at(form)
    if len(head) > 2 and len(form) - len(head) > 2 and facts.gazetteer.codes(head[:-1]):
        for long in {form, short}:
            yield head[:-1] + long[len(head):], (0, form, f"{head[-1]} at the head left out")


def _without_head(form: str, place_forms: Collection[str], facts: Facts) -> Iterator[tuple[str, _Long]]:
    """度假区 for 滨江度假区."""
    for cut in range(2, len(form) - 1):
        if form[:cut] in place_forms or facts.gazetteer.longest_at(form) == form[:cut]:
            yield form[cut:], (0, form, "place at the head left out")


def _with_tail_elsewhere(core: str, text: str, facts: Facts) -> list[_Long]:
    """清溪县商会 tells that 清溪 is 清溪县, though the page never prints that alone."""
    tails = facts.short.place_tails
    if core.endswith(tails):
        return []
    return [(rank, core + tail, f"{tail} left out, which the page prints elsewhere") for rank, tail in enumerate(tails[:_ADMIN_TAILS]) if _prints(text, core, tail, facts)]


def larger_kind(text: str, core: str, facts: Facts) -> bool:
    """True where the page prints a short name as a county or something larger (清溪县)."""
    return any(_prints(text, core, tail, facts) for tail in facts.short.place_tails[:_COUNTY_TAILS])


def _prints(text: str, core: str, tail: str, facts: Facts) -> bool:
    """True where the page has the core with the tail as a place: 清溪县 in 清溪县商会, but no 清溪市 in 清溪市场."""
    at = text.find(core + tail, 0, _WINDOW)
    return at >= 0 and not text.startswith(facts.short.not_levels, at + len(core))


def _only_best(longs: Sequence[tuple[int, str, str]]) -> tuple[str, str] | None:
    """The one candidate of the best rank, or None where two share it."""
    if not longs or (len(longs) > 1 and longs[0][0] == longs[1][0] and longs[0][1] != longs[1][1]):
        return None
    return longs[0][1], longs[0][2]


def called_after(form: str, facts: Facts) -> str | None:
    """The code of the province or city that a station, bridge or museum is called after (武汉站), nothing for a nation's (中国美术馆); None for any other place."""
    if not form.endswith(facts.short.kinds_of_places):
        return None
    head = facts.gazetteer.longest_at(form)
    codes = facts.gazetteer.codes(head) if head and len(head) < len(form) else ()
    if len(codes) == 1 and (facts.gazetteer.known(codes[0]).level in ("province", "city") or facts.gazetteer.known(codes[0]).name == head):
        return codes[0]
    return "" if any(form[:end] in facts.countries for end in range(2, min(len(form), _LONGEST_COUNTRY))) else None


def as_papers_say(form: str, code: str, printed: Collection[str], facts: Facts) -> str:
    """The name of a division whose formal name the page never prints: 大理州 for 大理白族自治州; nothing for any other."""
    full = facts.gazetteer.known(code).name
    kind = next((kind for kind in facts.turns.formal_kinds if full.endswith(kind)), "")
    usual = facts.turns.formal_kinds.get(kind, "")
    short = form if form.endswith(usual) else form + usual
    return short if kind and full not in printed and code in facts.gazetteer.codes(short) else ""
