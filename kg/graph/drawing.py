"""The door to pyvis, which opens without what pyvis loads for notebooks only.

In: nothing.  Out: pyvis's `Network`.  pyvis imports the whole of IPython for one class (the frame that `Network.show` answers in a notebook) and
jsonpickle for one method (`Network.to_json`): together half as long as a page takes to be read.  So while pyvis is imported, both are stand-ins that
import the true ones when they are first used.  Nothing else in the process sees a difference: what is loaded already, as IPython is in a notebook, is
left alone, and when pyvis is imported the stand-ins are gone from `sys.modules`.
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


def _stand_ins() -> dict[str, ModuleType]:
    """The stand-ins by name."""
    display = ModuleType("IPython.display")
    vars(display)["IFrame"] = _frame
    jsonpickle = ModuleType("jsonpickle")
    vars(jsonpickle)["__getattr__"] = lambda name: getattr(import_module("jsonpickle"), name)
    return {"IPython": ModuleType("IPython"), "IPython.display": display, "jsonpickle": jsonpickle}


@contextmanager
def _without_notebook() -> Iterator[None]:
    """While it lasts, the stand-ins can be imported; nothing happens where one of the true modules, or pyvis, is loaded already."""
    stand_ins = _stand_ins()
    if not sys.modules.keys().isdisjoint((*stand_ins, "pyvis")):
        yield
        return
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


with _without_notebook():
    from pyvis.network import Network

__all__ = ["Network"]
