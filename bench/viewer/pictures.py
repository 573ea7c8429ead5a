"""Take the README's pictures of a built page: `python bench/viewer/pictures.py [output/graph.html] [docs/img]`.

In: a `graph.html`.  Out: five PNG files: the whole graph, an entity, a claim in dark, an article, a phone.  The most
mentioned organisation, the weightiest figure and the longest article are shown, whatever the pages are.
"""
from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SIZE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def states(page: Path) -> dict[str, tuple[str, dict[str, int], str]]:
    """Picture name → (address, window, theme), chosen from the page's own records."""
    records = json.loads(re.search(r'id="records">(.*?)</script>', page.read_text(encoding="utf-8"), re.S).group(1))
    key = lambda row: re.split(r"[/#]", row["id"])[-1]  # noqa: E731
    mentions = [naming[0] for naming in records["namings"]]
    organisation = max((at for at, e in enumerate(records["entities"]) if e["type"] == "ORG"), key=lambda at: (mentions.count(at), -at))
    claim = max(records["claims"], key=lambda c: (bool(c["direction"]) + bool(c["time"]) + (c["speaker"] >= 0) + (c["subject"] >= 0), len(c["metric"]) < 16))
    article = max(records["articles"], key=lambda a: (a["kind"] == "article", a["end"] - a["start"]))
    return {"graph": ("view=graph", SIZE, "light"),
            "entity": (f"view=graph&entity={key(records['entities'][organisation])}", SIZE, "light"),
            "claim": (f"view=claims&claim={key(claim)}", SIZE, "dark"),
            "article": (f"view=articles&article={key(article)}", SIZE, "light"),
            "phone": (f"view=graph&entity={key(records['entities'][organisation])}", PHONE, "light")}


def take(page: Path, folder: Path) -> list[Path]:
    """Write the pictures of `page` into `folder` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    taken = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (address, window, theme) in states(page).items():
            context = browser.new_context(viewport=window, color_scheme=theme, reduced_motion="reduce")
            sheet = context.new_page()
            sheet.goto(f"{page.resolve().as_uri()}#{address}")
            sheet.wait_for_selector("body[data-ready][data-drawn]")
            sheet.wait_for_timeout(400)
            sheet.screenshot(path=folder / f"{name}.png")
            taken.append(folder / f"{name}.png")
            context.close()
        browser.close()
    return taken


if __name__ == "__main__":
    arguments = sys.argv[1:] + ["output/graph.html", "docs/img"][len(sys.argv) - 1:]
    for path in take(Path(arguments[0]), Path(arguments[1])):
        print(path)
