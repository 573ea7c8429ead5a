"""A page of a build beside its gold: what is right, missed, too much.

In: a `GoldPage` and the rows of a build's tables.  Out: `Outcome` records: each is one thing said, one thing wanted, or both at once.
"""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.model import record
from kg.score.gold import GoldPage, Stretch
from kg.score.likeness import bare, evened, same_number, same_phrase, same_title, same_unit

TYPES = ("ORG", "PER", "LOC")
SLOTS = ("value", "unit", "bound", "kind", "direction", "modality", "time", "metric", "subject", "source")
_BODY = 0.8  # intersection over union from which two articles are one
Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]


@record
class Outcome:
    """`measure` (mention, role, claim core …) and its `part` (ORG, a slot); counts of what was said, wanted and right; where, and by which rule."""

    measure: str
    part: str
    unit: str  # the article it stands in: what the bootstrap draws
    said: float = 0
    wanted: float = 0
    right: float = 0
    rule: str = ""
    shown: str = ""


def match_page(gold: GoldPage, tables: Tables) -> list[Outcome]:
    """All outcomes of one page."""
    here = {name: [row for row in tables[name] if row["source"] == gold.page.source.name] for name in ("articles", "mentions", "roles", "claims")}
    entities = {row["id"]: row for row in tables["entities"]}
    found, offsets = _mentions_of(gold, here["mentions"], entities)
    meant = _meant(gold, found)
    one = _Entities(entities, meant)
    return [*_articles(gold, here["articles"]), *offsets, *_mentions(gold, found), *_clusters(gold, found), *_names(gold, one),
            *_roles(gold, here["roles"], one), *_claims(gold, here["claims"], one)]


class _Entities:
    """Which entity of the gold an entity of the build means."""

    def __init__(self, entities: Mapping[str, Row], meant: Mapping[str, str]):
        self.entities, self.meant = entities, meant

    def name(self, entity: str) -> str:
        return self.entities[entity]["name"] if entity in self.entities else ""

    def is_one(self, entity: str, printed: str, wanted: str | None) -> bool:
        """True where the build names what the gold names: by shared mentions, or by a name that is or holds the other's."""
        if not wanted:
            return not (entity or printed)
        if entity and self.meant.get(entity) == wanted:
            return True
        left, right = evened(self.name(entity) or printed or entity), evened(wanted)
        return bool(left) and (left == right or (min(len(left), len(right)) >= 3 and (left in right or right in left)))


def _articles(gold: GoldPage, rows: Sequence[Row]) -> Iterator[Outcome]:
    bodies = [gold.page.stretch(int(row["start"]), int(row["end"])) for row in rows]
    used: set[int] = set()
    for number, (stretch, wanted) in sorted(enumerate(gold.articles), key=lambda one: one[1][0].start - one[1][0].end):
        if wanted["kind"] not in ("article", "caption"):
            continue
        unit = f"{gold.page.source.name}#{number}"
        overlaps = [(_union(stretch, body), -at) for at, body in enumerate(bodies) if at not in used and stretch.shares(body)]
        best, at = max(overlaps, default=(0.0, 0))
        row = rows[-at] if best >= _BODY else None
        if row is not None:
            used.add(-at)
        yield Outcome("article", "", unit, 0, 1, row is not None, shown=wanted.get("title") or wanted["starts"])
        if wanted["kind"] == "article":
            right = row is not None and same_title(row.get("title"), wanted.get("title"))
            yield Outcome("title", "", unit, 1, 1, right, shown=f"{wanted.get('title')} / {row.get('title') if row else 'no article'}")
        reporters = {evened(name) for name in wanted.get("reporters", ())}
        said = {evened(name) for name in re.split("[;；|]", row.get("reporters") or "") if evened(name)} if row is not None else set()
        yield Outcome("reporter", "", unit, len(said), len(reporters) if row is not None else len(wanted.get("reporters", ())), len(reporters & said))
    yield from (Outcome("article", "", gold.article_at(body.start), 1) for row, body in zip(rows, bodies, strict=True) if row["kind"] in ("article", "caption"))


def _union(one: Stretch, other: Stretch) -> float:
    both = one.shares(other)
    return both / (one.end - one.start + other.end - other.start - both)


def _mentions_of(gold: GoldPage, rows: Sequence[Row], entities: Mapping[str, Row]) -> tuple[dict[Stretch, tuple[str, str, str]], list[Outcome]]:
    """(stretch → type, entity, rule; whether each row's offsets show its surface)."""
    found: dict[Stretch, tuple[str, str, str]] = {}
    offsets = []
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        right = bare(gold.page.source.text[start:end]) == bare(row["surface"])
        stretch = gold.page.stretch(start, end)
        offsets.append(Outcome("offsets", "", gold.article_at(stretch.start), 1, 1, right, row.get("rule", ""), row["surface"]))
        kind = entities[row["entity"]]["type"] if row["entity"] in entities else row.get("type", "")
        if kind in TYPES:
            found[stretch] = (kind, row["entity"], row.get("rule", ""))
    return found, offsets


def _mentions(gold: GoldPage, found: Mapping[Stretch, tuple[str, str, str]]) -> Iterator[Outcome]:
    for stretch in sorted({*gold.mentions, *found}):
        wanted, said = gold.mentions.get(stretch), found.get(stretch)
        unit, text = gold.article_at(stretch.start), gold.page.text
        shown = f"{text[max(0, stretch.start - 6):stretch.start]}[{text[stretch.start:stretch.end]}]{text[stretch.end:stretch.end + 6]}"
        if wanted and said and wanted.type == said[0]:
            yield Outcome("mention", wanted.type, unit, 1, 1, 1, said[2], shown)
            continue
        if wanted and wanted.type in TYPES:
            yield Outcome("mention", wanted.type, unit, 0, 1, 0, shown=shown)
        if said:
            yield Outcome("mention", said[0], unit, 1, 0, 0, said[2], shown)


def _meant(gold: GoldPage, found: Mapping[Stretch, tuple[str, str, str]]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for stretch, marked in gold.mentions.items():
        said = found.get(stretch)
        if said and said[0] == marked.type:
            votes[said[1]][marked.name] += 1
    return {entity: names.most_common(1)[0][0] for entity, names in votes.items()}


def _clusters(gold: GoldPage, found: Mapping[Stretch, tuple[str, str, str]]) -> Iterator[Outcome]:
    """B-cubed over the mentions that both sides have: `said` and `wanted` are precision and recall of each, `right` is 1."""
    both = {stretch: (marked.name, found[stretch][1]) for stretch, marked in gold.mentions.items() if stretch in found and found[stretch][0] == marked.type}
    wanted, said, shared = Counter(name for name, _ in both.values()), Counter(entity for _, entity in both.values()), Counter(both.values())
    for stretch, (name, entity) in both.items():
        yield Outcome("cluster", "", gold.article_at(stretch.start), shared[name, entity] / said[entity], shared[name, entity] / wanted[name], 1)


def _names(gold: GoldPage, one: _Entities) -> Iterator[Outcome]:
    first = {marked.name: stretch.start for stretch, marked in sorted(gold.mentions.items(), reverse=True)}
    for name in gold.names:
        said = [one.name(entity) for entity, wanted in one.meant.items() if wanted == name]
        yield Outcome("canonical name", "", gold.article_at(first.get(name, -1)), 1, 1, any(evened(other) == evened(name) for other in said), shown=f"{name} / {', '.join(said)}")


def _roles(gold: GoldPage, rows: Sequence[Row], one: _Entities) -> Iterator[Outcome]:
    taken: set[int] = set()
    for role in gold.roles:
        hit = next((at for at, row in enumerate(rows) if at not in taken and one.is_one(row["person"], row.get("person_name", ""), role["person"])
                    and same_phrase(row["position"], role["position"])
                    and (not role.get("org") or one.is_one(row.get("org", ""), row.get("org_name", ""), role["org"]))), None)
        unit = gold.article_at((gold.page.places(bare(role.get("quote") or "")) or [-1])[0])
        shown = f"{role['person']} / {role['position']} / {role.get('org')}"
        if hit is None:
            yield Outcome("role", "", unit, 0, 1, 0, shown=shown)
        else:
            taken.add(hit)
            yield Outcome("role", "", unit, 1, 1, 1, rows[hit].get("rule", ""), shown)
    for at, row in enumerate(rows):
        if at not in taken:
            place = gold.page.stretch(int(row["start"]), int(row["end"])).start if row.get("start") else -1
            yield Outcome("role", "", gold.article_at(place), 1, 0, 0, row.get("rule", ""), f"{row.get('person_name')} / {row['position']} / {row.get('org_name')}")


def _claims(gold: GoldPage, rows: Sequence[Row], one: _Entities) -> Iterator[Outcome]:
    places = [gold.page.stretch(int(row["value_start"]), int(row["value_end"])) for row in rows]
    taken: set[int] = set()
    for stretch, wanted, optional in sorted(gold.claims, key=lambda claim: claim[2]):
        near = [(stretch.shares(place), -abs((place.end - place.start) - (stretch.end - stretch.start)), at)
                for at, place in enumerate(places) if at not in taken and stretch.shares(place)]
        unit, shown = gold.article_at(stretch.start), f"{wanted['quote']} [{wanted['value_text']}]"
        if optional:
            taken.update(at for _, _, at in near)
            continue
        if not near:
            for measure in ("found", "core", "strict", "full"):
                yield Outcome(f"claim {measure}", "", unit, 0, 1, 0, shown=shown)
            continue
        at = max(near)[2]
        taken.add(at)
        right = _slots(rows[at], wanted, one)
        core = all(right[slot] for slot in ("value", "unit", "kind", "direction"))
        rule = rows[at].get("rule", "")
        for measure, holds in (("found", True), ("core", core), ("strict", core and right["metric"] and right["subject"]), ("full", all(right.values()))):
            yield Outcome(f"claim {measure}", "", unit, 1, 1, holds, rule, shown)
        for slot, holds in right.items():
            yield Outcome("slot", slot, unit, 1, 1, holds, rule, f"{shown} {slot}: {wanted.get(slot)} / {_said(rows[at], slot, one)}")
    for at, row in enumerate(rows):
        if at not in taken:
            for measure in ("found", "core", "strict", "full"):
                yield Outcome(f"claim {measure}", "", gold.article_at(places[at].start), 1, 0, 0, row.get("rule", ""), f"{row.get('quote')} [{row.get('value_text')}]")


def _slots(row: Row, wanted: Mapping, one: _Entities) -> dict[str, bool]:
    return {
        "value": same_number(row["value"], wanted["value"]) and same_number(row.get("upper"), wanted.get("upper")),
        "unit": same_unit(row["unit"], wanted["unit"]),
        "bound": (row.get("bound") or "exact") == (wanted.get("bound") or "exact"),
        "kind": row["kind"] == wanted["kind"],
        "direction": (row.get("direction") or None) == (wanted.get("direction") or None),
        "modality": (row.get("modality") or "actual") == (wanted.get("modality") or "actual"),
        "time": (row.get("time") or "") == (wanted.get("time") or ""),
        "metric": same_phrase(row["metric"], wanted["metric"]),
        "subject": one.is_one(row.get("subject", ""), row.get("subject_name", ""), wanted.get("subject")),
        "source": one.is_one(row.get("speaker", ""), row.get("speaker_name", ""), wanted.get("source")),
    }


def _said(row: Row, slot: str, one: _Entities) -> str | None:
    if slot in ("subject", "source"):
        column = {"subject": "subject", "source": "speaker"}[slot]
        return one.name(row.get(column, "")) or row.get(f"{column}_name")
    return row.get(slot)
