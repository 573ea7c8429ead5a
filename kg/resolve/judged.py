"""What a person decided about single mentions and claims (`judgements.yaml`: `mentions`, `claims`), put into effect.

In: a page's records and the table.  Out: the records without what was rejected and with what was corrected.  A decision quotes words, not
offsets or ids, so it survives rebuilds and other rules: a mention by its surface, its type and the words around it; a claim by its clause and its
printed value.  An accepted one needs nothing.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from kg.errors import RuleError
from kg.model import Claim, Naming, Source, record
from kg.resolve.judgements import USUAL
from kg.resolve.told import PageRecords
from kg.rules.yamldoor import place

_AROUND = 40  # characters to either side of a mention in which its quotation may stand
_VERDICTS = ("accept", "reject", "correct")
_FIELDS = {"mentions": ("verdict", "source", "surface", "type", "quote", "because", "by", "on"),
           "claims": ("verdict", "source", "quote", "value_text", "set", "because", "by", "on")}
_SLOTS = ("value", "upper", "unit", "bound", "kind", "direction", "baseline", "metric", "subject", "time", "modality", "speaker")


@record
class Decision:
    """One decision; `source` empty means any page, `slots` holds what a correction sets."""

    verdict: str
    source: str
    quote: str
    surface: str = ""
    type: str = ""
    value_text: str = ""
    slots: tuple[tuple[str, str], ...] = ()


@record
class Decisions:
    """All decisions about mentions and claims that change something."""

    mentions: tuple[Decision, ...] = ()
    claims: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Decisions:
        """Decisions from the table.  Raises `RuleError` where one is not understood.

        >>> Decisions.of({"mentions": [{"verdict": "reject", "surface": "高峰", "type": "PER", "quote": "迎来高峰"}]}).mentions[0].surface
        '高峰'
        """
        return cls(tuple(_decisions(table, "mentions")), tuple(_decisions(table, "claims")))


def _decisions(table: Mapping, kind: str) -> Iterable[Decision]:
    for entry in table.get(kind) or ():
        where = place(table, entry, USUAL)
        if not isinstance(entry, Mapping):
            raise RuleError(f"each of {kind} is a mapping", where, "it has verdict, quote and " + ("surface" if kind == "mentions" else "value_text"))
        if unknown := [key for key in entry if key not in _FIELDS[kind]]:
            raise RuleError(f"unknown field {unknown[0]!r}", where, "one of " + ", ".join(_FIELDS[kind]))
        verdict = entry.get("verdict")
        if verdict not in _VERDICTS[:3 if kind == "claims" else 2]:
            raise RuleError(f"verdict {verdict!r} does not exist", where, "one of " + ", ".join(_VERDICTS[:3 if kind == "claims" else 2]))
        needed = ("surface", "type") if kind == "mentions" else ("quote", "value_text")
        if missing := [name for name in needed if not entry.get(name)]:
            raise RuleError(f"a decision without {missing[0]}", where, f"add {missing[0]}:")
        slots = entry.get("set") or {}
        if not isinstance(slots, Mapping) or (verdict == "correct") != bool(slots):
            raise RuleError("set: must be what a correction sets", where, "for example verdict: correct, set: {metric: 贷款余额}")
        for slot, value in slots.items():
            if slot not in _SLOTS or (slot in ("value", "upper") and value and _decimal(value) is None):
                raise RuleError(f"set: {slot}: {value}", where, "slots are " + ", ".join(_SLOTS) + "; value and upper are plain figures")
        if verdict != "accept":
            yield Decision(verdict, str(entry.get("source") or ""), _bare(entry.get("quote")), _bare(entry.get("surface")), str(entry.get("type") or ""),
                           _bare(entry.get("value_text")), tuple((str(slot), str(value)) for slot, value in slots.items()))


def judged(page: PageRecords, decisions: Decisions) -> PageRecords:
    """A page's records after the decisions: rejected mentions and claims are gone, with entities that nothing names any more."""
    about_mentions = [one for one in decisions.mentions if one.source in ("", page.source.name)]
    about_claims = [one for one in decisions.claims if one.source in ("", page.source.name)]
    if not about_mentions and not about_claims:
        return page
    kept = tuple(naming for naming in page.namings if not any(_is_mention(one, naming, page) for one in about_mentions))
    gone = {naming.entity for naming in page.namings} - {naming.entity for naming in kept}
    claims, rejected = [], set()
    for claim in page.claims:
        decision = next((one for one in about_claims if one.quote == _bare(claim.evidence.quote) and one.value_text == _bare(claim.value_text)), None)
        if decision is not None and decision.verdict == "reject":
            rejected.add(claim.id)
            continue
        claims.append(_without(_corrected(claim, decision, page) if decision else claim, gone))
    numbers = tuple(replace(number, fate="other", claim=None, rule="judgement") if number.claim in rejected else number for number in page.numbers)
    return replace(page, namings=kept, claims=tuple(claims), numbers=numbers,
                   entities={key: entity if entity.within not in gone else replace(entity, within=None) for key, entity in page.entities.items() if key not in gone},
                   roles=tuple(replace(role, org=None) if role.org in gone else role for role in page.roles if role.person not in gone),
                   relations=tuple(relation for relation in page.relations if relation.subject not in gone and relation.object not in gone))


def _is_mention(decision: Decision, naming: Naming, page: PageRecords) -> bool:
    at = naming.evidence
    if _bare(at.quote) != decision.surface or naming.entity not in page.entities or page.entities[naming.entity].type != decision.type:
        return False
    return not decision.quote or _around(page.source, at.start, at.end, decision)


def _around(source: Source, start: int, end: int, decision: Decision) -> bool:
    """True where the quotation stands round the mention, with the mention in it."""
    before, after = _bare(source.text[max(0, start - 2 * _AROUND):start]), _bare(source.text[end:end + 2 * _AROUND])
    window, at = before + decision.surface + after, len(before)
    place = window.find(decision.quote)
    while place >= 0:
        if place <= at and at + len(decision.surface) <= place + len(decision.quote):
            return True
        place = window.find(decision.quote, place + 1)
    return False


def _without(claim: Claim, gone: set[str]) -> Claim:
    return replace(claim, subject=None if claim.subject in gone else claim.subject, speaker=None if claim.speaker in gone else claim.speaker)


def _corrected(claim: Claim, decision: Decision, page: PageRecords) -> Claim:
    changes: dict[str, Any] = {"because": (*claim.because, "corrected by a person")}  # of the type that each field has
    for slot, text in decision.slots:
        if slot in ("value", "upper"):
            changes[slot] = _decimal(text)
        elif slot in ("subject", "speaker"):
            changes[slot] = next((key for key, entity in page.entities.items() if entity.name == text), None)
            changes[f"{slot}_name"] = text or None
        else:
            changes[slot] = text if slot in ("unit", "metric", "bound", "kind", "modality") else text or None
    return replace(claim, **changes)


def _decimal(text: object) -> Decimal | None:
    try:
        return Decimal(str(text)) if text else None
    except InvalidOperation:
        return None


def _bare(text: object) -> str:
    return "".join(str(text or "").split())


def judged_pages(pages: Sequence[PageRecords], decisions: Decisions) -> Sequence[PageRecords]:
    """All pages after the decisions."""
    return [judged(page, decisions) for page in pages] if decisions.mentions or decisions.claims else pages
