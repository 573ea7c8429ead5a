"""What references mean, whose posts are whose, which places hold which: pages invented, with names marked by hand."""
from __future__ import annotations

import pytest
from pages_by_hand import page, post, relation

from kg.model import Span
from kg.resolve import resolve_page

FOSHAN = "[佛山|Division]、[顺德区|Division]、[南海区|Division]、[三水区|Division]气温回升。"


@pytest.fixture
def resolve(ruleset):
    def run(marked: str, *extra):
        return resolve_page(page(marked, "page.txt", *extra), ruleset)
    return run


def meant(context, word: str, nth: int = 0) -> str | None:
    """The name that the nth printing of a reference word means."""
    at = -1
    for _ in range(nth + 1):
        at = context.page.text.printed.index(word, at + 1)
    return context.name_of(context.resolve_reference(word, at))


def roles(context) -> list[tuple[str, str, str | None]]:
    return [(context.name_of(role.person), role.position, context.name_of(role.org)) for role in context.roles]


def edges(context) -> set[tuple[str, str, str]]:
    return {(context.name_of(r.subject), r.predicate, r.object_name) for r in context.relations}


# --- references ----------------------------------------------------------------------------


@pytest.mark.parametrize(("word", "name"), [
    ("我市", "佛山市"), ("全市", "佛山市"), ("本市", "佛山市"), ("我省", "广东省"), ("全省", "广东省")])
def test_own_city_and_province_are_found_from_the_page(resolve, word, name):
    assert meant(resolve(FOSHAN + f"{word}新增绿道五十公里。"), word) == name


def test_nothing_is_said_where_the_page_has_no_home(resolve):
    assert meant(resolve("我市新增绿道五十公里。"), "我市") is None


def test_county_words_follow_the_county_named_last(resolve):
    context = resolve("[曲靖|Division]的[会泽县|Division]修路，全县通车。[富源县|Division]架桥，该县验收。[罗平县|Division]晴。")
    assert [meant(context, "全县"), meant(context, "该县")] == ["会泽县", "富源县"]


def test_district_is_known_from_an_office_of_the_district(resolve):
    context = resolve(FOSHAN + "\n\n记者从[顺德区财政局|Org government]获悉，近日，该区发放补贴。")
    assert meant(context, "该区") == "顺德区"


def test_county_only_in_the_headline_is_found_there(resolve):
    context = resolve("#[罗平县|Division]油菜花开\n记者获悉，全县花海已开。[曲靖|Division]晴。")
    assert meant(context, "全县") == "罗平县"


@pytest.mark.parametrize(("word", "name"), [
    ("该公司", "佛山陶源陶瓷有限公司"), ("公司", "佛山陶源陶瓷有限公司"), ("这家企业", "佛山陶源陶瓷有限公司"),
    ("该校", "佛山大学"), ("该局", "佛山市商务局"), ("该行", "珠江银行顺德支行"), ("本公司", "佛山陶源陶瓷有限公司")])
def test_class_noun_means_the_nearest_of_its_class(resolve, word, name):
    context = resolve(FOSHAN + "[珠江银行顺德支行|Org finance]、[佛山市商务局|Org government]、[佛山大学|Org school]和"
                      f"[佛山陶源陶瓷有限公司|Org company]座谈。{word}发了言。")
    assert meant(context, word) == name


def test_firm_that_speaks_before_it_is_named_is_the_one_named_after(resolve):
    context = resolve("“我们公司今年扩产。”[梧州六堡茶业有限公司|Org company]的经理说。")
    assert meant(context, "我们公司") == "梧州六堡茶业有限公司"


def test_branch_in_the_headline_wins_over_its_bank_named_nearer(resolve):
    context = resolve("#[珠江银行|Org finance]总行来信\n甲。\n\n#[珠江银行顺德支行|Org finance]放款提速\n客户打开[珠江银行|Org finance]的软件。该行还下乡。")
    assert meant(context, "该行") == "珠江银行顺德支行"


def test_reference_stays_in_its_article(resolve):
    context = resolve("[佛山陶源陶瓷有限公司|Org company]扩产。\n\n[李文|Person]说，该公司不存在。")
    assert meant(context, "该公司") is None


def test_word_that_points_at_nothing_is_no_reference(resolve):
    answer = resolve(FOSHAN).refer("绿道", 3)
    assert answer.entity is None and "points at nothing known" in answer.because


def test_lookups_by_span_article_and_form(resolve):
    context = resolve("#[佛山|Division]见闻\n[佛山市商务局|Org government]说。\n\n[李文|Person]笑。")
    at = context.page.text.printed.index("佛山市商务局")
    assert context.name_of(context.entity_at(Span(at, at + 6))) == "佛山市商务局"
    assert context.name_of(context.entity_at(Span(at + 3, at + 6))) == "佛山市商务局"
    assert context.entity_at(Span(at + 7, at + 8)) is None
    assert (context.article_at(at), context.article_at(len(context.page.text) - 1)) == (0, 1)
    assert [context.name_of(name.entity) for name in context.headline_names(0)] == ["佛山市"] and context.headline_names(1) == ()
    assert context.sentence_at(at).span.start == at
    assert context.name_of(context.by_form("李文")) == "李文"


# --- posts ---------------------------------------------------------------------------------


def test_post_with_its_organisation(resolve):
    context = resolve(FOSHAN + "[市商务局|Org government]党组书记、局长[陈莉|Person]介绍。", post("陈莉", "党组书记、局长", "市商务局"))
    assert roles(context) == [("陈莉", "党组书记、局长", "佛山市商务局")]


def test_mayor_belongs_to_the_place_and_secretary_to_the_committee(resolve):
    context = resolve(FOSHAN + "市委书记[陈莉|Person]、市长[何伟|Person]出席。", post("陈莉", "市委书记"), post("何伟", "市长"))
    assert roles(context) == [("陈莉", "书记", "佛山市委"), ("何伟", "市长", "佛山市")]


def test_posts_at_two_bodies_are_two_roles(resolve):
    context = resolve(FOSHAN + "市委常委、副市长[陈莉|Person]出席。", post("陈莉", "市委常委、副市长"))
    assert roles(context) == [("陈莉", "常委", "佛山市委"), ("陈莉", "副市长", "佛山市")]


def test_mayor_of_a_place_named_before_belongs_there(resolve):
    context = resolve(FOSHAN + "[湛江|Division]市长[陈莉|Person]来访。", post("陈莉", "市长", "湛江"))
    assert roles(context) == [("陈莉", "市长", "湛江市")]


def test_secretary_of_a_committee_named_in_full_keeps_its_whole_title(resolve):
    context = resolve("[湛江市委|Org party]书记[陈莉|Person]调研。[湛江|Division]晴。", post("陈莉", "书记", "湛江市委"))
    assert roles(context) == [("陈莉", "书记", "湛江市委")]


@pytest.mark.parametrize("title", ["该公司生产科科长", "公司生产科科长"])
def test_reference_before_a_post_is_its_organisation(resolve, title):
    context = resolve(f"[梧州六堡茶业有限公司|Org company]扩产。{title}[陈莉|Person]说。", post("陈莉", title))
    assert roles(context) == [("陈莉", "生产科科长", "梧州六堡茶业有限公司")]


def test_reference_directly_before_the_mention_is_found_too(resolve):
    context = resolve("[梧州六堡茶业有限公司|Org company]扩产。该公司董事长[陈莉|Person]说。", post("陈莉", "董事长"))
    assert roles(context) == [("陈莉", "董事长", "梧州六堡茶业有限公司")]


def test_office_inside_a_post_is_its_organisation(resolve):
    context = resolve(FOSHAN + "[三水区|Division]科技局局长[陈莉|Person]说。", post("陈莉", "科技局局长", "三水区", near=10))
    assert roles(context) == [("陈莉", "局长", "三水区科学技术局")]


def test_second_post_without_a_body_stays_with_the_first(resolve):
    context = resolve(FOSHAN + "市委常委、秘书长[陈莉|Person]说。", post("陈莉", "市委常委、秘书长"))
    assert roles(context) == [("陈莉", "常委、秘书长", "佛山市委")]


def test_bare_post_takes_the_nearest_body_of_its_sentence(resolve):
    context = resolve("部队改编为[独立第三团|Org military]，[陈莉|Person]任团长。", post("陈莉", "团长"))
    assert roles(context) == [("陈莉", "团长", "独立第三团")]


def test_bare_post_of_no_class_does_not_reach_for_a_body(resolve):
    context = resolve("[广西大学|Org school]来访。[陈莉|Person]任组长。", post("陈莉", "组长"))
    assert roles(context) == [("陈莉", "组长", None)]


def test_officer_skips_bodies_that_are_no_troops(resolve):
    context = resolve("[独立第三团|Org military]并入[广西大学|Org school]校队，[陈莉|Person]任营长。", post("陈莉", "营长"))
    assert roles(context) == [("陈莉", "营长", "独立第三团")]


def test_head_of_a_firm_skips_bodies_that_are_no_firm(resolve):
    context = resolve("[梧州六堡茶业有限公司|Org company]与[广西大学|Org school]签约，董事长[陈莉|Person]说。", post("陈莉", "董事长"))
    assert roles(context) == [("陈莉", "董事长", "梧州六堡茶业有限公司")]


def test_ambassador_to_a_country_does_not_serve_it(resolve):
    context = resolve("中国驻[法国|Country code=FR]大使[陈莉|Person]致辞。", post("陈莉", "大使", "法国"))
    assert roles(context) == [("陈莉", "大使", None)]


def test_title_behind_the_name_tells_no_organisation(resolve):
    context = resolve("在[独立第三团|Org military]驻地，[陈莉|Person]将军讲话。", post("陈莉", "将军"))
    assert roles(context) == [("陈莉", "将军", None)]


# --- relations -----------------------------------------------------------------------------


def test_chain_of_places_lies_step_by_step(resolve):
    context = resolve("记者来到[宜宾市|Division][叙州区|Division][南溪路|Site][金江小区|Site]。")
    assert edges(context) == {("叙州区", "located_in", "宜宾市"), ("南溪路", "located_in", "叙州区"),
                              ("金江小区", "located_in", "南溪路"), ("金江小区", "located_in", "叙州区")}


def test_listed_streets_share_the_division_before_the_first(resolve):
    context = resolve("在[万州|Division][白岩路|Site]、[王牌路|Site]、[太白公园|Site]排水。[重庆|Division]雨。")
    assert ("王牌路", "located_in", "万州区") in edges(context)
    assert not any(subject == "太白公园" for subject, *_ in edges(context))


def test_river_behind_a_city_does_not_lie_in_it(resolve):
    assert edges(resolve("[宜宾市|Division][岷江|Nature]段涨水。")) == set()


def test_firm_directly_behind_a_place_lies_there(resolve):
    context = resolve("[宜宾市|Division][川南竹海食品有限公司|Org company]投产。")
    assert edges(context) == {("川南竹海食品有限公司", "located_in", "宜宾市")}


def test_lists_give_an_edge_each(resolve):
    context = resolve("[赤水河|Nature]流经[云南|Division]、[贵州|Division]、[四川|Division]。",
                      relation("located_in", ("subject", "赤水河"), ("object", "云南"), ("object", "贵州"), ("object", "四川")))
    assert edges(context) == {("赤水河", "located_in", p) for p in ("云南省", "贵州省", "四川省")}


def test_siblings_are_related_in_pairs(resolve):
    names = ("周建国", "周建军", "周建民")
    context = resolve("、".join(f"[{n}|Person]" for n in names) + "三兄弟。",
                      relation("sibling_of", *(("subject", n) for n in names), pairs="yes"))
    assert len(edges(context)) == 3 and ("周建军", "sibling_of", "周建民") in edges(context)


def test_reference_and_plain_words_fill_slots(resolve):
    context = resolve("[川南竹海食品有限公司|Org company]扩产。该公司生产竹荪罐头。",
                      relation("produces", ("subject", "该公司"), ("object", "竹荪罐头")))
    assert edges(context) == {("川南竹海食品有限公司", "produces", "竹荪罐头")}
    assert context.relations[0].object is None


def test_subject_left_out_is_the_body_named_last(resolve):
    context = resolve("[川南独立团|Org military]转移，后改编为[第九支队|Org military]。",
                      relation("renamed_to", ("object", "第九支队"), about="nearest"))
    assert edges(context) == {("川南独立团", "renamed_to", "第九支队")}


def test_declared_short_form_is_the_body(resolve, ruleset):
    from kg.model import Mention

    def declared(text, mentions):
        full = mentions[0]
        at = text.index("北垦")
        return [Mention("ShortFor", Span(0, at + 2), text[:at + 2], "by-hand",
                        (("full", full), ("short", Mention("Words", Span(at, at + 2), "北垦", "by-hand"))))]
    context = resolve("[黑龙江极地农业科技有限公司|Org company]（以下简称“[北垦|Org company]”）开工。[北垦|Org company]的地很平。", declared)
    assert {context.name_of(name.entity) for name in context.names} == {"黑龙江极地农业科技有限公司"}


def test_event_takes_the_time_named_before_it_in_its_sentence(resolve):
    context = resolve("[1938年|Time]，[川南独立团|Org military]改编为[第九支队|Org military]，[陈莉|Person]任支队长。",
                      relation("renamed_to", ("subject", "川南独立团"), ("object", "第九支队")), post("陈莉", "支队长"))
    assert [r.time for r in context.relations] == ["1938"] and [r.time for r in context.roles] == ["1938"]


def test_post_of_somebody_who_speaks_takes_no_time(resolve):
    context = resolve("[1938年|Time]的事，[佛山市商务局|Org government]局长[陈莉|Person]记得。", post("陈莉", "局长", "佛山市商务局"))
    assert [r.time for r in context.roles] == [None]
