"""Pages joined: what is one over pages, what stays apart, and that ids come from content."""
from __future__ import annotations

import pytest
from pages_by_hand import page, post

from kg.errors import RuleError
from kg.resolve import across, page_records, resolve, resolve_page
from kg.resolve.facts import facts_of
from kg.resolve.ids import entity_iri
from kg.resolve.judgements import Judgements

BASE = "https://example.org/kg/"
ZUNYI = "[遵义|Division]、[仁怀市|Division]、[湄潭县|Division]小雨。"
YICHANG = "[宜昌|Division]、[宜都市|Division]、[远安县|Division]小雨。"


@pytest.fixture
def build(ruleset, monkeypatch):
    def run(*pages, judgements=()):
        if judgements:
            monkeypatch.setitem(ruleset.tables, "judgements", {"judgements": judgements})
            facts_of.cache_clear()
        return across([page_records(resolve_page(found, ruleset)) for found in pages], ruleset, BASE)
    yield run
    if ruleset.tables["judgements"].get("judgements"):
        facts_of.cache_clear()


def named(records, name: str) -> list:
    return [entity for entity in records.entities if entity.name == name]


def test_office_of_one_city_on_two_pages_is_one(build):
    records = build(page(ZUNYI + "[市水务局|Org government]通报。", "a.txt"), page(ZUNYI + "[遵义市水务局|Org government]通报。", "b.txt"))
    (office,) = named(records, "遵义市水务局")
    assert {n.evidence.source for n in records.namings if n.entity == office.id} == {"a.txt", "b.txt"}
    assert office.aliases == ("市水务局",)


def test_office_of_two_cities_is_two(build):
    records = build(page(ZUNYI + "[市水务局|Org government]通报。", "a.txt"), page(YICHANG + "[市水务局|Org government]通报。", "b.txt"))
    assert named(records, "遵义市水务局") and named(records, "宜昌市水务局")


def test_zone_that_every_city_has_is_one_for_each_city(build):
    records = build(page(ZUNYI + "[高新区|Village]招商。", "a.txt"), page(YICHANG + "[高新区|Village]招商。", "b.txt"))
    assert len({entity.id for entity in named(records, "高新区")}) == 2


@pytest.mark.parametrize(("site", "count"), [
    ("武汉站", 1), ("湖北省博物馆", 1), ("中国美术馆", 1), ("安庆路", 2), ("人民大桥", 2), ("武汉花园", 2),
])
def test_station_bridge_or_museum_called_after_a_city_is_one_wherever_the_page_is_at_home(build, site, count):
    records = build(page(ZUNYI + f"他到了[{site}|Site]。", "a.txt"), page(YICHANG + f"他到了[{site}|Site]。", "b.txt"))
    assert len({entity.id for entity in named(records, site)}) == count


def test_short_name_alone_joins_where_a_page_of_the_city_prints_both(build):
    records = build(page(ZUNYI + "[黔红酒业有限公司|Org company]扩产，[黔红|Org company]香。", "a.txt"), page(ZUNYI + "[黔红|Org company]上市。", "b.txt"))
    (firm,) = named(records, "黔红酒业有限公司")
    assert any(reason.kind == "merged" and "another page" in reason.rule for reason in firm.because)


def test_short_name_alone_in_another_city_stays_open(build):
    records = build(page(ZUNYI + "[黔红酒业有限公司|Org company]扩产，[黔红|Org company]香。", "a.txt"), page(YICHANG + "[黔红|Org company]上市。", "b.txt"))
    (short,) = named(records, "黔红")
    assert any(reason.kind == "open" for reason in short.because)


def test_namesakes_in_two_cities_stay_two_and_say_so(build):
    records = build(page(ZUNYI + "居民[张伟|Person]说。", "a.txt"), page(YICHANG + "居民[张伟|Person]说。", "b.txt"))
    both = named(records, "张伟")
    assert len({person.id for person in both}) == 2
    assert all(any(reason.kind == "open" for reason in person.because) for person in both)


def test_same_name_with_a_post_at_one_organisation_is_one(build):
    one = page(ZUNYI + "[遵义医院|Org government]院长[张伟|Person]说。", "a.txt", post("张伟", "院长", "遵义医院"))
    two = page(YICHANG + "[遵义医院|Org government]院长[张伟|Person]来访。", "b.txt", post("张伟", "院长", "遵义医院"))
    records = build(one, two)
    assert len(named(records, "张伟")) == 1
    assert {role.person for role in records.roles} == {named(records, "张伟")[0].id}


def test_reporter_of_one_citys_paper_is_one_and_the_official_another(build):
    one = page(ZUNYI + "\n■ 本报记者 [张伟|Person]", "a.txt")
    two = page(ZUNYI + "\n■ 本报记者 [张伟|Person]", "b.txt")
    three = page(ZUNYI + "[市水务局|Org government]局长[张伟|Person]说。", "c.txt", post("张伟", "局长", "市水务局"))
    assert len(named(build(one, two), "张伟")) == 1
    assert len(named(build(one, two, three), "张伟")) == 2


@pytest.mark.parametrize("name", ["张某", "王先生", "小刘"])
def test_name_that_is_held_back_is_somebody_else_on_every_page(build, name):
    records = build(page(ZUNYI + f"居民[{name}|Person]说。", "a.txt"), page(ZUNYI + f"居民[{name}|Person]说。", "b.txt"))
    assert len({person.id for person in named(records, name)}) == 2
    assert not any(reason.kind == "open" for person in named(records, name) for reason in person.because)  # nobody asks who it is


def test_name_of_the_history_books_is_one_person_everywhere(build):
    records = build(page(ZUNYI + "[焦裕禄|Person]的事迹感人。", "a.txt"), page(YICHANG + "学习[焦裕禄|Person]。", "b.txt"))
    assert len(named(records, "焦裕禄")) == 1


def test_judgement_same_joins_what_rules_leave_apart(build):
    pages = (page(ZUNYI + "[黔红|Org company]上市。", "a.txt"), page(ZUNYI + "[贵州老窖酒业有限公司|Org company]扩产。", "b.txt"))
    assert len(named(build(*pages), "黔红")) == 1
    records = build(*pages, judgements=[{"verdict": "same", "type": "ORG", "names": ["黔红", "贵州老窖酒业有限公司"], "because": "曾用名"}])
    assert not named(records, "黔红")
    assert any("judgement: 曾用名" in reason.rule for reason in named(records, "贵州老窖酒业有限公司")[0].because)


def test_judgement_different_keeps_apart_what_rules_would_join(build):
    pages = (page(ZUNYI + "[黔红酒业有限公司|Org company]扩产，[黔红|Org company]香。", "a.txt"), page(ZUNYI + "[黔红|Org company]上市。", "b.txt"))
    records = build(*pages, judgements=[{"verdict": "different", "type": "ORG", "names": ["黔红", "黔红酒业有限公司"]}])
    (short,), (full,) = named(records, "黔红"), named(records, "黔红酒业有限公司")
    assert len([n for n in records.namings if n.entity == short.id]) == 2 and "黔红" not in full.aliases


def test_judgement_tells_two_bearers_of_a_name_apart(build):
    def pages():
        return (page(ZUNYI + "[遵义医院|Org government]院长、[遵义大学|Org school]教授[张伟|Person]说。", "a.txt", post("张伟", "院长", "遵义医院")),
                page(ZUNYI + "[遵义大学|Org school]教授[张伟|Person]说。", "b.txt", post("张伟", "教授", "遵义大学")),
                page(ZUNYI + "[张伟|Person]是[遵义医院|Org government]院长。", "c.txt", post("张伟", "院长", "遵义医院")))
    records = build(*pages(), judgements=[{"verdict": "different", "type": "PER", "names": ["张伟", "张伟"],
                                           "told-apart-by": ["遵义医院", "遵义大学"]}])
    assert len({person.id for person in named(records, "张伟")}) == 2


def test_judgement_with_an_unknown_verdict_is_refused():
    with pytest.raises(RuleError, match="say same or different"):
        Judgements.of({"judgements": [{"verdict": "maybe", "type": "ORG", "names": ["甲", "乙"]}]})


def test_ids_come_from_content_and_not_from_order(build):
    one, two = page(ZUNYI + "[市水务局|Org government]通报。", "a.txt"), page(YICHANG + "[市商务局|Org government]通报。", "b.txt")
    assert {e.id for e in build(one, two).entities} == {e.id for e in build(two, one).entities}
    assert named(build(one), "遵义市水务局")[0].id == entity_iri(BASE, "ORG", "遵义市水务局")


def test_parents_of_printed_places_are_entities_too(build):
    records = build(page("[湄潭县|Division]采茶。", "a.txt"))
    by_id = {entity.id: entity for entity in records.entities}
    county = named(records, "湄潭县")[0]
    city = by_id[county.within]
    assert (county.code, city.name, by_id[city.within].name) == ("520328", "遵义市", "贵州省")


def test_evidence_of_a_naming_is_its_raw_slice(build):
    records = build(page(ZUNYI + "[市水务局|Org government]通报。", "a.txt"))
    text = records.sources[0].text
    assert records.namings and all(text[n.evidence.start:n.evidence.end] == n.evidence.quote for n in records.namings)


def test_resolve_is_the_two_steps_in_one(build, ruleset):
    found = page(ZUNYI + "[市水务局|Org government]通报。", "a.txt")
    assert resolve([found], ruleset, BASE).entities == build(found).entities


def test_nothing_in_nothing_out(build):
    assert build().entities == ()


def test_bare_zone_joins_the_zone_that_another_page_of_the_city_names_in_full(build):
    one = page(ZUNYI + "[遵义高新区|Village]招商，[高新区|Village]忙。", "a.txt")
    records = build(one, page(ZUNYI + "[高新区|Village]招商。", "b.txt"), page(YICHANG + "[高新区|Village]招商。", "c.txt"))
    assert len(named(records, "遵义高新区")) == 1 and len(named(records, "高新区")) == 1
