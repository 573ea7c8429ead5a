"""The words a reader sees for what the program writes as codes: closed lists and relations, in Chinese and English.

In: nothing.  Out: frozen tables.  The vocabulary, the shapes, `docs/model.md`, the page and `kg ask` all take their words from here.
"""
from __future__ import annotations

from kg.model import record


@record
class Concept:
    """One value of a closed list: the code, its name, and what it says."""

    code: str
    zh: str
    en: str
    says_zh: str
    says_en: str


@record
class Vocabulary:
    """A closed list of values."""

    name: str
    zh: str
    en: str
    values: tuple[Concept, ...]


@record
class Relation:
    """A relation between named things; `way` is the direction of the standard property that says the same: `>` alike, `<` inverse."""

    code: str
    zh: str
    en: str
    says_zh: str
    says_en: str
    standard: str = ""
    way: str = ">"


VOCABULARIES = (
    Vocabulary("kind", "数据种类", "kind of figure", (
        Concept("level", "数量", "amount", "数量、金额、面积等本身", "a size, sum or count as it stands"),
        Concept("change", "增减量", "change", "比原来多了或少了多少，单位与原数相同", "by how much it rose or fell, in its own unit"),
        Concept("rate", "增减率", "rate of change", "比原来多了或少了百分之几", "by how many per cent it rose or fell"),
        Concept("share", "占比", "share", "占整体的百分之几，合格率、完成率也算", "a part of a whole, a pass or completion rate"),
        Concept("rank", "位次", "rank", "排在第几", "the place in an order"),
        Concept("multiple", "倍数", "multiple", "是另一个数的几倍", "how many times another figure it is"))),
    Vocabulary("bound", "精确程度", "exactness", (
        Concept("exact", "确数", "exact", "就是这个数", "exactly the value"),
        Concept("about", "约数", "about", "大约是这个数（约、近、左右）", "about the value (约, 近, 左右)"),
        Concept("min", "不少于", "at least", "这个数或者更多（余、多、以上、超）", "the value or more (余, 多, 以上, 超)"),
        Concept("max", "不超过", "at most", "这个数或者更少（以下、不足、以内）", "the value or less (以下, 不足, 以内)"))),
    Vocabulary("direction", "升降", "direction", (
        Concept("up", "上升", "up", "比原来多", "more than before"),
        Concept("down", "下降", "down", "比原来少", "less than before"))),
    Vocabulary("modality", "实际或计划", "status", (
        Concept("actual", "实际", "actual", "原文说已经如此", "stated as fact"),
        Concept("planned", "计划", "planned", "计划或者预计如此", "planned or expected"),
        Concept("target", "目标", "target", "要达到的目标", "a goal"))),
    Vocabulary("verdict", "核对结果", "result of a check", (
        Concept("agrees", "一致", "agrees", "几个数对得上", "the figures agree"),
        Concept("disagrees", "不一致", "disagrees", "几个数对不上", "the figures disagree"),
        Concept("undecidable", "无法判定", "undecidable", "凭这几个数判定不了", "the figures do not decide"))),
    Vocabulary("article", "稿件种类", "kind of article", (
        Concept("article", "新闻稿", "news article", "一篇报道", "a report"),
        Concept("caption", "图片说明", "photo caption", "图片旁边的文字", "the words beside a picture"),
        Concept("advert", "广告", "advertisement", "广告或者公告", "an advertisement or a notice"),
        Concept("other", "其他", "other", "版面上其他文字", "other text of the page"))),
    Vocabulary("subtype", "细类", "subclass", (
        Concept("company", "公司", "company", "企业", "a firm"),
        Concept("government", "政府机构", "government body", "各级政府及其部门", "a government or one of its departments"),
        Concept("party", "党群组织", "party or mass body", "党的机构、工会、妇联等", "a body of the party, a union, a mass organisation"),
        Concept("school", "学校", "school", "各级各类学校", "a school or university"),
        Concept("finance", "金融机构", "financial institution", "银行、保险、担保等", "a bank, insurer or guarantee company"),
        Concept("military", "军队与消防", "military or fire brigade", "部队、消防救援队伍", "a military or fire-and-rescue unit"),
        Concept("media", "媒体", "media", "报社、电台等", "a newspaper, a station"),
        Concept("cooperative", "合作社", "cooperative", "农民专业合作社等", "a cooperative of farmers and the like"),
        Concept("research", "研究机构", "research institute", "研究院所、实验室、中心", "an institute, laboratory or centre"),
        Concept("association", "学会协会", "association", "学会、协会、商会", "a learned or trade body"),
        Concept("other", "其他", "other", "不属于以上各类", "none of these"),
        Concept("admin", "行政区划", "administrative division", "省、市、县、乡等", "a province, city, county, township"),
        Concept("nature", "自然地物", "natural feature", "河流、湖泊、山岭等", "a river, lake or mountain"),
        Concept("facility", "设施", "facility", "道路、桥梁、车站、场馆等", "a road, bridge, station, site"),
        Concept("region", "区域", "region", "流域、经济带、片区等", "an area that is no division"),
        Concept("document", "文件", "document", "书名号中的文件、作品", "a document or a work in title marks"),
        Concept("standard", "标准", "standard", "以编号相称的标准", "a standard called by its number"),
        Concept("project", "项目", "project", "有名称的项目、工程", "a project with a name"),
        Concept("brand", "品牌", "brand", "引号中的品牌、商标", "a brand or mark in quotes"),
        Concept("event", "活动", "event", "会议、展会、赛事、节庆等", "a meeting, fair, contest or feast"),
        Concept("industry", "产业", "industry", "一个行业或产业", "a trade"),
        Concept("honour", "荣誉", "honour", "国家、地方或全国性组织所给的荣誉", "an honour that a country, a place or a nation's bodies give"),
        Concept("prize", "奖项", "prize", "有名称的奖", "a prize with a name"),
        Concept("award", "称号", "title", "被评为、被授予的称号", "a title that someone was given"),
        Concept("tier", "层级", "tier", "按级别设的称号（国家级、省级）", "a title by its level (国家级, 省级)"))),
)

RELATIONS = (
    Relation("located_in", "位于", "located in", "所在的地方", "the place where it lies", "schema:location"),
    Relation("part_of", "隶属", "part of", "所属的机构或整体", "the body or whole that it belongs to", "dcterms:isPartOf"),
    Relation("cooperates_with", "合作", "works with", "与之合作、签约的一方", "whom it works with or signed with"),
    Relation("founded", "创办", "founded", "所创办、成立的", "what it founded", "schema:founder", "<"),
    Relation("renamed_to", "改名为", "renamed to", "后来的名称", "what it is called since", "dcterms:isReplacedBy"),
    Relation("member_of", "加入", "member of", "所加入的组织", "the body that one joined", "schema:memberOf"),
    Relation("born_in", "出生于", "born in", "出生的地方", "the place of birth", "schema:birthPlace"),
    Relation("died_in", "逝世于", "died in", "去世的地方", "the place of death", "schema:deathPlace"),
    Relation("sibling_of", "兄弟姐妹", "sibling of", "兄弟姐妹", "a brother or sister", "schema:sibling"),
    Relation("competes_in", "参赛", "competes in", "所参加的比赛", "the contest one takes part in"),
    Relation("produces", "生产", "produces", "所生产的产品", "what it makes"),
    Relation("awarded", "获得", "was awarded", "所获得的荣誉", "the honour that it was given"),
    Relation("invests", "投资", "invests in", "所投资的企业、项目", "what it puts money into", "schema:funder", "<"),
    Relation("issued", "发布", "issued", "所发布的文件", "the document that it gave out", "schema:publisher", "<"),
    Relation("kin_of", "亲属", "kin of", "亲属", "someone of the family", "schema:relatedTo"),
    Relation("said", "说", "said", "说的话，原文照录", "the words that one said, as printed"),
)
"""Relations keep the rule's spelling (`kg:located_in`); where a standard property says the same it is written too."""

EXPLAINED = {
    "kg:Document": "有名称的文件、规划、法规、标准", "kg:Honour": "有名称的荣誉、奖项、称号", "kg:Industry": "一个行业或产业", "kg:Check": "把几项数据相互核对的结果",
    "kg:Reason": "两个名称为何算作同一个，或者为何不算", "kg:Redirect": "上一次构建的标识，所指的内容现在用另一个标识",
    "kg:articleKind": "新闻稿、图片说明、广告或其他", "kg:baseline": "原文说与什么时候、与什么相比（同比、较年初）", "kg:because": "由哪条规则、哪个步骤得出",
    "kg:bound": "确数、约数、不少于还是不超过", "kg:changeOf": "增减了这么多的那项数据", "kg:checkKind": "做的是哪一种核对", "kg:checks": "这次核对看了哪项数据",
    "kg:direction": "上升还是下降", "kg:follows": "与之比较的前一期数据", "kg:form": "其中一个名称", "kg:joinedBecause": "另一个名称为何算作或者不算作它", "kg:kicker": "标题上方的引题",
    "kg:kind": "数量、增减量、增减率、占比、位次还是倍数", "kg:modality": "实际、计划还是目标", "kg:objectName": "关系的对象只有原文的称呼，名录中没有这个条目", "kg:officeOf": "职务属于一个地方（市长）时，是哪里的",
    "kg:organizationName": "任职机构只有原文的称呼，名录中没有这个条目", "kg:otherForm": "另一个名称", "kg:partOfFigure": "它是哪个总数的一部分", "kg:printedValue": "数值在原文中的写法",
    "kg:rankOf": "排在这个位次的那项数据", "kg:rateOf": "按这个比率增减的那项数据", "kg:reasonKind": "合并、分开还是存疑", "kg:restates": "它重复了前面哪项数据", "kg:resultOf": "它是哪个目标的结果",
    "kg:rulesHash": "整套规则的校验和", "kg:shareOf": "它占的是哪个整体", "kg:speakerName": "说这话的人或机构只有原文的称呼，名录中没有这个条目", "kg:subjectName": "主体只有原文的称呼，名录中没有这个条目",
    "kg:subtype": "名称所属的更窄的类", "kg:valueEnd": "数值最后一个字之后的位置", "kg:valueStart": "数值第一个字的位置", "kg:verdict": "一致、不一致还是无法判定"}
"""What own classes and properties say, in Chinese; in English the schema says it."""


def values_of(vocabulary: str) -> tuple[Concept | Relation, ...]:
    """The values of a closed list, or of `relation`; none where there is no such list."""
    if vocabulary == "relation":
        return RELATIONS
    return next((v.values for v in VOCABULARIES if v.name == vocabulary), ())


def words() -> dict[str, list[str]]:
    """Every code of the closed lists and relations → its name in Chinese and in English; `other` means the same in all of them."""
    lists = ("relation", *(v.name for v in VOCABULARIES))
    return {value.code: [value.zh, value.en] for name in lists for value in values_of(name)}


def concept(vocabulary: str, code: str) -> Concept | Relation | None:
    """The value of a closed list, or of `relation`, that has this code; None where it has none.

    >>> concept("modality", "planned").zh, concept("relation", "part_of").en
    ('计划', 'part of')
    """
    return next((value for value in values_of(vocabulary) if value.code == code), None)


def code_of(vocabulary: str, name: str) -> str:
    """The code of what a reader calls so in either language; anything else as it stands.

    >>> code_of("verdict", "不一致"), code_of("relation", "works with"), code_of("relation", "coop")
    ('disagrees', 'cooperates_with', 'coop')
    """
    return next((value.code for value in values_of(vocabulary) if name in (value.zh, value.en)), name)
