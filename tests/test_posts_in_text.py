"""Posts found in running text, from reading to roles: whose post is whose where the house stands elsewhere. Sentences are invented."""
from __future__ import annotations

import pytest

from kg.extract import extract
from kg.read import read_text
from kg.resolve import resolve_page

CASES = [
    ("宜黄县委组织部部长庞丽华、宣传部部长于海波、统战部副部长毛福荣到会。", ("毛福荣", "副部长", "宜黄县委统战部"), "departments of one committee"),
    ("宜黄县委常委、宣传部部长毛福荣到会。", ("毛福荣", "部长", "宜黄县委宣传部"), "a department behind a post in its committee"),
    ("宜黄县二都镇石桥村党支部书记、村委会主任毛福荣说，今年又是丰年。", ("毛福荣", "主任", "石桥村村委会"), "the committee of the village whose branch stands before"),
    ("毛福荣（原宜黄县水务局会计、宜黄县渔业公司出纳）退赃。", ("毛福荣", "出纳", "宜黄县渔业公司"), "former posts in brackets"),
    ("经查，时任宜黄县副县长兼宜黄县渔业公司董事长的毛福荣受贿。", ("毛福荣", "董事长", "宜黄县渔业公司"), "two posts before 的"),
    ("宜黄县水务局办公室主任毛福荣到会。", ("毛福荣", "办公室主任", "宜黄县水务局"), "a room of the house is part of the post"),
    ("宜黄县消防大队战士毛福荣跳入水中。", ("毛福荣", "战士", "宜黄县消防大队"), "a member of the house"),
    ("走进抚州市临川区上顿渡镇中洲村，稻田金黄。村党支部书记毛福荣说，今年又是丰年。", ("毛福荣", "书记", "中洲村党支部"), "a village's officer behind the level word"),
    ("抚州市临川区青云街道文昌社区的小广场上坐满了人。社区网格员李亚男边听边记。", ("李亚男", "网格员", "文昌社区"), "a community's officer behind the word 社区"),
    ("昨日，抚州市第一人民医院在广场义诊，护士长庞丽华给老人量血压。", ("庞丽华", "护士长", "抚州市第一人民医院"), "the nearest hospital"),
    ("宜黄县渔政站昨日放流鱼苗。站长于海波介绍，鱼苗共有三万尾。", ("于海波", "站长", "宜黄县渔政站"), "the nearest station"),
    ("宜黄县水务局负责人沈渭北作了汇报。", ("沈渭北", "负责人", "宜黄县水务局"), "three signs between post and verb are the name"),
    ("中国共产党抚州市第四届委员会第一次全体会议选举毛福荣为市委书记，庞丽华、于海波为市委副书记。", ("于海波", "副书记", "抚州市委"), "the city of the committee that chooses"),
    ("于海波生于宜黄。1998年，他先后担任宜黄县副县长、县长，抚州市水务局局长。", ("于海波", "局长", "抚州市水务局"), "a further post of him who is only called 他"),
    ("于海波2005年任宜黄县副县长，2007年转任南丰县县长。", ("于海波", "县长", "南丰县"), "a clause without a subject"),
    ("抚州市水务局局长毛福荣讲话。毛福荣局长说，河道要常清。", ("毛福荣", "局长", "抚州市水务局"), "a post said again behind the name"),
    ("宜黄县渔业公司董事长毛福荣、财务总监于海波到会。", ("于海波", "财务总监", "宜黄县渔业公司"), "the next post of a list is at the same house"),
    ("抚州市政府决定：任命毛福荣为抚州市商务局局长，于海波为农业农村委员会主任，庞丽娟为民政局局长。", ("庞丽娟", "局长", "抚州市民政局"), "offices without their place, one after the other"),
    ("会后，宜黄县县长毛福荣给教体局局长于海波打了电话。", ("于海波", "局长", "宜黄县教育和体育局"), "an office without its place is of the place told before"),
    ("江西省足协秘书长毛福荣、宜黄县水务局党委委员于海波到会。", ("毛福荣", "秘书长", "江西省足球协会"), "an association by its short form behind its place"),
    ("会后，宜黄县渔灯协会会长毛福荣打了电话。", ("毛福荣", "会长", "宜黄县渔灯协会"), "a house between a place and a post"),
    ("理事会由抚州市音乐家协会选出，副主席则由毛福荣、于海波（按姓氏笔画排列）担任，庞丽华任秘书长。", ("庞丽华", "秘书长", "抚州市音乐家协会"), "任 is the verb and no part of the name"),
    ("昨日，南昌市青山湖区区委书记毛福荣，红谷滩区区委书记于海波到会。", ("于海波", "书记", "红谷滩区委"), "the district whose word 区 is said twice"),
    ("上海市金山区表彰会召开，区委书记毛福荣到会。", ("毛福荣", "书记", "金山区委"), "a district is no 山区"),
    ("抚州市水文研究所昨日开放。研究所党委书记毛福荣讲话。", ("毛福荣", "党委书记", "抚州市水文研究所"), "a class noun means the house named before"),
    ("昨日，我校与宜黄县签约。校党委书记毛福荣、副校长于海波到会。抚州师范学院将与县里共建实验室。", ("于海波", "副校长", "抚州师范学院"), "我校 is the one school that the article names later"),
    ("毛福荣是水文学家。\n\n他1990年毕业，现任抚州市水文研究所所长、东华理工大学教授。", ("毛福荣", "教授", "东华理工大学"), "a paragraph that begins with 他 goes on with the person before"),
    ("抚州市第一医院院长毛福荣接待了于海波院长一行。", ("于海波", "院长", None), "the house before is another's"),
    ("会上，时任宜黄县副县长、现任抚州市水务局局长毛福荣讲话，于海波作陪。", ("毛福荣", "副县长", "宜黄县"), "former and present post before the name"),
    ("宜黄县残联理事长毛福荣、爱心企业负责人于海波到会。", ("于海波", "负责人", None), "the head of some firm is not of the house before"),
    ("抚州市作协秘书长毛福荣、东渡社秘书长于海波到会。", ("于海波", "秘书长", None), "a house that no list knows stands before the post"),
    ("江西省樟树市委副书记、市长毛福荣到会。", ("毛福荣", "市长", "樟树市"), "the city, not the province that the committee's name begins with"),
    ("省委办公厅秘书处调研员、抚州市水务局副局长、省派宜黄县驻村干部领队毛福荣到会。", ("毛福荣", "省派宜黄县驻村干部领队", None), "a post at no house that a rule reads"),
    ("宜黄县检察院公诉科科长、县实验小学法治副校长毛福荣来到学校。", ("毛福荣", "公诉科科长", "宜黄县人民检察院"), "what no rule reads stands between the posts"),
    ("出席的有抚州师范学院客座教授、江右画院名誉院长、稻香书屋学术领衔毛福荣。", ("毛福荣", "名誉院长", "江右画院"), "what no rule reads stands before the name"),
    ("毛福荣历任宜黄县委常委、副县长、抚州市水务局局长及南丰县县长等职务。", ("毛福荣", "副县长", "宜黄县"), "a list that goes on with the house of its first post"),
    ("毛福荣先后任宜黄县渔政站站长、抚州市水文研究所主任和名誉主任。", ("毛福荣", "主任、名誉主任", "抚州市水文研究所"), "和 joins two posts"),
    ("抚州市渔灯协会昨日换届。大会选举宜黄县渔业公司毛福荣为理事长，于海波当选秘书长。", ("毛福荣", "理事长", "抚州市渔灯协会"), "the assembly's chair, not the firm's that the chosen one comes from"),
    ("抚州市渔灯协会昨日换届。会议选举毛福荣为抚州市曲艺家协会三届理事会主席。", ("毛福荣", "主席", "抚州市曲艺家协会"), "the association that is told with the post"),
    ("东渡客运会长毛福荣到会。抚州市渔灯协会送来锦旗。", ("毛福荣", "会长", None), "a house that no rule reads stands before the post of the only association's class"),
    ("毛福荣局长来到村里。村民给抚州市水务局送来锦旗。", ("毛福荣", "局长", "抚州市水务局"), "the one office that the article names, wherever it does"),
    ("记者来到宜黄县神岗乡党口村，驻村第一书记毛福荣正在田里。", ("毛福荣", "驻村第一书记", "党口村"), "a post that only villages have"),
    ("宜黄县政府党组成员、副县长毛福荣到会。崇仁县也派了人。", ("毛福荣", "副县长", "宜黄县"), "the county whose government is told before"),
    ("会议接受毛福荣辞去宜黄县水务局局长职务、于为辞去宜黄县渔政站站长职务的请求。", ("于为", "站长", "宜黄县渔政站"), "who resigns second in a list"),
    ("宜黄县关工委副主任毛福荣到会。", ("毛福荣", "副主任", "宜黄县关工委"), "no 工委 of the party"),
    ("被查的有湖南原省委常委毛福荣，江西抚州原市委副书记、市长于海波。", ("于海波", "市长", "抚州市"), "the city that stands before the word of a former office"),
    ("于海波从宜黄县县长任上调任江西樟树市委常委，2017年任市委书记。", ("于海波", "书记", "樟树市委"), "the city told with a name, not one that 市委 itself asks for"),
    ("宜黄县消防救援大队昨日演练。江右客运有限公司经理毛福荣和队长于海波到会。", ("于海波", "队长", "江右客运有限公司"), "the house of the list before any named further off"),
    ("免去毛福荣的江西省人大常委会副秘书长、办公厅主任职务。", ("毛福荣", "副秘书长、办公厅主任", "江西省人大常委会"), "the office that every body has is no office of the place"),
    ("宜黄县委书记毛福荣，人大副主任庞丽华，政协副主席于海波、纪委书记沈渭北到会。", ("沈渭北", "书记", "宜黄县纪委"), "organs of the place whose committee is told before"),
    ("抚州市第一医院专家到宜黄义诊。市政协副主席、院长毛福荣、副院长于海波到会。", ("于海波", "副院长", "抚州市第一医院"), "no organ of a city has a 院长"),
    ("宜黄县委常委、组织部部长毛福荣到会。", ("毛福荣", "部长", "宜黄县委组织部"), "the department of the committee told before"),
    ("宜黄县委常委、宣传部长毛福荣到会。", ("毛福荣", "部长", "宜黄县委宣传部"), "a department that shares its last sign with the post"),
    ("宜黄县神岗乡党委书记毛福荣到会。", ("毛福荣", "书记", "宜黄县神岗乡党委"), "behind its committee the post is told without it"),
    ("在抚州客运站，12路公交司机毛福荣告诉记者，乘客很多。", ("毛福荣", "司机", None), "a trade is a post, without the vehicle"),
    ("随后，巡警毛福荣、于海波赶到。", ("于海波", "巡警", None), "two who share a trade"),
    ("宜黄县棠阴农场参赛选手毛福荣选送的水牛得了头奖。", ("毛福荣", "参赛选手", "棠阴农场"), "what someone is at a house"),
    ("宜黄县神岗乡渔民毛福荣说。", ("毛福荣", "渔民", "神岗乡"), "who lives there by fishing"),
    ("抚州市客运公司3路公交驾驶员毛福荣到场。", ("毛福荣", "驾驶员", "抚州市客运公司"), "the line that he drives is no part of the post"),
    ("抚州市公安局交警支队长毛福荣到会。", ("毛福荣", "支队长", "抚州市公安局交警支队"), "a post of three signs shares the last of its house"),
    ("宜黄县渔政站长毛福荣到会。", ("毛福荣", "站长", "宜黄县渔政站"), "a station behind its place shares its last sign with the post"),
    ("宜黄县生产队长毛福荣到会。", ("毛福荣", "生产队长", "宜黄县"), "a listed post names no house"),
    ("国营宜黄农场今年增产。农场职工毛福荣说，雨水好。", ("毛福荣", "职工", "国营宜黄农场"), "a class noun before what someone is there"),
    ("宜黄县棠阴养殖场扩建。养殖场负责人毛福荣说，明年再扩。", ("毛福荣", "负责人", "棠阴养殖场"), "a farm that a class noun means"),
    ("中共中央总书记、国家主席、中央军委主席毛福荣到会。", ("毛福荣", "国家主席", None), "the head of state is of no house told before"),
    ("秘鲁驻华大使毛福荣到会。", ("毛福荣", "驻华大使", "秘鲁"), "an envoy is his country's"),
    ("巷口很热闹。\n\n　　暖心服务站发起人毛福荣说，明年再办。", ("毛福荣", "发起人", "暖心服务站"), "a house that no rule reads but for its class noun"),
    ("记者采访了服务站发起人毛福荣。", ("毛福荣", "发起人", None), "a verb before the class noun names no house"),
    ("随后，帮扶组组长毛福荣到场。", ("毛福荣", "组长", "帮扶组"), "a team that no rule reads is told with its head"),
    ("江西省督导厅厅长毛福荣到会。", ("毛福荣", "厅长", "江西省督导厅"), "an office that no list has"),
]

TIMES = [
    ("2004年至2014年5月，毛福荣利用担任宜黄县县长、抚州市水务局局长职务便利受贿。", "抚州市水务局", "2004/2014-05", "a further post of a list is held when the first is"),
    ("毛福荣2011年任宜黄县县长，后历任抚州市文化局局长，抚州市水务局局长。", "抚州市水务局", None, "when each of several began is not told"),
    ("4月25日，抚州市作家协会主席、著名作家、抚州市水务局局长毛福荣到会。", "抚州市作家协会", None, "the day on which someone comes is not that of his post"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), CASES, ids=[case[2] for case in CASES])
def test_the_post_is_held_at_the_house_that_a_reader_would_name(text, wanted, why, ruleset):
    context = resolve_page(extract(read_text(text, ruleset=ruleset), ruleset), ruleset)
    assert wanted in [(context.name_of(role.person), role.position, context.name_of(role.org) or role.org_name) for role in context.roles], why


@pytest.mark.parametrize(("text", "house", "time", "why"), TIMES, ids=[case[3] for case in TIMES])
def test_the_time_of_a_post_is_that_of_its_own_words(text, house, time, why, ruleset):
    context = resolve_page(extract(read_text("抚州日报　2018年5月4日\n\n" + text, ruleset=ruleset), ruleset), ruleset)
    assert [role.time for role in context.roles if context.name_of(role.org) == house] == [time], why


def test_he_who_is_named_says_so_and_not_his_office(ruleset):
    context = resolve_page(extract(read_text("据宜黄县水务局局长毛福荣介绍，河道已经疏通。", ruleset=ruleset), ruleset), ruleset)
    assert [context.name_of(relation.subject) for relation in context.relations if relation.predicate == "said"] == ["毛福荣"]


def test_a_bare_mayor_is_of_the_city_that_the_paper_is_called_after(ruleset):
    page = "抚州日报　2015年8月4日　星期二\n\n防汛会议召开\n\n　　昨日，防汛会议召开，市长毛福荣讲话，要求各地守住堤坝。\n\n" \
           "景德镇办陶瓷节\n\n　　本报讯　景德镇市昨日开幕的陶瓷节吸引了浮梁县、乐平市和昌江区的二百家瓷厂。景德镇市文化局介绍，节日为期七天。\n"
    context = resolve_page(extract(read_text(page, ruleset=ruleset), ruleset), ruleset)
    assert ("毛福荣", "市长", "抚州市") in [(context.name_of(role.person), role.position, context.name_of(role.org)) for role in context.roles]
