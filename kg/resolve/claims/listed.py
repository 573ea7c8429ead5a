"""Names that stand in a list: joint owners, places counted together, the owners that 分别 gives each its own.

In: the words of a clause and the place of a name among them.  Out: a `Topic` of all of them, of the place in which they lie, or None.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.words import Word
from kg.model import Span
from kg.resolve.claims.ground import COUNTED_TOGETHER, JOINT_NAMES, SOME_OF_THEM, Ground, Topic

_AND = frozenset("、和与及")
_DEEPEST = 12  # places, one in the other


class Listed(Ground):
    """Lists of names of one page."""

    def joint(self, row: Sequence[Word], at: int, stop: int) -> Topic | None:
        """甲县、乙县和丙县: names that share what is told of them."""
        joint = [row[at]]
        while at + 2 < len(row) and row[at + 1].text in _AND and row[at + 2].is_named and row[at + 2].start < stop:
            at += 2
            joint.append(row[at])
        if len(joint) < 2:
            return None
        keys = [self.context.entity_at(Span(word.start, word.end)) for word in joint]
        return Topic(None, "、".join(self.context.name_of(key) or word.text for key, word in zip(keys, joint, strict=True)), joint[0].start, JOINT_NAMES)

    def together(self, word: Word, stop: int) -> Topic | None:
        """甲、乙两乡镇受灾: the places of a list that is counted by its class noun; 甲、乙等11市 names only some, unless it is told of a part (其中，甲、乙等5县…)."""
        found = self.cues.turns.together.match(self.page.text.form, word.end, stop) if word.tag == "Division" else None
        if found is None:
            return None
        names, keys, loosely = [], [], self.page.text.form[found.end(1)] in self.cues.turns.and_so_on  # 甲、乙等3县: a district may be one of them
        for form in (word.text, *found[1][1:].split("、")):
            key = self.context.by_form(form)
            name = self.context.name_of(key) if key else None
            keys.append(key)
            names.append(name if name is not None and (loosely or name[-1] in found[2]) else form)
        if not loosely or self.page.text.form.startswith(self.cues.turns.of_which, max(0, word.start - 3)):
            return Topic(None, "、".join(names), word.start, COUNTED_TOGETHER)
        whole = self._common_whole(keys)
        return Topic(whole, self.context.name_of(whole) or "、".join(names), word.start, SOME_OF_THEM)

    def whole_of_list(self, row: Sequence[Word], listed: Topic, stop: int) -> Topic | None:
        """The place in which all places of a list before page offset `stop` lie, where the page names it."""
        whole = self._common_whole([self.context.entity_at(Span(word.start, word.end)) for word in row if word.is_named and listed.start <= word.start < stop])
        return Topic(whole, self.context.name_of(whole) or "", listed.start, SOME_OF_THEM) if whole is not None else None

    def _common_whole(self, keys: Sequence[str | None]) -> str | None:
        """The smallest place of the page in which all of these lie."""
        whole = keys[0]
        for _ in range(_DEEPEST):
            whole = self.context.entities[whole].within if whole in self.context.entities else None
            if whole is None or all(key is None or self.context.is_within(key, whole) for key in keys):
                break
        return whole if whole in self.context.entities else None

    def apiece(self, row: Sequence[Word], at: int, stop: int) -> Topic | None:
        """甲塔、乙索道、丙泉分别接待…: the owners of a list that 分别 closes, named or not."""
        end = next((word.start for word in row[at + 1:] if word.text.startswith(self.cues.turns.in_turn)), None)
        if end is None or end > stop or any(word.is_value or word.is_verb or word.text == "的" or word.tag in ("d", "p") for word in row[at:] if word.start < end):
            return None
        names = self.page.text.printed[row[0].start if all(w.is_nominal or w.text == "、" or w.tag == "Fixed" for w in row[:at]) else row[at].start:end].replace("和", "、").split("、")
        if len(names) < 2 or not all(2 <= len(name) <= 12 for name in names):
            return None
        keys = [self.context.by_form(name) for name in names]
        return Topic(None, "、".join(self.context.name_of(key) or name for key, name in zip(keys, names, strict=True)), row[at].start, JOINT_NAMES)
