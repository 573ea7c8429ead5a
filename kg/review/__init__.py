"""A page for the person who knows better: mentions and claims with their sentences, to accept, reject or correct by keyboard.

In: `Records`.  Out: one HTML file.  It asks for nothing; what comes from a page travels as JSON with `<`, `>`, `&` and `'` escaped and is
shown as text nodes only; the policy in the page allows its own script and style by hash.  Its Save button gives a `judgements.yaml`, which lies
in a rules folder and is put into effect by `kg.resolve.judged`.
"""
from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from kg.export.tables import plain
from kg.model import Records

_AROUND = 60  # characters shown before and after a mention
_QUOTED = 8  # characters to either side of a mention by which a decision finds it again
SLOTS = ("value", "upper", "unit", "bound", "kind", "direction", "baseline", "metric", "subject", "time", "modality", "speaker")


def items_of(records: Records, only: str = "", kinds: Sequence[str] = ("mentions", "claims")) -> list[dict[str, object]]:
    """What is to be judged, in page order; `only` keeps items whose rule contains it."""
    texts = {source.name: source.text for source in records.sources}
    entities = {entity.id: entity for entity in records.entities}
    items: list[dict[str, object]] = []
    for naming in records.namings if "mentions" in kinds else ():
        at, entity, text = naming.evidence, entities[naming.entity], texts[naming.evidence.source]
        before, after = _bare(text[max(0, at.start - _AROUND):at.start]), _bare(text[at.end:at.end + _AROUND])
        items.append({"kind": "mention", "source": at.source, "start": at.start, "rule": at.rule, "before": before, "text": _bare(at.quote), "after": after,
                      "type": entity.type, "name": entity.name, "quote": before[-_QUOTED:] + _bare(at.quote) + after[:_QUOTED]})
    for claim in records.claims if "claims" in kinds else ():
        at, text = claim.evidence, texts[claim.evidence.source]
        slots = {"value": plain(claim.value), "upper": plain(claim.upper), "unit": claim.unit, "bound": claim.bound, "kind": claim.kind, "direction": claim.direction or "",
                 "baseline": claim.baseline or "", "metric": claim.metric, "subject": claim.subject_name or (entities[claim.subject].name if claim.subject in entities else ""),
                 "time": claim.time or "", "modality": claim.modality, "speaker": claim.speaker_name or (entities[claim.speaker].name if claim.speaker in entities else "")}
        items.append({"kind": "claim", "source": at.source, "start": at.start, "rule": at.rule, "before": _bare(text[at.start:claim.value_start]), "text": _bare(claim.value_text),
                      "after": _bare(text[claim.value_end:at.end]), "quote": _bare(at.quote), "slots": slots})
    kept = [item for item in items if only in str(item["rule"])]
    return sorted(kept, key=lambda item: (str(item["source"]), int(str(item["start"])), str(item["kind"])))


def page_of(records: Records, only: str = "", kinds: Sequence[str] = ("mentions", "claims")) -> str:
    """The whole page as text."""
    home = files("kg.review")
    style, script = ((home / name).read_text(encoding="utf-8") for name in ("review.css", "review.js"))
    told = json.dumps({"items": items_of(records, only, kinds), "slots": SLOTS}, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&'\u2028\u2029":
        told = told.replace(sign, f"\\u{ord(sign):04x}")
    policy = f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    body = (home / "review.html").read_text(encoding="utf-8")
    for mark, text in (("POLICY", escape(policy)), ("STYLE", style), ("ITEMS", told), ("SCRIPT", script)):
        body = body.replace(f"%%{mark}%%", text, 1)
    return body


def _hash(text: str) -> str:
    return "'sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def _bare(text: str) -> str:
    return "".join(text.split())
