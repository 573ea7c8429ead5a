"""One article of a made archive: who it is about, and its sentences.

In: chance, the page's city, date and pools.  Out: an `Article` of title lines, byline and paragraphs, not yet laid out.
"""
from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from functools import cache

from bench.archive import layout
from bench.archive.sentences import BRIEFS, CAPTIONS, HEADINGS, MEASURED, OPEN, PLAIN_ALL, SUBTITLES, THING, TOPICS, WHOSE, WORDS
from bench.archive.world import about, between, decimal, firm, person, rank, town, village, whole

HEADS = {"局": ("局长", "局长", "副局长", "总工程师"), "院": ("院长", "副院长"), "会": ("主任", "副主任"), "室": ("主任", "副主任"), "社": ("主任", "监事会主任")}
POSTS = ("党组书记", "办公室主任", "新闻发言人", "科长")
FIRM_POSTS = ("董事长", "总经理", "副总经理", "厂长", "技术总监", "车间主任", "负责人")
SEASONS = (("寒冬腊月", "数九时节"), ("春日里", "阳春三月"), ("盛夏时节", "烈日下"), ("金秋时节", "秋日里"))
_OPEN = {"whose": WHOSE, "thing": THING, "measured": MEASURED}
_FIGURES = 0.27  # of sentences: with the figures of titles and leads the same claims per character as the pages that come with the project


@cache
def _parts(shape: str) -> tuple[tuple[str, str, str], ...]:
    """Literal text, slot and what stands after its colon."""
    return tuple((text, name or "", spec or "") for text, name, spec in re.findall(r"([^{]*)(?:\{(\w+)(?::([^}]*))?\}|$)", shape) if text or name)


@dataclass
class Scene:
    """The people, places and times that an article keeps to."""

    chance: random.Random
    city: tuple[str, str]
    counties: list[str]
    pool: int
    date: tuple[int, int, int]
    province: str = ""
    home: bool = True
    known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chance, known, name = self.chance, self.known, self.city[1]
        topic = chance.choice(tuple(TOPICS))
        self.bureaus, self.titles, self.leads, self.facts, self.plain = TOPICS[topic]
        self.topic = topic
        county = self.counties[rank(chance, len(self.counties))]
        place = name if chance.random() < 0.4 else county
        of = chance.choice(self.bureaus)
        bureau, short = place + of, f"{place[-1]}{of}" if self.home else of
        post = chance.choice(HEADS[of[-1]] if chance.random() < 0.6 else POSTS[:3] if of[-1] == "室" else POSTS)
        office = f"{bureau} {post} {self.date[0] // 4}"  # four years in office
        number = rank(chance, 6 + self.pool // 40)
        firm_name, _ = firm(name, number)
        boss_post = chance.choice(FIRM_POSTS)
        boss = f"{firm_name} {boss_post} {self.date[0] // 8}"
        known.update(
            place=place if self.home or not self.province or name == self.province else f"{self.province}{name}{county if place != name else ''}", city=name, county=county, the="全" + place[-1],
            bureau=bureau, bureau_short=chance.choice((short, "该局" if of[-1] == "局" else short)), official=f"{bureau}{post}{person(office)}", official_short=person(office),
            firm=firm_name, firm_short=firm_name[:4] if len(firm_name) < 13 else firm_name.removesuffix("有限公司"), boss=f"公司{boss_post}{person(boss)}", boss_short=person(boss),
            person=self.someone(county), person2=self.someone(county), town=town(county, rank(chance, 24)), village=village(county, rank(chance, 40 + self.pool // 20)))
        for name in ("crop", "product", "school", "clinic", "art", "sport", "road", "park", "trade", "stock", "festival", "market", "ill"):
            known[name] = chance.choice(WORDS[name])
        month, day = self.date[1], self.date[2]
        known["day"] = f"{month}月{max(1, day - chance.choice((0, 1, 1, 1, 2, 3)))}日"
        known["month"] = str(month - 1 or 12)

    def someone(self, county: str) -> str:
        """An ordinary person of a county."""
        return person(f"{county} {rank(self.chance, 12 + self.pool // 60)}")

    def reporter(self, paper: layout.Paper) -> str:
        """One of the paper's own."""
        return person(f"reporter {paper.name} {self.date[0] // 6} {rank(self.chance, 24)}")

    def period(self) -> str:
        """A stretch of time that a paper of this date would report on."""
        year, month, _ = self.date
        choices = ["今年以来", f"今年1—{month - 1}月" if month > 2 else "去年", f"{year - 1}年"]
        choices += ["今年一季度"] * 2 if month in (4, 5) else ["今年上半年", "上半年"] if month in (7, 8) else ["前三季度"] * 2 if month in (10, 11) else ["去年", "今年前两个月" if month == 3 else "去年全年"]
        return self.chance.choice(choices)

    def fill(self, shape: str) -> str:
        """A shape with its slots filled."""
        return "".join([text + (self._slot(name, spec) if name else "") for text, name, spec in _parts(shape)])

    def _slot(self, name: str, spec: str) -> str:
        if spec:
            low, high = (float(bound) for bound in re.fullmatch(r"(-?[\d.]+)-(-?[\d.]+)", spec).groups())  # type: ignore[union-attr]
            if name == "n":
                return whole(self.chance, low, high)
            if name == "about":
                return about(self.chance, low, high)
            if name == "year":
                return f"{self.date[0] + self.chance.randint(int(low), int(high))}年"
            if name == "pct":
                return f"{between(self.chance, low, high):.{self.chance.choice((1, 1, 2))}f}%"
            assert name == "d", name
            return decimal(self.chance, low, high)
        if name in self.known:
            return self.known[name]
        if name == "period":
            return self.period()
        if name == "season":
            return self.chance.choice((*SEASONS[self.date[1] % 12 // 3], self.chance.choice(WORDS["hour"])))
        if name in ("someone", "anyone"):
            return self.someone(self.known["county"]) if name == "someone" else self.chance.choice(WORDS["trade"])
        if name == "town2":
            return town(self.known["county"], rank(self.chance, 24))
        if name == "big":  # a place's yearly figure: ten times as much for a city, and growing with the years
            size = 1.08 ** (self.date[0] - 2010) * (6 if self.known["place"] == self.city[1] else 1)
            return decimal(self.chance, 9 * size, 300 * size)
        if name == "phone":
            return f"{self.chance.randint(2, 8)}{self.chance.randint(100_000, 999_999)}"
        if name == "work2":
            return self.chance.choice(WORDS["work"])
        word = self.chance.choice(_OPEN.get(name) or WORDS[name])
        return self.fill(word) if "{" in word else word


@dataclass
class Article:
    """What one article prints."""

    kicker: str
    title: str
    subtitle: str
    byline: str
    paragraphs: list[str]
    caption: str


def told(scene: Scene, paper: layout.Paper, characters: int) -> Article:
    """An article of about so many characters."""
    chance = scene.chance
    reporter, long = scene.reporter(paper), characters > 700
    names = f"{reporter} {scene.reporter(paper)}" if long and chance.random() < 0.4 else reporter
    lead = scene.fill(chance.choice(scene.leads))
    starts = f"本报讯（{chance.choice(('记者', '记者', '通讯员', '记者'))} {names}）"
    byline = ""
    if chance.random() < (0.8 if long else 0.25):
        starts, byline = "", f"{chance.choice(paper.marks)}本报记者 {names}" + (f"\n本报通讯员 {scene.someone(scene.known['county'])}" if chance.random() < 0.3 else "")
    if not scene.home:
        starts, byline = f"新华社{scene.city[1].removesuffix('市')}{scene.known['day']}电（记者{reporter}）", ""
    facts = chance.choice((0.5, 1, 1, 1.5)) * _FIGURES  # some articles are full of figures, some have hardly any
    unsaid = list(scene.facts)
    chance.shuffle(unsaid)
    own, general = list(scene.plain), list(PLAIN_ALL)
    said: set[str] = {lead}
    paragraphs, sentences, size = [], [starts + lead], len(lead)
    while size < characters:
        if chance.random() < facts and unsaid:
            sentence = scene.fill(chance.choice(OPEN) if chance.random() < 0.5 else unsaid.pop())
        else:
            deck = own if own and chance.random() < 0.4 else general
            if not deck:
                deck += PLAIN_ALL
            sentence = scene.fill(deck.pop(chance.randrange(len(deck))))
        if sentence in said:  # one without slots is said once
            continue
        said.add(sentence)
        if scene.known["official"] in sentence:
            scene.known["official"] = scene.known["official_short"]
        if scene.known["boss"] in sentence:
            scene.known["boss"] = scene.known["boss_short"]
        sentences.append(sentence)
        size += len(sentence)
        if len(sentences) >= chance.choice((1, 2, 3, 3, 4)):
            paragraphs.append("".join(sentences))
            sentences = []
            if long and chance.random() < 0.12:
                paragraphs.append(chance.choice(HEADINGS))
    paragraphs += ["".join(sentences)] if sentences else []
    if not starts and not byline:
        paragraphs[-1] += f"（{reporter}）"
    caption = scene.fill(chance.choice(CAPTIONS)) + chance.choice((f"本报记者 {reporter} 摄", f"{scene.someone(scene.known['county'])} 摄", "（资料图片）")) if chance.random() < 0.2 else ""
    return Article(scene.known["county"] if chance.random() < 0.12 else chance.choice(HEADINGS) if long and chance.random() < 0.2 else "", scene.fill(chance.choice(scene.titles)),
                   scene.fill(chance.choice(SUBTITLES)) if long and chance.random() < 0.4 else "", byline, paragraphs, caption)


def brief_column(scene: Scene, paper: layout.Paper) -> list[str]:
    """A column of short items under one heading."""
    lines = [scene.chance.choice(("简讯", "市县短波", "要闻速览", "县区动态"))]
    for _ in range(scene.chance.randint(3, 6)):
        here = Scene(scene.chance, scene.city, scene.counties, scene.pool, scene.date)
        lines += layout.wrapped("●" + here.fill(scene.chance.choice(BRIEFS)), paper.width)
    return [*lines, ""]
