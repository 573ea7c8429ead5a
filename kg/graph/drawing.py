"""The door to pyvis, which opens without what only notebooks and other people's graphs need of it.

In: nothing.  Out: pyvis's `Network`.  pyvis imports the whole of IPython for one class (the frame that `Network.show` answers in a notebook),
jsonpickle for one method (`Network.to_json`) and networkx for another (`Network.from_nx`): together as long as a page takes to be read.  So while pyvis is imported,
those of them that nobody has loaded are stand-ins, which import the true ones when they are first used.  Nothing else in the process sees a difference: what is
loaded already, as IPython is in a notebook, is left alone, and when pyvis is imported the stand-ins are gone from `sys.modules`.
"""
from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


def _frame(*given: object, **named: object) -> object:
    """The frame of a notebook, from IPython."""
    return import_module("IPython.display").IFrame(*given, **named)


def _stand_in(name: str) -> ModuleType:
    """A module that is imported when something of it is asked for."""
    module = ModuleType(name)
    module.__getattr__ = lambda asked: getattr(import_module(name), asked)  # type: ignore[method-assign]
    return module


def _stand_ins() -> dict[str, ModuleType]:
    """The stand-ins by name, for what is not loaded."""
    display = ModuleType("IPython.display")
    display.IFrame = _frame  # type: ignore[attr-defined]
    parts = ({"IPython": ModuleType("IPython"), "IPython.display": display}, {"jsonpickle": _stand_in("jsonpickle")}, {"networkx": _stand_in("networkx")})
    return {name: module for part in parts if sys.modules.keys().isdisjoint(part) for name, module in part.items()}


@contextmanager
def _without_notebook() -> Iterator[None]:
    """While it lasts, the stand-ins can be imported; nothing happens where pyvis is loaded already."""
    if "pyvis" in sys.modules:
        yield
        return
    stand_ins = _stand_ins()
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


with _without_notebook():
    from pyvis.network import Network

__all__ = ["Network"]
