"""The page a reader explores: one file, no network.

In: `Records`.  Out: `graph.html`.  pyvis makes the network (nodes, edges, options, its bundled vis-network); the
template, style and scripts are ours and lie in `kg/export/viewer/`.

**Nothing from a page is markup.**  All records travel as JSON in `<script type="application/json">` with `<`, `>`, `&`
and `'` escaped; the scripts write them to the screen as text nodes only.  A content security policy in the page
allows exactly the scripts and the style that stand in it, by hash, and no request at all.
"""
from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pyvis
from jinja2 import Environment, FileSystemLoader
from pyvis.network import Network

from kg.export import Settings
from kg.export.payload import payload
from kg.graph import to_networkx
from kg.graph.layout import lay_out
from kg.graph.picture import fill
from kg.model import Records

SCRIPTS = ("words", "dom", "store", "picture", "marks", "cards", "path", "tables", "report", "app")
"""Our scripts in order; each is a part of one function, so nothing leaks into the page's global scope."""

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"


class ViewerNetwork(Network):
    """A pyvis network that is drawn by our template instead of pyvis's."""

    def __init__(self, page: dict, title: str):
        super().__init__(directed=True, cdn_resources="in_line")
        home = files("kg.export") / "viewer"
        self.template_dir, self.path = str(home), "template.html"
        self.templateEnv = Environment(loader=FileSystemLoader(self.template_dir), autoescape=True)
        self.templateEnv.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": False}
        style = (home / "viewer.css").read_text(encoding="utf-8")
        parts = [(home / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
        script = '(function () {\n"use strict";\n' + "\n".join(parts) + "\n})();\n"
        vis = (Path(pyvis.__file__).parent / _VIS).read_text(encoding="utf-8")
        self.templateEnv.globals.update(
            page=page, title=title, style=style, script=script, vis=vis,
            policy=f"default-src 'none'; script-src {_hash(vis)} {_hash(script)}; style-src {_hash(style)}; img-src blob:; "
                   "base-uri 'none'; form-action 'none'")
        self.toggle_physics(False)
        self.toggle_hide_edges_on_drag(True)


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
    network = ViewerNetwork(payload(records, list(graph), layout, title), title)
    fill(network, graph, layout)
    return network.generate_html()


def _hash(text: str) -> str:
    return "'sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
