"""The memory of a long build in large pages.

In: this process.  Out: the same memory in pages of 2 MB, not of 4 KB, where Linux gives them.  Rules, automata and dictionary are some 400 MB, of which every newspaper page needs a
little everywhere; a processor has the places of a few megabytes at hand while they are told in small pages, of all of it in large ones.
"""
from __future__ import annotations

import ctypes
import sys
from pathlib import Path

LONG = 200
"""Newspaper pages after which a process asks for large pages: its tables are made by then, and what that takes (half a second) is what so many pages would have saved."""
_LARGE = 2 << 20
_COLLAPSE = 25  # MADV_COLLAPSE, since Linux 6.1; an older one refuses it


def use_large_pages() -> None:
    """Have what this process keeps in memory by now laid in large pages; where the system does not do so, everything stays as it is."""
    if sys.platform != "linux":
        return
    advise = ctypes.CDLL(None).madvise
    for line in Path("/proc/self/maps").read_text().splitlines():
        place, rights, _offset, _device, inode, *name = line.split()
        if rights == "rw-p" and inode == "0" and name in ([], ["[heap]"]):  # of no file, and no stack
            start, end = (int(edge, 16) for edge in place.split("-"))
            first, last = -(-start // _LARGE) * _LARGE, end // _LARGE * _LARGE
            if first < last:
                advise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), _COLLAPSE)
