"""Bodies that no rule of names knows, told by their class noun, a proper name before it and a second printing (三友公司, 成县公安局).

In: the layout of a page, its class nouns.  Out: a `Topic`, at the place where such a body stands or where 该公司 takes it up.
"""
from __future__ import annotations

from bisect import bisect_right

from kg.extract.claims import Layout
from kg.extract.claims.words import Clause, Word
from kg.model import Page, record
from kg.resolve.claims.ground import TAKES_UP, Ground, Topic
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext

_PROPER = frozenset(("nr", "nrt", "nrfg", "ns", "nt", "nz"))
_NO_NAME = frozenset(("f", "m", "q", "d", "p", "c", "r", "u", "uj", "ul", "uz", "w", "t", "s"))
_LONGEST = 12  # characters
_SHORTEST = 2  # characters before the class noun


@record
class Body:
    """A body that no rule of names knows, where it stands."""

    name: str
    start: int
    end: int
    article: int | None


class Bodies(Ground):
    """The unlisted bodies of one page, found once."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things):
        super().__init__(page, layout, context, cues, things)
        self._found: dict[int, Body] | None = None  # where it begins → body

    def at(self, word: Word, stop: int) -> Topic | None:
        """The body that begins with a word and ends before page offset `stop`."""
        body = self._all().get(word.start)
        return Topic(None, body.name, body.start, "a body that its class noun and a second printing tell") if body is not None and body.end <= stop else None

    def last(self, said: str, position: int, clause: Clause) -> Topic | None:
        """三友公司 for 该公司: the body of that class noun that the article printed last before a page offset."""
        body = next((b for b in reversed(self._all().values()) if b.end <= position and b.article == clause.article and b.name.endswith(said)), None)
        return Topic(None, body.name, position, TAKES_UP, said, body.name) if body is not None else None

    def _all(self) -> dict[int, Body]:
        if self._found is None:
            self._found = {}
            clauses = self.layout.clauses
            starts = [clause.span.start for clause in clauses]
            for match in self.cues.unlisted_bodies.finditer(self.page.text.form):
                number = bisect_right(starts, match.start()) - 1
                body = self._body(number, match.end(), match.end() - match.start()) if number >= 0 and match.end() <= clauses[number].span.end else None
                if body is not None and self.page.text.form.count(body.name) > 1:
                    self._found[body.start] = body
        return self._found

    def _body(self, number: int, end: int, head: int) -> Body | None:
        row = self.row(number)
        last = next((at for at, word in enumerate(row) if word.end == end), None)
        if last is None or row[last].mention is not None:
            return None
        first = last
        while first and row[first - 1].end == row[first].start and end - row[first - 1].start <= _LONGEST and (row[first - 1].tag == "Fixed" or row[first - 1].mention is None and row[first - 1].is_nominal
                                                                                                              and row[first - 1].tag not in _NO_NAME):
            first -= 1
        while first < last and not self._is_proper(row[first]):
            first += 1  # 国内知名|三友公司
        start = row[first].start
        if end - head - start < _SHORTEST or not self._is_proper(row[first]):
            return None
        form = self.page.text.form
        if any(word.text in self.cues.generic for word in row[first:last + 1]) or form[start:end - head] in self.cues.kinds_of_bodies or form[start:end] in self.context.references.nouns:
            return None  # 商业银行: banks of a kind; 集团公司: that of the group
        return Body(form[start:end], start, end, self.layout.clauses[number].article)

    def _is_proper(self, word: Word) -> bool:
        """True for a word of a proper name: a name piece, a word the dictionary calls a name, a single character that is no class noun."""
        return word.tag == "Fixed" or word.tag in _PROPER or len(word.text) == 1 and word.text not in self.cues.turns.in_no_brand and word.tag not in _NO_NAME
