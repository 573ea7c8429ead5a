"""Which library finds the article on a Chinese news page: share of right text, headline, date, and milliseconds.

In: tests/pages/web: pages in ten shapes (portal, electronic paper in tables, government site, public account, page of 2010 in GBK, sections with
captions, a page of one sentence, Big5, a round-up of briefs, bare paragraphs), each with its headline, date and paragraphs beside it (.gold).
Out: a line for each library that is installed.  Text is compared by runs of four characters.
"""
from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

PAGES = Path(__file__).parent.parent / "tests" / "pages" / "web"
ENCODINGS = {"old-table": "gbk", "traditional-big5": "big5"}
Found = tuple[str, str, str]


def runs(text: str) -> Counter:
    """The runs of four characters of a text, white space aside."""
    bare = "".join(text.split())
    return Counter(bare[at:at + 4] for at in range(max(1, len(bare) - 3)))


def ours(path: Path, markup: str) -> Found:
    """Trafilatura as kg.read.html uses it; the body only, as it is read."""
    from kg.read import read_file

    page = read_file(path)
    body = [page.text.slice(block.span) for block in page.blocks if block.zone in ("body", "subhead", "dateline", "caption", "byline") and not block.rule.startswith("byline-label")]
    return "".join(body), next((article.title for article in page.articles if article.title), "") or "", page.published.value or ""


def trafilatura_alone(**options) -> Callable[[Path, str], Found]:
    """Trafilatura with these options."""
    def extract(path: Path, markup: str) -> Found:
        import trafilatura

        found = trafilatura.bare_extraction(markup, with_metadata=True, include_comments=False, **options)
        return (found.text or "", found.title or "", found.date or "") if found else ("", "", "")
    return extract


def readability(path: Path, markup: str) -> Found:
    """readability-lxml."""
    from lxml.html import fromstring
    from readability import Document

    page = Document(markup)
    return "\n".join(fromstring(page.summary()).itertext()), page.short_title(), ""


def resiliparse(path: Path, markup: str) -> Found:
    """Resiliparse's main content."""
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(markup, main_content=True), "", ""


def newspaper(path: Path, markup: str) -> Found:
    """newspaper4k."""
    from newspaper import Article

    page = Article("http://example.org/a.html", language="zh")
    page.html, page.download_state = markup, 2
    page.parse()
    return page.text, page.title, str(page.publish_date or "")[:10]


def justext(path: Path, markup: str) -> Found:
    """jusText without stop words."""
    import justext as library

    paragraphs = library.justext(markup.encode(), frozenset(), length_low=20, length_high=60, no_headings=False, stopwords_low=0, stopwords_high=0)
    return "\n".join(one.text for one in paragraphs if not one.is_boilerplate), "", ""


LIBRARIES: dict[str, Callable[[Path, str], Found]] = {
    "kg read": ours, "trafilatura": trafilatura_alone(), "trafilatura, precise": trafilatura_alone(favor_precision=True),
    "trafilatura, recall": trafilatura_alone(favor_recall=True), "readability-lxml": readability, "resiliparse": resiliparse, "newspaper4k": newspaper, "justext": justext}


def measure(name: str, extract: Callable[[Path, str], Found]) -> str:
    """One library on all pages."""
    pages = sorted(PAGES.glob("*.html"))
    scores, least, titles, dates, seconds = [], 1.0, 0, 0, 0.0
    for number, path in enumerate([pages[0], *pages]):
        markup = path.read_bytes().decode(ENCODINGS.get(path.stem, "utf-8"))
        title, date, *body = path.with_suffix(".gold").read_text(encoding="utf-8").rstrip("\n").split("\n")
        begun = time.perf_counter()
        text, found_title, found_date = extract(path, markup)
        if not number:  # the first page loads the library
            continue
        seconds += time.perf_counter() - begun
        found, wanted = runs(text), runs("".join(body))
        shared = (found & wanted).total()
        recall = shared / wanted.total()
        scores.append(2 * shared / (found.total() + wanted.total()))
        least = min(least, recall)
        titles += "".join(found_title.split()) == "".join(title.split())
        dates += found_date == date
    return f"{name:22} F1 {sum(scores) / len(scores):.3f}  least F1 {min(scores):.3f}  least recall {least:.3f}  headlines {titles}/{len(pages)}  dates {dates}/{len(pages)}  {1000 * seconds / len(pages):.1f} ms a page"


def main() -> None:
    """Measure what is installed."""
    for name, extract in LIBRARIES.items():
        if len(sys.argv) > 1 and name not in sys.argv[1:]:
            continue
        try:
            print(measure(name, extract))
        except ImportError as problem:
            print(f"{name:22} not installed ({problem})")


if __name__ == "__main__":
    main()
