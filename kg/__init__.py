"""Newspaper pages in Chinese → a knowledge graph whose every answer carries its evidence and its rule.

In: pages (files, folders or text).  Out: `KnowledgeGraph`.

>>> import kg
>>> graph = kg.build(["page.txt"])          # doctest: +SKIP
>>> graph.entities, graph.claims            # doctest: +SKIP
>>> graph.write("output")                   # doctest: +SKIP
"""
from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"
__all__ = ["KnowledgeGraph", "build", "__version__"]


def __getattr__(name: str):
    # Loaded on first use, so that `import kg` and `kg --help` cost nothing.
    if name in ("build", "KnowledgeGraph"):
        return getattr(import_module("kg.pipeline"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
