"""How fast the viewer opens and moves, beside a plain pyvis page of the same graph: `python bench/viewer/run.py [NODES …]`.

In: the sample pages, grown to 300, 2,000, 10,000 and 20,000 nodes.  Out: a table.  One run, one browser without a GPU, pages from
disk.  *Layout* is the processor time to reckon all places, on one core.  *Picture* is from the request for the page to the first frame
with all points (or all folded communities) in it, *ready* to the first frame in which the page answers a key, *frame* the
middle and the slowest twentieth of the frames while the picture is dragged about for two seconds, farther than it is wide, folded as the page opens and with
every community open.  pyvis lays out in the browser: its page is given a minute.
"""
from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from grow import grow
from playwright.sync_api import Error, Page, sync_playwright
from pyvis.network import Network

import kg
from kg.export import html
from kg.graph import to_networkx
from kg.graph.layout import lay_out
from kg.graph.picture import fill
from kg.model import Records

PATIENCE = 60  # seconds for a plain pyvis page
_DRAG = """async ({ move, seconds }) => {
  const frames = []; let last = 0; const begun = performance.now();
  const stage = document.querySelector(move);
  const box = stage.getBoundingClientRect();
  const tell = (type, x, y) => stage.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, isPrimary: true, pointerType: 'mouse', clientX: box.left + x, clientY: box.top + y, buttons: 1 }));
  return new Promise((done) => { const step = (now) => {
    if (last) frames.push(now - last); last = now;
    const part = (now - begun) / 1000;
    tell('pointermove', box.width / 2 + 700 * Math.sin(part * 3), box.height / 2 + 300 * Math.sin(part * 2));
    if (part < seconds) requestAnimationFrame(step); else { tell('pointerup', 0, 0); done(frames); } };
    tell('pointerdown', box.width / 2, box.height / 2); requestAnimationFrame(step); });
}"""


def grown(nodes: int) -> Records:
    seeds = Path(__file__).parents[2] / "seeds"
    if nodes not in grown.made:
        grown.made.setdefault(0, kg.build([seeds]).records)
        grown.made[nodes] = grow(grown.made[0], nodes)
    return grown.made[nodes]


grown.made = {}


def plain_page(records: Records, path: Path) -> None:
    """What pyvis makes by itself: its template, its physics; only its lists are filled for it, or 10,000 nodes would take it minutes."""
    graph = to_networkx(records, articles=True)
    network = Network(directed=True, cdn_resources="in_line")
    fill(network, graph, lay_out(graph))
    for node in network.nodes:
        del node["x"], node["y"]
    path.write_text(network.generate_html(), encoding="utf-8")


def frames_while_dragged(page: Page, stage: str) -> list[float]:
    page.evaluate(f"document.querySelector({stage!r}).setPointerCapture = () => {{}}")
    return page.evaluate(_DRAG, {"move": stage, "seconds": 2})


def measure_ours(browser, path: Path) -> dict[str, float | list[float]]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script("""new MutationObserver(() => { if (document.body?.dataset.drawn && !window.drawnAt) window.drawnAt = performance.now(); })
        .observe(document, { attributes: true, subtree: true, attributeFilter: ['data-drawn'] });""")
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_selector("body[data-ready][data-drawn]", timeout=120000)
    page.keyboard.press("/")
    ready = page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(document.activeElement.id === 'search' ? performance.now() : NaN))))")
    found = {"picture": page.evaluate("window.drawnAt") / 1000, "ready": ready / 1000, "folded": frames_while_dragged(page, "#canvas")}
    page.locator("#zoom [data-tool=unfoldAll], #zoom [data-tool=foldAll]").first.evaluate("(node) => { if (node.dataset.tool === 'unfoldAll') node.click(); }")
    page.wait_for_timeout(1500)
    found["open"] = frames_while_dragged(page, "#canvas")
    page.close()
    return found


def measure_plain(driver, path: Path) -> dict[str, float | list[float]]:
    """pyvis's page: the first frame that vis-network draws after it has settled, or nothing in a minute.

    It has a browser of its own, which can be ended where the page never answers again.
    """
    browser = start(driver)
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    begun = time.perf_counter()
    try:
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function("() => { if (typeof network === 'undefined' || !network?.on) return false; if (!window.watched) { window.watched = true; network.once('afterDrawing', () => { window.drawn = true; }); network.redraw(); } return window.drawn; }",
                               timeout=PATIENCE * 1000)
        picture = time.perf_counter() - begun
        return {"picture": picture, "frames": page.evaluate(_DRAG, {"move": "#mynetwork canvas", "seconds": 3})}
    except Error:
        return {"picture": float("inf"), "frames": []}
    finally:
        browser.close()


def start(driver):
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])


def told(frames: list[float]) -> str:
    return f"{median(frames):.0f} / {sorted(frames)[int(len(frames) * 0.95)]:.0f}" if len(frames) > 1 else "—"


def main(sizes: list[int]) -> None:
    print("| nodes | lines | layout s | page MB | picture s | ready s | frame ms | frame ms, all open | pyvis MB | pyvis picture s | pyvis frame ms |\n|" + "---:|" * 11)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = start(driver)
        for size in sizes:
            records = grown(size)
            graph = to_networkx(records, articles=True)
            begun = time.process_time()
            lay_out(graph)
            layout = time.process_time() - begun
            path = html.write(records, Path(folder))[0]
            ours = measure_ours(browser, path)
            plain = Path(folder) / "plain.html"
            plain_page(records, plain)
            theirs = measure_plain(driver, plain)
            picture = f"{theirs['picture']:.1f}" if theirs["picture"] < PATIENCE else f"none in {PATIENCE}"
            print(f"| {len(graph):,} | {graph.number_of_edges():,} | {layout:.1f} | {path.stat().st_size / 1e6:.1f} | {ours['picture']:.2f} | {ours['ready']:.2f} | {told(ours['folded'])} | {told(ours['open'])} "
                  f"| {plain.stat().st_size / 1e6:.1f} | {picture} | {told(theirs['frames'])} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [300, 2000, 10000, 20000])
