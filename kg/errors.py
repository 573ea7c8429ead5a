"""Problems we expect, each a short letter: what, where, what to do.

In: nothing.  Out: exceptions that `kg.cli` prints without a traceback.
"""
from __future__ import annotations

from collections.abc import Iterable


class KgError(Exception):
    """A problem with a place and a hint.

    >>> print(RuleError("unknown field 'patern'", "rules/posts.yaml:12", "did you mean 'pattern'?"))
    rules/posts.yaml:12: unknown field 'patern'; did you mean 'pattern'?
    """

    def __init__(self, what: str, where: str = "", hint: str = ""):
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f"; {self.hint}" if self.hint else "")


class RuleError(KgError):
    """A rule file that cannot be used.  It stops a build at once."""


class RuleErrors(RuleError):
    """Several rule errors found in one go; `errors` holds them in file order."""

    def __init__(self, errors: list[RuleError]):
        super().__init__(f"{len(errors)} problems in the rules")
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)


class PageError(KgError):
    """A page that cannot be read.  It is named in the report and skipped."""


class NothingRead(PageError):
    """No page can be read, so that there is nothing to build; `reasons` says of each why, as `name: what; hint`; one of them may speak for several of the `skipped`.

    >>> print(NothingRead(["A01.txt: pages/A01.txt: is empty; delete it or fill it"]))
    skipped A01.txt: pages/A01.txt: is empty; delete it or fill it
    no page can be read, 1 skipped; nothing was written, and outputs that stood there are as they were
    """

    def __init__(self, reasons: Iterable[str], skipped: int | None = None):
        self.reasons = tuple(reasons)
        super().__init__(f"no page can be read, {len(self.reasons) if skipped is None else skipped} skipped" if self.reasons else "there is no page in what was given",
                         hint="nothing was written, and outputs that stood there are as they were")

    def __str__(self) -> str:
        return "\n".join([*(f"skipped {reason}" for reason in self.reasons), super().__str__()])


class OutputError(KgError):
    """A place that cannot be written."""


class UsageError(KgError):
    """A command line or call that asks for something impossible."""
