"""Take the pictures of docs/img from a built page: `python bench/viewer/pictures.py [output/graph.html] [docs/img]`.

In: a `graph.html`.  Out: six PNG files: the whole graph, a place with its charts in the dark, a figure in its sentence beside
the table, the years, the map, a phone.  What is shown is chosen by number, whatever the pages are: the place with the most
charts, the figure with the most slots printed, the organisation with the most figures.
"""
from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WINDOW, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def states(page: Path) -> dict[str, tuple[str, dict[str, int], str]]:
    """Picture name → (address, window, theme), chosen from the page's own records."""
    records = json.loads(re.search(r'id="records">(.*?)</script>', page.read_text(encoding="utf-8"), re.S).group(1))
    key = lambda row: re.split(r"[/#]", row["id"])[-1]
    claims, entities = records["claims"], records["entities"]

    def weight(at: int) -> tuple[int, int]:
        about = [c for c in claims if c["subject"] == at]
        dates = {(c["metric"], c["unit"], c["kind"]) for c in about if c["time"]}
        return len(about) - len(dates), len(about)

    place = max((at for at, e in enumerate(entities) if e["type"] == "LOC"), key=lambda at: (weight(at), -at))
    organisation = max((at for at, e in enumerate(entities) if e["type"] == "ORG"), key=lambda at: (weight(at)[1], -at))
    judged = {c for v in records["verdicts"] for c in v["claims"]}
    claim = max(enumerate(claims), key=lambda pair: (pair[0] in judged, sum(map(bool, (pair[1]["direction"], pair[1]["time"], pair[1]["speaker"] >= 0,
                                                     pair[1]["subject"] >= 0, pair[1]["baseline"]))), len(pair[1]["metric"]) < 16, -pair[0]))[1]
    return {"graph": ("view=graph", WINDOW, "light"),
            "entity": (f"view=graph&entity={key(entities[place])}", WINDOW, "dark"),
            "claim": (f"view=claims&claim={key(claim)}", WINDOW, "light"),
            "timeline": (f"view=timeline&entity={key(entities[organisation])}", WINDOW, "light"),
            "map": (f"view=map&entity={key(entities[place])}", WINDOW, "dark"),
            "phone": (f"view=graph&entity={key(entities[organisation])}", PHONE, "light")}


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
