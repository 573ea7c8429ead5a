"""What the figures of statistical reports measure: lists under 分别, parts after 其中, sides of a trade, growth that is told of a growth."""
from __future__ import annotations

import pytest
from marked import findings, rules

from kg.extract.claims import read

# sentence, then the metric of each figure, with the shape that it stands for
METRICS = [
    ("第一、第二产业增加值分别为<30亿元>、<52亿元>。", ["第一产业增加值", "第二产业增加值"], "the attribute stands only with the last of the list"),
    ("规模工业销售量、库存量同比分别增长<6%>和<9%>。", ["规模工业销售量", "规模工业库存量"], "the thing stands only with the first of the list"),
    ("海上事故起数、死亡人数比上年同期分别下降<8%>和<20%>。", ["海上事故起数", "海上事故死亡人数"], "what is compared with stands between the list and 分别"),
    ("农民人均出售水果、茶叶收入分别增长<9%>和<4%>。", ["农民人均出售水果收入", "农民人均出售茶叶收入"], "a verb at the head and an attribute at the end are shared"),
    ("接待游客<80万人次>，比{前年}、{去年}分别增长<7%>和<3%>。", ["接待游客", "接待游客", "接待游客"], "one figure compared with two years"),
    ("对[泰国|Country]、[越南|Country]分别出口<3亿元>、<2亿元>。", ["对泰国出口", "对越南出口"], "each of the places that a preposition leads"),
    ("发生火灾<12起>，造成<2人>受伤，<两项>指标比上年分别下降<14%>和<50%>。", ["火灾", "受伤人数", "指标", "火灾", "受伤人数"], "a noun that sums up the figures before"),
    ("出口、进口同比分别增长<8%>和<5%>，增幅分别高于全省<2.6>和<1.7个百分点>。", ["出口", "进口", "出口增幅", "进口增幅"], "growth that is told of the growth before"),
    ("港口对[东盟|KnownOrg]进出口<90亿元>，其中，出口<60亿元>，进口<30亿元>。", ["对东盟进出口", "对东盟出口", "对东盟进口"], "each side of a trade is qualified as both were"),
    ("报考教师<2600人>（专科生<310人>），比上年减少<180人>。", ["报考教师", "专科生", "报考教师"], "what stands in brackets is no figure to go on from"),
    ("外出务工<4万人>，占劳动力的<38%>，比上年增加<3000人>。", ["外出务工人数", "外出务工人数占劳动力比例", "外出务工人数"], "an amount is a change of a figure in its unit"),
    ("旅游收入大幅增长，达到<12亿元>。", ["旅游收入"], "the clause before says what has grown"),
    ("全年有<19个>行业增加值同比增长。", ["增加值增长行业"], "those counted, and what is true of them"),
    ("近<八成>行业实现增长。", ["实现增长行业占比"], "a part of those counted, and what is true of it"),
    ("贫困人口减少规模全省<第一>。", ["贫困人口减少规模"], "the field of a rank is no part of the metric"),
    ("生产总值（ＧＤＰ）实现<310亿元>。", ["生产总值（GDP）"], "a bracket between a noun and its light verb"),
    ("农民人均纯收入{前三季度}达<5200元>。", ["农民人均纯收入"], "a time between a noun and its figure"),
    ("销售单价每公斤平均上涨<0.3元>。", ["销售单价"], "每公斤 between a noun and its verb"),
    ("全年有<6人>因溺水死亡。", ["溺水死亡人数"], "a reason is no noun that is counted"),
    ("尚有各类未结案<210件>。", ["未结案"], "a denial of a noun is counted"),
    ("制造业拉动全市工业增长<4.2个百分点>，对全市工业增长的贡献率达<88%>。", ["拉动工业增长", "对工业增长贡献率"], "what is driven, and towards what"),
    ("受理刑事案件<60件>，结案<52件>，结案率为<86%>。", ["受理刑事案件", "受理刑事案件结案", "受理刑事案件结案率"], "an act on the cases counted before"),
    ("商品房销售面积<9万平方米>，销售额<7亿元>。", ["商品房销售面积", "商品房销售额"], "the thing sold stands only with the first"),
    ("渔业稳中向好，{前三季度}增加值实现<20亿元>。", ["渔业增加值"], "the clause before says whose attribute it is"),
    ("交通事故起数下降<9%>，死亡人数下降<12%>。", ["交通事故起数", "交通事故死亡人数"], "those dead in the events counted before"),
    ("从出口总量来看，同比增长<6%>。", ["出口总量"], "what the clause before looks at"),
    ("水产品市场价格比{上周}下降<2%>。", ["水产品市场价格"], "比 is none of the noun's"),
    ("<28种>蔬菜平均价格下降<3%>。", ["蔬菜", "蔬菜平均价格"], "what is true of all of them tells none from the others"),
    ("<8家>法院收案数超过<2万件>。", ["收案数超过2万件法院", "收案数"], "what is true of each tells them from the others"),
    ("出动干警<90人>。拘传<20人>。", ["出动干警", "拘传人数"], "who acted is not who was counted"),
    ("县消防大队出动消防员<35人>，疏散<50人>。", ["出动消防员", "疏散人数"], "who was sent out is not who was led away"),
    ("医疗队派出医生<20人>，诊治<300人>。", ["医生", "诊治人数"], "nor who was treated"),
    ("职工<500人>，培训<300人>。", ["职工", "培训职工"], "who was only counted may be"),
    ("大豆亩产<200公斤>，每公斤<6元>。", ["大豆亩产", "每公斤大豆价格"], "a yield has no price, the crop has"),
    ("每亩产量有<六七吨>，每吨<360元>左右。", ["亩产量", "每吨价格"], "the crop was not named"),
    ("平均降雨量<72.3毫米>，青石站<199毫米>。", ["平均降雨量", "青石站降雨量"], "millimetres where it rains"),
    ("代表队勇夺<5枚>金牌。", ["金牌"], "winning only presents the medals"),
    ("经过<6个小时>的奋战，大堤合龙。", ["奋战时间"], "an act after 的"),
    ("对<800名>高、初中毕业生开展培训。", ["高、初中毕业生"], "高 before 、 is no height"),
    ("营业收入、净利润环比分别增长<6%>和<8%>。", ["营业收入", "净利润"], "收入 ends an item of a list though a dictionary calls it a verb"),
    ("<6家>总投资<9亿元>的化工厂集中开工。", ["化工厂", "总投资"], "a measure with its figure stands before what is counted"),
    ("<31家>公司研发投入超过<1亿元>。", ["研发投入超过1亿元公司", "研发投入"], "past a mark: true of each"),
    ("约<八成>公司实现盈利。", ["实现盈利公司占比"], "what a part of those counted does"),
    ("接报火灾<52起>，死亡<7人>，起数下降<6%>。", ["接报火灾", "死亡人数", "接报火灾起数"], "起数 is of the events counted in 起"),
    ("研发费用占营业收入比平均为<13%>。", ["研发费用占营业收入比"], "平均 is no part of a whole"),
    ("财政收入<9亿元>，为预算的<55%>，同比增长<8%>。", ["财政收入", "财政收入完成预算比例", "财政收入"], "a rate is of no plan's share"),
    ("植树造林<12万亩>，占任务<10万亩>的<120%>，增长<6%>。", ["植树造林", "植树造林任务", "植树造林完成任务比例", "植树造林"], "the size of the plan is no base of what follows"),
    ("预算收入累计完成<9亿元>，其中税务部门完成<7亿元>。", ["预算收入", "预算收入"], "who did it is not what was done"),
    ("地区生产总值<50亿元>，其中工业增加值完成<20亿元>。", ["地区生产总值", "工业增加值"], "an attribute with its thing is a metric of its own"),
    ("按常住人口计算人均可支配收入<3万元>。", ["人均可支配收入"], "how it was reckoned is no part of it"),
    ("[甲州|Division]、[乙州|Division]等地接待游客量增长<5%>。", ["接待游客量"], "what closes a list of names belongs to the list"),
    ("[恐龙园|Site]、[九龙|Division]瀑布等景区接待游客量增长<5%>。", ["接待游客量"], "a name that is torn stands in the list, too"),
    ("[东海县|Division]大豆、花生等产业增加值增长<5%>。", ["大豆、花生等产业增加值"], "a list of nouns says what is measured"),
    ("合作社<90家>，其中[国家级示范合作社|Org]<3家>、[集体控股公司|Org]<2户>。", ["合作社", "国家级示范合作社", "集体控股公司"], "what looks like a name is counted"),
    ("[东海水泥厂|Org]<3个>车间停工。", ["车间"], "a house whose workshops are counted is not"),
    ("[甲湖|Nature]、[乙山|Nature]接待游客量居前两位，分别为<15万人次>和<11万人次>。", ["接待游客量", "接待游客量"], "what each of the owners before is told of"),
    ("车流量<415万辆次>，[甲州|Division]、[乙州|Division]等地自驾车均超过<40万辆次>，分别达到<66万辆次>、<55万辆次>。", ["车流量", "自驾车", "自驾车", "自驾车"], "as many figures as owners are of one thing"),
    ("税收收入<3亿元>，比上年减收<2000万元>，下降<4%>。", ["税收收入", "税收收入", "税收收入"], "减收 is of what was taken in"),
    ("上划中央收入<9000万元>，减少<200万元>。", ["上划中央收入", "上划中央收入"], "上划 is one word of the treasury"),
    ("人口<141万人>，与{2010年}（普查数据）的<133万人>相比，增加<8万人>，年平均增长率为<0.5%>。", ["人口", "人口", "人口", "人口平均增长率"], "what is held against it, an aside, and a growth that is bare"),
    ("查处行贿、受贿犯罪<36件>。", ["行贿、受贿犯罪"], "two acts of one noun"),
    ("法院调解纠纷<74起>。", ["调解纠纷"], "a quality of four characters that ends in a noun is two words"),
    ("一般预算支出<7亿元>，同比增支<5000万元>。", ["一般预算支出", "一般预算支出"], "增支 is of what was spent"),
    ("财政收入<9亿元>，比增<6%>，在全省<9个>设区市排名<第一>。", ["财政收入", "财政收入", "设区市", "财政收入"], "the field of a rank may be counted"),
    ("成活率由工程建设初期的<40%>提高到<59%>。", ["成活率", "成活率"], "a time that no dictionary has between 由 and its figure"),
    ("城镇新增就业<3万人>。", ["城镇新增就业人数"], "新增就业 is one term"),
    ("受害率稳定控制在<1‰>以下。", ["受害率"], "a word of manner belongs to the verb behind it"),
    ("公路全长约<80公里>。", ["公路全长"], "约 is no part of 全长"),
    ("民营企业增加值占全市增加值的比重为<86%>，同比增长<5%>。", ["民营企业增加值占全市增加值的比重", "民营企业增加值"], "what grew is the part, where no size of it is told"),
    ("出口总值占外贸总值比重由{2004年}的<9%>提升至{去年}的<15%>。", ["出口总值占外贸总值比重", "出口总值占外贸总值比重"], "what 由 leads to is no whole"),
    ("举办展览<20年>来，藏书量快速增长，从{2004年}的<2万册>增至{去年}的<9万册>。", ["展览时间", "藏书量", "藏书量"], "a length of time has not grown"),
    ("三年共迁移<16万人>口。", ["迁移人口"], "inhabitants, and what they did"),
    ("结案率一直保持在<98%>以上。", ["结案率"], "an adverb of time ends a noun"),
    ("高校毕业生初次就业率为<88%>。", ["高校毕业生初次就业率"], "an adverb inside a rate's name"),
    ("高速公路建成里程由此达到<7200公里>。", ["高速公路建成里程"], "a light verb inside a length's name"),
    ("<300亩>油菜机械化收割陆续展开。", ["油菜"], "how it is done is no part of the crop"),
    ("<200亩>荔枝采摘拉开序幕。", ["荔枝"], "a set phrase that the dictionary has as a person"),
    ("总工程量已经完成<80%>。", ["总工程量完成"], "how much of a thing is done"),
    ("<61件>加固工程已完工<41件>，正在实施<20件>。", ["完工加固工程", "完工工程", "实施工程"], "a bare act on what was counted before"),
    ("受理案件<1803件>（旧存<240件>）。", ["受理案件", "旧存案件"], "what stands in brackets is of the same cases"),
    ("执行案件结案<406件>，结案数同比上升<13%>。", ["执行案件结案", "执行案件结案数"], "a number of what was counted before"),
    ("受案或将超过<5500件>。", ["受案"], "或 is a small word"),
    ("每亩奖补<1000元>，户均年增收<5000元>。", ["每亩奖补", "户均增收"], "for each household is a part of the metric"),
    ("蛋类价格同比下降<16%>，降幅较{1月}扩大<6.8个百分点>。", ["蛋类价格", "蛋类价格降幅"], "the printed noun of growth"),
    ("计划完成水利建设投资<3亿元>，累计完成投资<3.2亿元>。", ["水利建设投资", "水利建设投资"], "what was done by now is of the plan's noun"),
    ("开工项目<26个>，总投资<69亿元>。", ["开工项目", "开工项目总投资"], "the sum of the works counted before"),
    ("进出口规模创历史同期新高，连续<8个季度>超<2万亿元>。", ["进出口规模", "进出口规模"], "a record has the noun of what follows"),
    ("最大过程雨量为[青石镇|Division]<340毫米>；受理案件最多的是[青山县|Division]<1200件>。", ["最大过程雨量", "受理案件"], "what was greatest, and who has it"),
    ("民营企业对[越南|Country]、[泰国|Country]进出口分别增长<7%>、<9%>。", ["民营企业对越南进出口", "民营企业对泰国进出口"], "towards each of a list of names"),
    ("收案、结案分别为：<30件>、<28件>。", ["收案、结案", "收案、结案"], "分别为 is no part of a label"),
    ("[李明|Person]以个人最好成绩<10.04秒>力压对手，[张强|Person]以<10.28秒>获得<第三>。", ["个人最好成绩", "成绩", "排名"], "the result of a contest"),
    ("共发展<70亩>苍术。", ["苍术"], "an act that a dictionary calls a noun"),
    ("大白菜每<500克>均价<0.9元>，青椒每<500克>均价<3.2元>。", ["每500克大白菜均价", "每500克青椒均价"], "每500克 is the measure of a price"),
    ("平均批发价格<5元>，比{上周同期}的<5.6元>下降<11%>。", ["平均批发价格", "平均批发价格", "平均批发价格"], "a figure that another is held against measures the same"),
    ("夏季降水偏多<10%>，冬季偏少<17%>。", ["夏季降水", "冬季降水"], "what was told of another season"),
    ("<279个>项目中，处于谋划阶段的有<120个>，已立项<65个>。", ["项目", "处于谋划阶段的项目", "立项项目"], "those of whom it is true, and a bare act on them"),
    ("<45户>农户栽种茶树<150亩>。", ["农户", "农户栽种茶树"], "what people grow is counted by itself"),
    ("<20家>上市公司净利润超过<10亿元>。", ["净利润超过10亿元上市公司", "上市公司净利润"], "净利润 is one term"),
    ("<25个>省份公布了收入，其中，[云南省|Division]以<31亿元>居<首位>。", ["省份", "金额", "金额"], "a sum of money has not been counted before"),
    ("建设<3万平方米>的<3栋>标准厂房。年产量<90万平方米>。", ["标准厂房面积", "标准厂房", "年产量"], "a size of what is counted next"),
    ("创建<8个>国家人工智能创新应用先导区。", ["国家人工智能创新应用先导区"], "verbs inside a zone's name"),
    ("[一次死亡3人以上|Fixed]事故减少<2起>。", ["一次死亡3人以上事故"], "a class of accidents is a part of the noun"),
]


@pytest.mark.parametrize(("sentence", "wanted", "shape"), METRICS, ids=[row[0] for row in METRICS])
def test_a_report_says_what_each_figure_measures(sentence, wanted, shape):
    assert [reading.metric for reading in read(findings(sentence), rules())] == wanted, shape


# sentence, then kind, direction and baseline of each figure
KINDS = [
    ("增速分别高于全国、全省<1.2个>、<0.5个百分点>。", [("change", "up", "高于全国、全省"), ("change", "up", "高于全国、全省")]),
    ("增幅分别低于全省<2.6>和<1.7个百分点>。", [("change", "down", "低于全省"), ("change", "down", "低于全省")]),
    ("增幅高于全市平均<2个百分点>。", [("change", "up", "高于全市平均")]),
    ("净利润同比小幅下降<2%>。", [("rate", "down", "同比")]),
    ("存款余额<90亿元>，同比多增<2亿元>，较上年同期少增<3亿元>。", [("level", None, None), ("change", "up", "同比"), ("change", "down", "较上年同期")]),
    ("行业增长面为<68%>。", [("share", None, None)]),
]


@pytest.mark.parametrize(("sentence", "wanted"), KINDS, ids=[row[0] for row in KINDS])
def test_a_report_says_which_way_a_figure_points_and_against_what(sentence, wanted):
    assert [(reading.kind, reading.direction, reading.baseline) for reading in read(findings(sentence), rules())] == wanted
