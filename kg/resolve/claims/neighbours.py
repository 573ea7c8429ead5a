"""What the words beside a word tell of it: a rank and no owner, what was caused, what is only one of several kinds, a crew.

In: the words of a clause and a place among them.  Out: yes or no.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.figure import unit_of
from kg.extract.claims.phrase import closing_of
from kg.extract.claims.words import Word
from kg.resolve.claims.ground import Ground, Topic, first_of_nouns
from kg.resolve.claims.things import Thing

_ACTING = frozenset(("d", "ad", "p", "Time", "t"))
_TIMES = frozenset(("Time", "t"))
_SHORTEST_CREW = 3  # characters
_DRIVEN = frozenset(("Division", "Village", "City"))


class Neighbours(Ground):
    """The words of a page's clauses, each beside its neighbours."""

    def plans(self, row: Sequence[Word], at: int) -> bool:
        """True for 计划 in 2021年计划改造小区88个: a verb; and for 展览 in 展览面积."""
        if at + 1 == len(row):
            return False
        head, behind, turns = row[at].text, row[at + 1], self.cues.turns
        return turns.heads_with_their_measure.get(head) == behind.text or head in turns.heads_that_are_verbs_too and behind.is_verb and behind.text not in self.cues.plan_predicates

    def scopes(self, row: Sequence[Word], at: int) -> bool:
        """True for 全省 in 均列全省第三 and in 增长8.5%，全省排第三: a rank's scope."""
        heads = self.cues.turns.heads_of_places_in_an_order
        behind = at + 2 if at + 2 < len(row) and row[at + 1].text in self.layout.cues.rank_verbs else at + 1
        return row[at].text[0] == "全" and behind < len(row) and row[behind].text.startswith(heads)

    def is_no_owner(self, row: Sequence[Word], at: int) -> bool:
        """True for the reporter who writes (记者某某报道), and for a place inside the name of a river (大宁河)."""
        word, previous, following = row[at], row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None
        if previous is not None and previous.text in self.cues.examples and self.page.text.form.startswith(self.cues.turns.words_of_likeness, word.end):
            return True  # 像某人这样的种植户有20户
        if word.tag in ("Org", "KnownOrg") and following is not None and (following.text in self.cues.newswire or following.text in self.cues.reporters):
            return True  # 某某晚报讯, 某某网记者
        if word.tag == "Division" and following is not None and following.text in self.cues.waters and len(word.text) == 2:
            return True  # 大宁|河: a river that no list has
        if word.tag in ("Country", "Org", "KnownOrg") and self.cues.certified.match(self.page.text.form, word.end):
            return True  # 泰国核准的有14家
        if word.tag == "Country" and following is not None and self.page.text.form.startswith(self.cues.turns.honours_behind_the_nation, word.end):
            return True  # 上市公司8家、中国驰名商标11个
        if word.tag not in ("Person", "KnownPerson"):
            return False
        return previous is not None and previous.text.endswith(self.cues.reporters) or following is not None and following.text in self.cues.turns.nouns_of_reporting

    def one_of_kinds(self, thing: Thing) -> bool:
        """True for 信息安全工程 in 重点发展物联网、信息安全工程等产业: one of several kinds, no undertaking."""
        form = self.page.text.form
        return form[thing.end:thing.end + 1] == "等" and form[thing.start - 1:thing.start] == "、"

    def by_agent(self, row: Sequence[Word]) -> int | None:
        """Where a name begins behind 由 that gives, sends or pays (捐款仪式后，由某局拿出13万元, 活动由某会出资); None where it only builds, for works are told of there."""
        for at in range(len(row) - 2):
            if row[at].text not in self.cues.turns.prepositions_of_agents:
                continue
            acts = next((i for i in range(at + 1, len(row)) if not (row[i].is_named or row[i].is_reference)), len(row))
            return at + 1 if at + 1 < acts < len(row) and row[acts].text in self.cues.turns.verbs_of_giving_out else None
        return None

    def accident(self, row: Sequence[Word], at: int, stop: int) -> Topic | None:
        """车祸 in 车祸致4人受伤: what it caused is its own, where no place is named to which it came."""
        first = first_of_nouns(row, at)
        caused = next((i for i in range(at + 1, min(len(row), at + 4)) if row[i].text in self.cues.causing or row[i].text in self.layout.cues.turns.verbs_of_harm), None)
        if caused is None or any(word.is_named or word.is_reference for word in row[at + 1:] if word.start < stop):
            return None
        name = self.page.text.printed[row[first].start:row[at].end]
        return Topic(self.context.by_form(name), name, row[first].start, "the accident that caused it")

    def crew(self, row: Sequence[Word], at: int, stop: int) -> Topic | None:
        """主管部门派去…, 服务队开出…: an institution or a crew of which no name is printed, right before what it does."""
        word, previous, following = row[at], row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None
        if not word.text.endswith(self.cues.turns.crews) or word.text in self.cues.agents or len(word.text) < _SHORTEST_CREW or word.end > stop:
            return None
        if following is None or not (following.is_verb or following.tag in _ACTING) or previous is not None and previous.is_nominal and previous.tag not in _TIMES:
            return None
        return Topic(None, self.page.text.printed[word.start:word.end], word.start, "an institution or crew without a name")

    def are_measured(self, topic: Topic | None, number: int) -> bool:
        """True for works, or what no list names, of which clause `number` tells cost or size (某养老中心总投资8000万元，项目……)."""
        entity = self.context.entities.get(topic.key) if topic is not None and topic.key is not None else None
        ours = entity is None or entity.type == "LOC" and entity.subtype == "facility" or topic is not None and topic.name.endswith((*self.cues.zone_heads, *self.cues.house_heads))
        return topic is not None and ours and self.cues.measures_of_works.search(self.page.text.form, *self.layout.clauses[number].span) is not None

    def befell(self, row: Sequence[Word], at: int) -> bool:
        """True for 全县 in 洪灾造成全县3万人受灾: what was caused is the county's."""
        return row[at].text[0] == "全" and at > 0 and row[at - 1].text in self.cues.causing

    def driven(self, row: Sequence[Word], at: int, stop: int) -> bool:
        """True for a place in 带动某县竹笋种植面积扩大到11.8万亩: what it is driven to is its own figure."""
        if row[at].tag not in _DRIVEN or not at:
            return False
        if row[at - 1].text not in self.cues.driving:
            return self._harmed(row, at)
        rest = [word for word in row[at + 1:] if word.start < stop]
        return bool(rest) and rest[0].is_nominal and rest[0].mention is None and any(word.is_verb for word in rest)

    def _harmed(self, row: Sequence[Word], at: int) -> bool:
        """True for the place in 暴雨造成某县3万人受灾, 地震致某县、某县等5县民房倒塌12间: what came to its people and houses is its own."""
        cues, before = self.layout.cues, at - 1
        before -= before > 0 and row[before].text in cues.aspects
        if row[before].text not in self.cues.causing:
            return False
        end = at + 1
        while end < len(row) and (row[end].is_named or row[end].text in cues.members or row[end].tag == "Quantity" and unit_of(row[end]) in cues.units.that_are_places):
            end += 1
        if end < len(row) and row[end].text == "（":
            end = (closing_of(row, end) or end) + 1  # 甲、乙两省（自治区）
        if end == len(row) or row[end].tag == "Quantity":
            return end < len(row) and "％" not in unit_of(row[end])
        return row[end].is_nominal and any(word.text in cues.turns.verbs_of_harm or word.text in cues.befallen for word in row[end + 1:])

    def ranked(self, row: Sequence[Word], at: int) -> bool:
        """True for 全国 in 全国劳模某人, 全国首家, 全国各地: a rank or a place to go, not whose figure it is."""
        behind = row[at + 1] if at + 1 < len(row) else None
        if behind is not None and behind.tag == "Quantity" and behind.text.startswith(self.cues.turns.heads_of_places_in_an_order):
            return True  # 全国第12位
        if row[at].is_reference and behind is not None:
            return behind.text.startswith(self.cues.nation_ranks) or self._tells_of_name(row, at)  # 我国对东盟出口…: no rank, whatever follows
        return behind is None or behind.text.startswith(self.cues.nation_ranks) or behind.tag in ("w", "f", "v", "p", "c") and behind.text not in self.cues.owned_predicates \
            or any(word.is_named for word in row[at + 1:at + 6])

    def _tells_of_name(self, row: Sequence[Word], at: int) -> bool:
        """True for 我国 in 我国重要产棉区新疆今年…: the nouns behind it only say what the name is that follows them."""
        for step in range(at + 1, len(row)):
            if row[step].is_named:
                return step > at + 1 and row[step - 1].tag.startswith("n") and row[step - 1].mention is None
            if not (row[step].is_nominal or row[step].text == "的" or row[step].is_verb and step + 1 < len(row) and row[step + 1].is_nominal and not row[step + 1].is_named):
                return False
        return False
