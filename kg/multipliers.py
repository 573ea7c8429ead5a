"""Terms of a number and the multipliers that take them: 一亿五千万, 1万5, 三四十.

In: the pieces of a numeral in print order.  Out: a `Stack` of exact terms, each smaller than the one before.
A multiplier takes everything smaller that stands directly before it (GB/T 15835—2011 《出版物上数字用法》).
"""
from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal
from functools import reduce

DIGITS = {ch: Decimal(n) for n, ch in enumerate("零一二三四五六七八九")} | {"两": Decimal(2)}
MULTIPLIERS = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10**4),
               "亿": Decimal(10**8), "兆": Decimal(10**12)}
EXACT = Context(prec=50)  # sums and products of printed figures never reach fifty digits


def total(terms: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    return reduce(EXACT.add, terms, Decimal(0))


class Stack:
    """Terms of a number, each smaller than the one before; `second` is the high end of 三四十.

    >>> stack = Stack()
    >>> stack.push(Decimal(1)), stack.multiply(MULTIPLIERS["亿"]), stack.push(Decimal(5)), stack.multiply(MULTIPLIERS["千"]), stack.multiply(MULTIPLIERS["万"])
    (True, True, True, True, True)
    >>> str(total(stack.terms))
    '150000000'
    """

    def __init__(self) -> None:
        self.terms: list[Decimal] = []
        self.second: list[Decimal] | None = None
        self.multiplier: Decimal | None = None
        self.bound = "exact"

    def push(self, term: Decimal, other: Decimal | None = None) -> bool:
        """Add a term, `other` being the high end of a range; False where a number cannot go on so."""
        if self.terms and term >= self.terms[-1] > 0:
            return False
        if other is not None:
            if self.second is not None:
                return False
            self.second = [*self.terms, other]
        elif self.second is not None:
            self.second.append(term)
        self.terms.append(term)
        return True

    def multiply(self, multiplier: Decimal) -> bool:
        """Let a multiplier take the terms smaller than it; False where a number cannot go on so."""
        if self.multiplier is None and len(self.terms) == 1 and self.second is None:  # 12000万: a figure takes any multiplier
            self.terms = [EXACT.multiply(self.terms[0], multiplier)]
            self.multiplier = multiplier
            return True
        bare = not any(t < multiplier for t in self.terms)
        if bare and self.terms and multiplier != 10:
            return False
        if bare and multiplier > 10:
            self.bound = "about"  # 百亩, 千亿: a round word, not a count
        self.terms, ordered = self._lifted(self.terms, multiplier)
        if self.second is not None:
            self.second, _ = self._lifted(self.second, multiplier)
        self.multiplier = multiplier
        return ordered

    @staticmethod
    def _lifted(terms: list[Decimal], multiplier: Decimal) -> tuple[list[Decimal], bool]:
        kept = [t for t in terms if t >= multiplier]
        small = total(t for t in terms if t < multiplier)
        lifted = EXACT.multiply(small or Decimal(1), multiplier)
        return [*kept, lifted], not kept or lifted < kept[-1]


def push_figure(stack: Stack, word: str, following: Decimal | None) -> bool:
    """Put Arabic digits on the stack, `following` being the multiplier behind them; False where they cannot stand there."""
    value = Decimal(word.replace(",", ""))
    if stack.terms and following is None and stack.multiplier and len(word) == 1 and stack.multiplier > 10:
        value *= stack.multiplier / 10  # 1万5
    return stack.push(value)


def push_run(stack: Stack, word: str, following: Decimal | None, zero: bool) -> bool:
    """Put Chinese digits on the stack, `zero` saying that 零 stood before them; False where they cannot stand there."""
    if len(word) > 1 and word[0] == "零" and stack.terms:
        word, zero = word[1:], True  # 一百零五
    if word == "零" and stack.terms:
        return True
    digits = [DIGITS[ch] for ch in word]
    place = Decimal(1)
    if stack.terms and following is None and stack.multiplier and not zero:
        place = stack.multiplier / 10  # 三百五, 十五
    if len(digits) == 1:
        return stack.push(digits[0] * place)
    if len(digits) == 2 and _neighbours(*digits):
        return stack.push(digits[0] * place, digits[1] * place)
    if stack.terms:
        return False
    return stack.push(Decimal(figures(word)))


def figures(run: str) -> str:
    """Chinese digits as Arabic ones.

    >>> figures("二零一")
    '201'
    """
    return "".join(str(DIGITS[ch]) for ch in run)


def _neighbours(first: Decimal, second: Decimal) -> bool:
    """True for 三四, 七八 and 三五: two digits that say "between"."""
    return bool(first) and (second - first == 1 or first == 3 and second == 5)


def push_few(stack: Stack, following: Decimal | None) -> bool:
    """Put 几 or 数 on the stack, which makes of the number a least one."""
    stack.bound = "min"
    if following is not None and (not stack.terms or following < (stack.multiplier or 0)):
        return stack.push(Decimal(1))  # 几千, 一百几十
    return bool(stack.terms)  # 二十几, 三十几万
