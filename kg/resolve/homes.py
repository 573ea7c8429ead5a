"""Where a page and each of its articles are at home: found by counting the divisions that they name.

In: places named on a page, as votes.  Out: codes of province, city and county with the count that decided.
Nothing here knows any city: a page is at home where most of its places lie.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from kg.model import record
from kg.resolve.gazetteer import Gazetteer

_BEYOND = ("71", "81", "82")  # codes of provinces whose papers none of these are
_SHARE = 0.4  # of all city votes; a page of world news has no home


class Vote(NamedTuple):
    """One printed place: the codes its word can mean, the article it stands in, its weight, and whether it is the paper's own name."""

    codes: tuple[str, ...]
    article: int | None
    weight: int = 1
    masthead: bool = False


@record
class HomeCodes:
    """Codes of a home and the words that explain it."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    because: str = ""
    own_county: str | None = None  # the county whose paper this is: it stays at home where an article names no county


def find_homes(votes: Iterable[Vote], articles: int, book: Gazetteer) -> tuple[HomeCodes, tuple[HomeCodes, ...]]:
    """The home of the page and the home of each article (the page's, unless the article lies wholly elsewhere).

    >>> book = Gazetteer([("江苏省", "320000", "province", "江苏省"), ("南通", "320600", "city", "南通市"),
    ...                   ("海安", "320685", "county", "海安市"), ("如东县", "320623", "county", "如东县")])
    >>> page, (first,) = find_homes([Vote(("320685",), 0), Vote(("320623",), 0), Vote(("320600",), 0)], 1, book)
    >>> page.city, first.city, page.because
    ('320600', '320600', '3 of 3 places lie in 南通市')
    """
    votes = _of_the_mainland(votes)
    page = _home(_of_the_paper(votes, book), book)
    rows: list[list[Vote]] = [[] for _ in range(articles)]
    for vote in votes:
        if vote.article is not None:
            rows[vote.article].append(vote)
    return page, tuple(_article_home(row, page, book) for row in rows)


def _of_the_mainland(votes: Iterable[Vote]) -> list[Vote]:
    """The votes without those for 台湾, 香港 and 澳门, where other places are named too: a typhoon that crosses 台湾 comes to 全省 of another province."""
    votes = list(votes)
    return [vote for vote in votes if vote.masthead or not all(code.startswith(_BEYOND) for code in vote.codes)] or votes


def _of_the_paper(votes: list[Vote], book: Gazetteer) -> list[Vote]:
    """The votes for the city that the paper's own name begins with, where it does; however much of the page is of elsewhere, 市长 alone is that city's."""
    cities = {book.city_of(code) for vote in votes if vote.masthead for code in vote.codes}
    city = cities.pop() if len(cities) == 1 else None
    return votes if city is None else [vote for vote in votes if any(book.is_within(code, city) for code in vote.codes)]


def _home(votes: list[Vote], book: Gazetteer) -> HomeCodes:
    cities = _count(votes, book.city_of)
    provinces = _count(votes, book.province_of)
    city = _winner(cities)
    if city is None:
        province = _winner(provinces)
        if province is None:
            return HomeCodes(because="places named here share no city or province")
        return HomeCodes(province, because=f"{provinces[province]} of {sum(provinces.values())} places lie in {book.known(province).name}")
    province = _winner(provinces)
    if province not in (None, book.province_of(city)) and any(vote.masthead and book.province_of(code) == province for vote in votes for code in vote.codes):
        return HomeCodes(province, because=f"{provinces[province]} of {sum(provinces.values())} places lie in {book.known(province).name}, whose paper this is")
    papers = _own_county(votes, city, book)
    if papers is not None and book.known(papers).name.endswith("市"):  # 全市 in 常熟日报 is not 苏州, however often 苏州 is named
        return HomeCodes(book.province_of(city), papers, None, f"{book.known(papers).name} is in the paper's own name")
    own = _county_city(votes, city, cities[city], book)
    if own:
        return HomeCodes(book.province_of(city), own, None, f"most places lie in {book.known(own).name}, and {book.known(city).name} is hardly named")
    because = f"{cities[city]} of {sum(cities.values())} places lie in {book.known(city).name}"
    return HomeCodes(book.province_of(city), city, _county(votes, city, book), because, papers)


def _count(votes: list[Vote], upper_of: Callable[[str], str | None]) -> dict[str, int]:
    """Votes by city or province: those that can mean only one; then the doubtful ones, if they can mean what the sure ones name most often.

    普陀 lies in Shanghai on a page that names Shanghai, though Zhoushan has one too.
    """
    counted: dict[str, int] = defaultdict(int)
    doubtful: list[tuple[tuple[str, ...], int]] = []
    for vote in votes:
        if len(vote.codes) == 1:
            upper = upper_of(vote.codes[0])
            if upper is not None and vote.weight:
                counted[upper] += vote.weight
            continue
        found = sorted({upper for code in vote.codes if (upper := upper_of(code))})
        if vote.weight and len(found) == 1 and None not in {upper_of(code) for code in vote.codes}:
            counted[found[0]] += vote.weight
        elif vote.weight and len(found) > 1:
            doubtful.append((tuple(found), vote.weight))
    leader = _winner(counted)
    for candidates, weight in doubtful:
        if leader in candidates:
            counted[leader] += weight
    return counted


def _own_county(votes: list[Vote], city: str, book: Gazetteer) -> str | None:
    """The county that the paper's own name begins with, if it does."""
    inside = {code[:6] for vote in votes if vote.masthead for code in vote.codes if code != city and book.is_within(code, city) and len(code) <= 6}
    return inside.pop() if len(inside) == 1 else None


def _winner(votes: dict[str, int]) -> str | None:
    ranked = sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < _SHARE * sum(votes.values()) or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return ranked[0][0]


def _county_city(votes: list[Vote], city: str, total: int, book: Gazetteer) -> str | None:
    """A county-level city (义乌市) that has its own paper: nearly all places lie there, the city above is hardly named."""
    county = _county(votes, city, book)
    if county is None or not book.known(county).name.endswith("市"):
        return None
    inside = sum(vote.weight for vote in votes if any(book.is_within(code, county) for code in vote.codes))
    above = sum(vote.weight for vote in votes if city in vote.codes)
    alone = not above and inside == total and inside >= 2  # the city above is not named at all
    return county if alone or inside >= 4 and inside >= 0.7 * total and inside >= 4 * above else None


def _county(votes: list[Vote], city: str, book: Gazetteer) -> str | None:
    """The county that holds most of what is named inside the city, if one does."""
    counties: dict[str, int] = defaultdict(int)
    for vote in votes:
        inside = [code for code in vote.codes if code != city and book.is_within(code, city)]
        if len(inside) == 1 and book.division(inside[0][:6]):
            counties[inside[0][:6]] += vote.weight
    ranked = sorted(counties.items(), key=lambda pair: (-pair[1], pair[0]))
    if ranked and ranked[0][1] * 2 > sum(counties.values()):
        return ranked[0][0]
    return None


def _article_home(votes: list[Vote], page: HomeCodes, book: Gazetteer) -> HomeCodes:
    own = _home(votes, book)
    at_page_home = page.city and any(book.is_within(code, page.city) for vote in votes for code in vote.codes)
    above = book.city_of(page.city) if page.city else None
    if page.city != above and own.city == above and all(above in vote.codes for vote in votes):
        return page  # 苏州市领导到我市调研 in 常熟日报
    elsewhere = not at_page_home and own.city is None and own.province not in (None, page.province)  # a report of another province that names no city of it
    if page.city and not elsewhere and (at_page_home or own.city is None or sum(vote.weight for vote in votes) < 2):
        county = _county(votes, page.city, book) or page.own_county
        return HomeCodes(page.province, page.city, county, page.because, page.own_county)
    strange = page.city is None and page.province not in (None, own.province) and sum(vote.weight for vote in votes) < 2  # one place elsewhere in a paper of the province
    return own if (own.city or own.province) and not strange else page
