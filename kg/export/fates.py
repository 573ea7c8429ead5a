"""What became of numbers that are no figure, in words.

In: nothing.  Out: a fate of `NumberFate` → what the number is taken for, in English and in Chinese.
"""
from __future__ import annotations

FATES: dict[str, tuple[str, str]] = {
    "date": ("a date or time", "日期或时间"),
    "ordinal": ("an ordinal, it only tells the order", "序数，只表次序"),
    "name": ("part of a name", "名称的一部分"),
    "code": ("a code or number of something", "编号、代号"),
    "idiom": ("a word or turn of speech, it counts nothing", "词语或泛指，不计数"),
    "list": ("the number of a list item", "列举的序号"),
    "other": ("a rule takes it for something else", "规则认为它不是数据"),
    "unexplained": ("no rule knows it", "没有规则认得它"),
}
"""Fate → English, Chinese; `claim` is none of them, for such a number is a figure."""
