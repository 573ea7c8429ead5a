"""The page a reader explores: one file, no network.

In: `Records`.  Out: `graph.html`.  pyvis makes the network; the template, style and scripts are ours and lie in
`kg/export/viewer/`.  The picture is drawn on a canvas of our own, for vis-network, which pyvis brings, draws
10,000 points at eight frames a second (`bench/viewer/run.py` measures both).

**Nothing from a page is markup.**  All records travel as JSON in `<script type="application/json">` with `<`, `>`, `&`
and `'` escaped; the scripts write them to the screen as text nodes only.  A content security policy in the page
allows exactly the scripts and the style that stand in it, by hash, and no request at all.
"""
from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from kg.export import Settings
from kg.export.libraries import version_of
from kg.export.payload import payload
from kg.graph import to_networkx
from kg.graph.drawing import Network
from kg.graph.layout import lay_out
from kg.graph.picture import columns, fill
from kg.model import Records

STYLES = ("viewer", "cards", "views", "narrow")
SCRIPTS = ("words", "dom", "store", "sentences", "marks", "pinyin", "address", "scene", "camera", "folds", "shapes", "paint", "labels", "frames", "pointer",
           "legend", "svg", "save", "charts", "cards", "claims", "reader", "start", "path", "search", "results", "amounts", "filters", "tables", "columns", "timeline", "map",
           "report", "copy", "app")
"""Our scripts in order; each is a part of one function, so nothing leaks into the page's global scope."""


class ViewerNetwork(Network):
    """A pyvis network that our template shows instead of pyvis's: drawn on a canvas of our own, which carries 20,000 points."""

    def __init__(self) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        home = files("kg.export") / "viewer"
        self.template_dir, self.path = str(home), "template.html"
        self.templateEnv = Environment(loader=FileSystemLoader(self.template_dir), autoescape=True)
        self.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": False}
        style = "".join((home / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
        parts = [(home / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
        script = '(function () {\n"use strict";\n' + "\n".join(parts) + "\n})();\n"
        self.templateEnv.globals.update(
            style=style, script=script,
            policy=f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src blob: data:; "
                   "base-uri 'none'; form-action 'none'")

    def show_with(self, page: dict, title: str) -> None:
        """Give the template what the page knows."""
        self.templateEnv.globals.update(page=page, title=title)


def write(records: Records, folder: Path, settings: Settings = Settings()) -> tuple[Path, ...]:
    """Write `folder/graph.html` and return its path."""
    path = folder / "graph.html"
    path.write_text(page_of(records, settings), encoding="utf-8", errors="replace", newline="\n")
    return (path,)


def page_of(records: Records, settings: Settings = Settings()) -> str:
    """The whole page as text."""
    graph = to_networkx(records, articles=True)
    layout = lay_out(graph)
    title = settings.title or "报纸知识图谱 · Newspaper knowledge graph"
    network = ViewerNetwork()
    fill(network, graph, layout)
    network.show_with({**payload(records, list(graph), layout, columns(network), title), "madeWith": made_with()}, title)
    return network.generate_html()


def made_with() -> list[list[str]]:
    """What the page stands on: library, version, licence, what for.  None of their code is in the page."""
    return [[name, version_of(name) or "unknown", licence, task] for name, licence, task in
            (("pyvis", "BSD-3-Clause", "network"), ("networkx", "BSD-3-Clause", "layout"), ("numpy", "BSD-3-Clause", "layout"), ("Jinja2", "BSD-3-Clause", "page"),
             ("pypinyin", "MIT", "pinyin"))]


def _hash(text: str) -> str:
    return "'sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
