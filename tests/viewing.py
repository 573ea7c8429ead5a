"""A real browser for the tests of the page: started once, and every page opened in it must stay silent and ask for nothing."""
from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import samples
from needed import lacking
from playwright import sync_api as playwright

from kg.model import Place, Records, Repeat


def browser_path() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests."""
    path = browser_path() or lacking("no Chromium found; install the package `chromium` or set CHROMIUM to its path")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                                                                     "--disable-component-update", "--disable-sync", "--no-first-run"])
        yield running
        running.close()


class Opened:
    """A page in the browser, and all it complained of or asked for."""

    def __init__(self, browser, path: Path, place: str = "", **context):
        self.context = browser.new_context(viewport=context.pop("viewport", {"width": 1280, "height": 800}), reduced_motion="reduce", **context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10000)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url) if not request.url.startswith(("file:", "blob:")) else None)
        self.page.goto(f"{path.as_uri()}{'#' + place if place else ''}")
        self.page.wait_for_selector("body[data-ready][data-drawn]", timeout=20000)

    def close(self) -> None:
        self.context.close()
        assert self.complaints == [] and self.requests == []


@pytest.fixture(scope="session")
def page_file(tmp_path_factory) -> Path:
    """The page of the invented records, made once."""
    from kg.export import html

    return html.write(told(), tmp_path_factory.mktemp("viewer"))[0]


@pytest.fixture
def visit(browser, page_file):
    """Opens the page at a place; when the test ends, no page may have complained or asked for anything."""
    opened: list[Opened] = []

    def open_it(place: str = "", path: Path = page_file, **context):
        opened.append(Opened(browser, path, place, **context))
        return opened[-1].page

    yield open_it
    for one in opened:
        one.close()


def told() -> Records:
    """The invented pages, and two more figures, so that one metric has two dates and two places of one city."""
    records = samples.invented()
    area = next(c for c in records.claims if c.value_text == "55.6万亩")
    harvest = next(c for c in records.claims if c.value_text == "18.5万吨")
    yunfu = next(e for e in records.entities if e.name == "云浮市")
    more = (replace(area, id=area.id + "a", value=Decimal("489000"), time="2022"),
            replace(harvest, id=harvest.id + "a", value=Decimal("900000"), subject=yunfu.id, subject_name=yunfu.name))
    first, second = records.articles[:2]
    repeat = Repeat(first.id, (Place(first.source, first.id, first.start, first.end, 100), Place(second.source, second.id, second.start, second.end, 82)))
    claims = tuple(replace(c, also=(harvest.evidence,)) if c is area else c for c in (*records.claims, *more))
    return replace(records, claims=claims, repeats=(repeat,))


def key_of(name: str) -> str:
    return next(e.id for e in samples.invented().entities if e.name == name).rpartition("/")[2]


def claim_key(text: str) -> str:
    return next(c.id for c in samples.invented().claims if c.value_text == text).rpartition("/")[2]


def until(page, expression: str, arg: object = None, seconds: float = 15) -> None:
    """Until the expression holds in the page.  Playwright's own waiting evaluates text in the page, which the page's policy forbids."""
    last = time.monotonic() + seconds
    while not page.evaluate(expression, arg):
        assert time.monotonic() < last, f"never came to be: {expression} ({arg!r}) at {page.url}"
        page.wait_for_timeout(50)


def wait_for_card(page, kind: str, title: str = "") -> None:
    """Until a card of this kind, with this title, is open."""
    page.wait_for_selector(f"body[data-card={kind}]")
    if title:
        until(page, "title => document.querySelector('#panel h2').textContent === title", title)
