"""Invented records for tests of what comes after resolving: pages, entities, claims that no newspaper printed.

In: nothing.  Out: `invented()`, a small graph with every record kind; `hostile()`, the same shapes with names and
sentences that attack a page or a spreadsheet; `many(n)`, a large graph of one shape.
Places are from any atlas; companies, people and figures are made up.
"""
from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

from kg.check.wording import say
from kg.model import Article, Claim, Entity, Evidence, Naming, Note, NumberFate, Published, Quantity, Reason, Records, Relation, Role, Source, Span, TimeExpression, Verdict

BASE = "https://example.org/kg/"
CITIES = "韶关市 梅州市 河源市 清远市 云浮市 阳江市 茂名市 潮州市 揭阳市 汕尾市".split()
COUNTIES = "仁化县 大埔县 紫金县 阳山县 新兴县 阳西县 电白区 饶平县 揭西县 陆河县".split()
METRICS = "茶叶种植面积 普惠贷款余额 新增就业 公路通车里程 游客接待量".split()
UNITS = "亩 元 人 公里 人次".split()

FIRST = """梅州晨讯
金柚飘香助农忙
本报讯（记者 温小兰 通讯员 罗志）9月12日，记者从梅州市农业农村局获悉，今年上半年，梅州市金柚种植面积达55.6万亩，
同比增长3.2%，占全市水果面积的四成。市农业农村局副局长钟文辉介绍，大埔县今年将建成仓储基地12个。
大埔绿野果业有限公司位于大埔县湖寮镇，该公司与嘉应学院合作，年加工金柚约8万吨，产品合格率99.5%。
“订单比去年多了近三倍。”该公司总经理丘月明说。
"""
SECOND = """云浮新报
云浮石材产业提质
记者 区健 报道
截至8月底，云浮市石材企业有3860家，比年初新增126家，总产值位居全省第一。
云浮市市长陈国梁表示，力争到2026年石材产值突破500亿元。云浮磐石机械有限公司改名为云浮磐石智造股份有限公司。
该公司投资1.2亿元建设50—60公里的运料廊道。新兴县粮食产量为18.5万吨，新兴县粮食产量为19.5万吨。
"""


class _Paper:
    """Collects records of one page, finding every quotation in its text."""

    def __init__(self, name: str, text: str, article: str):
        self.name, self.text, self.article_id = name, text, article
        self.source = Source(name, text, "utf-8", sha256(text.encode("utf-8", "replace")).hexdigest())

    def evidence(self, quote: str, rule: str, after: int = 0) -> Evidence:
        start = self.text.index(quote, after)
        return Evidence(self.name, self.article_id, start, start + len(quote), quote, rule)

    def namings(self, entity: Entity) -> list[Naming]:
        found = []
        taken: list[Span] = []
        for form in sorted({entity.name, *entity.aliases}, key=lambda f: (-len(f), f)):
            at = self.text.find(form)
            while at >= 0:
                span = Span(at, at + len(form))
                if not any(span.meets(other) for other in taken):
                    taken.append(span)
                    found.append(Naming(entity.id, self.evidence(form, "name-in-list", at)))
                at = self.text.find(form, at + 1)
        return sorted(found, key=lambda n: n.evidence.start)

    def claim(self, quote: str, printed: str, value: str, unit: str, kind: str, metric: str, subject: Entity | None, **more) -> Claim:
        evidence = self.evidence(quote, more.pop("rule", "subject-metric-value"))
        start = self.text.index(printed, evidence.start)
        speaker = more.pop("speaker", None)
        upper = more.pop("upper", None)
        key = sha256(f"{self.source.sha256}{start}".encode()).hexdigest()[:16]
        return Claim(
            f"{BASE}claim/{key}", evidence, start, start + len(printed), printed, Decimal(value),
            Decimal(upper) if upper else None, unit, more.pop("bound", "exact"), kind, more.pop("direction", None),
            more.pop("baseline", None), metric, subject.id if subject else None,
            more.pop("subject_name", subject.name if subject else None), more.pop("time", None), more.pop("modality", "actual"),
            speaker.id if speaker else None, speaker.name if speaker else None, tuple(more.pop("because", ())), **more)


def entity(kind: str, subtype: str, name: str, *aliases: str, within: str | None = None, code: str | None = None,
           because: tuple[Reason, ...] = ()) -> Entity:
    """An entity whose IRI is made from type and name, as resolving does."""
    return Entity(f"{BASE}entity/{sha256((kind + name).encode('utf-8', 'replace')).hexdigest()[:16]}", kind, subtype, name,
                  aliases, within, code, because)


@lru_cache(maxsize=1)
def invented() -> Records:
    """Two pages, three articles, every kind of record at least once."""
    guangdong = entity("LOC", "admin", "广东省", "全省", code="440000")
    meizhou = entity("LOC", "admin", "梅州市", "梅州", within=guangdong.id, code="441400")
    dabu = entity("LOC", "admin", "大埔县", "大埔", within=meizhou.id, code="441422")
    huliao = entity("LOC", "admin", "湖寮镇", within=dabu.id)
    yunfu = entity("LOC", "admin", "云浮市", "云浮", within=guangdong.id, code="445300")
    xinxing = entity("LOC", "admin", "新兴县", within=yunfu.id, code="445321")
    bureau = entity("ORG", "government", "梅州市农业农村局", "市农业农村局", within=meizhou.id,
                    because=(Reason("merged", "市农业农村局", "梅州市农业农村局", "city-prefix-expanded"),))
    orchard = entity("ORG", "company", "大埔绿野果业有限公司", within=dabu.id)
    college = entity("ORG", "school", "嘉应学院")
    old = entity("ORG", "company", "云浮磐石机械有限公司")
    new = entity("ORG", "company", "云浮磐石智造股份有限公司")
    zhong, qiu, chen = (entity("PER", "", name) for name in ("钟文辉", "丘月明", "陈国梁"))
    wen, luo, ou = (entity("PER", "", name) for name in ("温小兰", "罗志", "区健"))
    people = [zhong, qiu, chen, wen, luo, ou]
    corridor = entity("Project", "", "运料廊道")
    one = _Paper("meizhou-0912.txt", FIRST, f"{BASE}article/meizhou-0912-1")
    two = _Paper("yunfu-0901.txt", SECOND, f"{BASE}article/yunfu-0901-1")
    everyone = [guangdong, meizhou, dabu, huliao, yunfu, xinxing, bureau, orchard, college, old, new, corridor, *people]

    def article(paper: _Paper, title: str, start: str, reporters: tuple[str, ...], published: Published) -> Article:
        at = paper.text.index(start)
        return Article(paper.article_id, paper.name, "article", title, None, None, reporters, published, (), at, len(paper.text) - 1)

    claims = (
        one.claim("梅州市金柚种植面积达55.6万亩", "55.6万亩", "556000", "亩", "level", "金柚种植面积", meizhou,
                  time="2024-01/2024-06", speaker=bureau, because=("subject: nearest place before the metric",)),
        one.claim("同比增长3.2%", "3.2%", "3.2", "%", "rate", "金柚种植面积", meizhou, direction="up", baseline="同比",
                  time="2024-01/2024-06", speaker=bureau),
        one.claim("占全市水果面积的四成", "四成", "40", "%", "share", "金柚种植面积", meizhou, time="2024-01/2024-06"),
        one.claim("大埔县今年将建成仓储基地12个", "12个", "12", "个", "level", "仓储基地", dabu, time="2024",
                  modality="planned", speaker=zhong),
        one.claim("年加工金柚约8万吨", "8万吨", "80000", "吨", "level", "年加工金柚", orchard, bound="about"),
        one.claim("产品合格率99.5%", "99.5%", "99.5", "%", "share", "产品合格率", orchard),
        one.claim("订单比去年多了近三倍", "三倍", "3", "倍", "rate", "订单", orchard, direction="up", baseline="比去年",
                  bound="about", speaker=qiu),
        two.claim("云浮市石材企业有3860家", "3860家", "3860", "家", "level", "石材企业", yunfu, time="2024-08-31"),
        two.claim("比年初新增126家", "126家", "126", "家", "change", "石材企业", yunfu, direction="up", baseline="比年初",
                  time="2024-08-31"),
        two.claim("总产值位居全省第一", "第一", "1", "位", "rank", "石材总产值", yunfu, time="2024-08-31"),
        two.claim("力争到2026年石材产值突破500亿元", "500亿元", "50000000000", "元", "level", "石材产值", yunfu, bound="min",
                  time="2026", modality="target", speaker=chen),
        two.claim("投资1.2亿元", "1.2亿元", "120000000", "元", "level", "运料廊道投资", new),
        two.claim("建设50—60公里的运料廊道", "50—60公里", "50", "公里", "level", "运料廊道", None, upper="60",
                  subject_name="运料廊道", modality="planned"),
        two.claim("新兴县粮食产量为18.5万吨", "18.5万吨", "185000", "吨", "level", "粮食产量", xinxing, because=("subject: the name in subject position",)),
        two.claim("新兴县粮食产量为19.5万吨", "19.5万吨", "195000", "吨", "level", "粮食产量", xinxing),
    )
    by_value = {c.value_text: c for c in claims}
    return Records(
        sources=(one.source, two.source),
        articles=(article(one, "金柚飘香助农忙", "9月12日", ("温小兰", "罗志"), Published("2024-09", "inferred from dates", "9月12日")),
                  article(two, "云浮石材产业提质", "截至8月底", ("区健",), Published("2024-09-01", "given", "sidecar"))),
        entities=tuple(sorted(everyone, key=lambda e: e.id)),
        namings=tuple(n for paper in (one, two) for n in sorted((n for e in everyone for n in paper.namings(e)),
                                                                key=lambda n: n.evidence.start)),
        roles=(
            Role(zhong.id, "副局长", bureau.id, bureau.name, None, one.evidence("市农业农村局副局长钟文辉", "org-post-person")),
            Role(qiu.id, "总经理", orchard.id, orchard.name, None, one.evidence("该公司总经理丘月明", "org-post-person")),
            Role(chen.id, "市长", yunfu.id, yunfu.name, "2024", two.evidence("云浮市市长陈国梁", "place-post-person"))),
        relations=(
            Relation(orchard.id, "located_in", huliao.id, huliao.name, None, one.evidence("大埔绿野果业有限公司位于大埔县湖寮镇", "org-lies-in")),
            Relation(huliao.id, "located_in", dabu.id, dabu.name, None, one.evidence("大埔县湖寮镇", "place-chain")),
            Relation(orchard.id, "cooperates_with", college.id, college.name, None, one.evidence("与嘉应学院合作", "works-with")),
            Relation(old.id, "renamed_to", new.id, new.name, None,
                     two.evidence("云浮磐石机械有限公司改名为云浮磐石智造股份有限公司", "renamed")),
            Relation(orchard.id, "produces", None, "金柚", None, one.evidence("年加工金柚", "makes"))),
        claims=tuple(sorted(claims, key=lambda c: (c.evidence.source, c.value_start))),
        numbers=tuple(NumberFate(c.evidence.source, c.value_start, c.value_end, c.value_text, "claim", c.id, c.evidence.rule,
                                 Quantity(c.value, c.upper, c.unit, c.bound)) for c in claims)
        + (NumberFate(one.name, FIRST.index("9月12日"), FIRST.index("9月12日") + 5, "9月12日", "date", None, "month-day"),
           NumberFate(two.name, SECOND.index("8月底"), SECOND.index("8月底") + 1, "8", "unexplained", None, "number-alone")),
        times=(TimeExpression(one.name, FIRST.index("今年上半年"), FIRST.index("今年上半年") + 5, "今年上半年",
                              "2024-01/2024-06", "half-year"),),
        verdicts=(Verdict("restated", "disagrees", say("told-twice", metric="粮食产量", first="185000 吨", second="195000 吨"),
                          (by_value["18.5万吨"].id, by_value["19.5万吨"].id),
                          (by_value["18.5万吨"].evidence, by_value["19.5万吨"].evidence)),),
        notes=(Note("skipped", "broken.txt", "is not text in any known encoding"), Note("doubtful date", one.name, "year inferred")),
        rules_fired=(("name-in-list", 40), ("org-post-person", 2), ("subject-metric-value", 15)),
        rules_hash="0" * 64, version="0.1.0", seconds=(("read", 0.01), ("extract", 0.25)))


ATTACKS = (
    "<script>document.title='hacked'</script>有限公司", "<img src=x onerror=\"document.title='hacked'\">公司", "</script><script>x</script>厂",
    "=HYPERLINK(\"http://x.example\")行", "+1集团", "-2银行", "@市民协会", "\t=1+1公司", "javascript:document.title='hacked' href学校", "]]>--><!--局",
    "\u202e倒写\u202c公司", "零\u200b宽公司", "\\u003cscript\\u003e{{7*7}}${7*7}公司", "\"'`引号公司", "__proto__", "constructor",
)


@lru_cache(maxsize=1)
def hostile() -> Records:
    """One page whose names, titles and figures try to run, to break out, or to start a formula."""
    text = "\n".join(f"{attack}位于韶关市，{attack}现有职工{at + 20}人。" for at, attack in enumerate(ATTACKS))
    paper = _Paper("<b>../../x&.txt", text, f"{BASE}article/hostile")
    shaoguan = entity("LOC", "admin", "韶关市")
    bad = [entity("ORG", "company", attack, f"{attack}（简称）") for attack in ATTACKS]
    claims = tuple(paper.claim(f"{e.name}现有职工{at + 20}人", f"{at + 20}人", str(at + 20), "人", "level", f"职工{e.name}", e,
                               rule="<i>rule</i>") for at, e in enumerate(bad))
    return Records(
        sources=(paper.source,),
        articles=(Article(paper.article_id, paper.name, "article", ATTACKS[0], ATTACKS[2], ATTACKS[1], (ATTACKS[1], "=1+1"),
                          Published("2024", "printed", ATTACKS[0]), (), 0, len(text)),),
        entities=tuple(sorted([shaoguan, *bad], key=lambda e: e.id)),
        namings=tuple(n for e in [shaoguan, *bad] for n in paper.namings(e)),
        relations=tuple(Relation(e.id, "located_in", shaoguan.id, shaoguan.name, None,
                                 paper.evidence(f"{e.name}位于韶关市", "org-lies-in")) for e in bad),
        claims=claims, notes=(Note("skipped", "<script>x</script>.txt", ATTACKS[1]),), version="0.1.0")


def many(count: int) -> Records:
    """About `count` entities and as many claims: counties, their bureaus, a figure each."""
    papers, entities, namings, relations, claims, articles = [], [], [], [], [], []
    cities = [entity("LOC", "admin", name) for name in CITIES]
    entities.extend(cities)
    for at in range(count // 2):
        city, county, metric = cities[at % 10], COUNTIES[at // 10 % 10], METRICS[at % 5]
        text = f"{city.name}{county}第{at}镇农技站{metric}为{at + 2}{UNITS[at % 5]}。"
        paper = _Paper(f"page-{at:06}.txt", text, f"{BASE}article/page-{at:06}")
        town = entity("LOC", "admin", f"{county}第{at}镇", within=city.id)
        station = entity("ORG", "government", f"{county}第{at}镇农技站", within=town.id)
        papers.append(paper)
        entities.extend((town, station))
        articles.append(Article(paper.article_id, paper.name, "article", f"{metric}之{at}", None, None, (), Published("2024-05", "given", ""),
                                (), 0, len(text)))
        namings.extend(n for e in (city, station) for n in paper.namings(e))
        relations.append(Relation(station.id, "located_in", city.id, city.name, None, paper.evidence(f"{city.name}{county}", "place-chain")))
        claims.append(paper.claim(f"{metric}为{at + 2}{UNITS[at % 5]}", f"{at + 2}{UNITS[at % 5]}", str(at + 2), UNITS[at % 5], "level",
                                  metric, station, time="2024-05"))
    return Records(sources=tuple(p.source for p in papers), articles=tuple(articles), entities=tuple(sorted(entities, key=lambda e: e.id)),
                   namings=tuple(namings), relations=tuple(relations), claims=tuple(claims), version="0.1.0")
