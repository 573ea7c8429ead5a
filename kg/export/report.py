"""The report a person reads after a build.

In: `Records`.  Out: `report.txt`.  It is the only output that tells seconds, so the only one that differs between
two builds of the same pages.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.check.wording import chinese, english
from kg.model import Note, Records, Repeat, Source, Verdict

if TYPE_CHECKING:
    from kg.export import Settings

_MOST_LISTED = 50  # longer lists are in the tables; the report says how many are left


def write(records: Records, folder: Path, settings: Settings | None = None) -> tuple[Path, ...]:
    """Write `folder/report.txt` and return its path."""
    path = folder / "report.txt"
    path.write_text("\n".join(lines_of_report(records)) + "\n", encoding="utf-8", errors="replace", newline="\n")
    return (path,)


@dataclass
class Summary:
    """What the report tells of a build, gathered page by page or from finished records.  Long lists keep their first lines and a count."""

    version: str = ""
    rules_hash: str = ""
    counts: Counter[str] = field(default_factory=Counter)
    split: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    listed: dict[str, Listed] = field(default_factory=lambda: defaultdict(Listed))
    notes: dict[str, Listed] = field(default_factory=dict)
    fired: Counter[str] = field(default_factory=Counter)
    seconds: tuple[tuple[str, float], ...] = ()

    @classmethod
    def of(cls, records: Records) -> Summary:
        """The summary of finished records."""
        made = cls(records.version, records.rules_hash, seconds=records.seconds)
        made.add_page(records)
        for _, line in page_lines(records):
            made.add("pages", line)
        for entity in records.entities:
            made.split["entities"][entity.type] += 1
        for verdict in records.verdicts:
            made.add_verdict(verdict)
        made.add_notes(records.notes)
        for repeat in records.repeats:
            made.add_repeat(repeat)
        made.counts["pages"], made.counts["entities"] = len(records.sources), len(records.entities)
        made.fired.update(dict(records.rules_fired))
        return made

    def add_page(self, records: Records) -> None:
        """Count what a page (or several) prints."""
        for name, kinds in splits(records).items():
            self.split[name].update(kinds)
        self.counts.update(lengths(records))
        for line in unexplained(records):
            self.add("numbers nobody explains", line)

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if value}  # thousands are kept, and most hold one count

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update({**vars(Summary()), **state})

    def include(self, other: Summary) -> None:
        """Count and list what another summary counts and lists, behind what this one does."""
        self.counts.update(other.counts)
        for name, kinds in other.split.items():
            self.split[name].update(kinds)
        for title, listed in other.listed.items():
            self.listed[title].include(listed)

    def add(self, title: str, line: str) -> None:
        """One more line of a list."""
        self.listed[title].add(line)

    def add_verdict(self, verdict: Verdict) -> None:
        """Count a verdict, and list what disagrees."""
        self.counts["verdicts"] += 1
        self.split["verdicts"][verdict.verdict] += 1
        if verdict.verdict == "disagrees":
            self.add("figures that disagree", f"{verdict.kind}: {_one_line(english(verdict))} · {_one_line(chinese(verdict))}  [{'; '.join(f'{e.source}:{e.start}-{e.end}' for e in verdict.evidence)}]")

    def add_notes(self, notes: Iterable[Note]) -> None:
        """List notes; of skipped pages all are told, but those over which the program stumbled at one place once."""
        for note, count in once_for_each_fault(notes):
            listed = self.notes.setdefault(note.kind, Listed(None if note.kind == "skipped" else _MOST_LISTED))
            listed.add(f"{_one_line(note.source)}: {_one_line(note.message)}", count)

    def add_repeat(self, repeat: Repeat) -> None:
        """List an article that is printed more than once."""
        self.add("articles printed more than once", "; ".join(f"{_one_line(p.source)}:{p.start}-{p.end}" + (f" ({p.alike} % alike)" if p.alike < 100 else "") for p in repeat.places))


class Listed:
    """The first lines of a list, and how many there are."""

    def __init__(self, most: int | None = _MOST_LISTED):
        self.most, self.count, self.left_out = most, 0, 0
        self.lines: list[str] = []

    def add(self, line: str, count: int = 1) -> None:
        """One more line, which tells of so many."""
        self.count += count
        if self.most is None or len(self.lines) < self.most:
            self.lines.append(line)
        else:
            self.left_out += count

    def include(self, other: Listed) -> None:
        """The lines of another list, behind these."""
        self.count += other.count
        taken = other.lines if self.most is None else other.lines[:max(0, self.most - len(self.lines))]
        self.lines += taken
        self.left_out += other.left_out + len(other.lines) - len(taken)

    def section(self, title: str) -> list[str]:
        """The list under its title; nothing where it is empty."""
        left = [f"  … and {self.left_out} more"] if self.left_out else []
        return ["", f"{title} ({self.count})"] + [f"  {line}" for line in self.lines] + left if self.count else []


def once_for_each_fault(notes: Iterable[Note], others: str = " (a build's manifest.json names each)") -> Iterator[tuple[Note, int]]:
    """Notes, with how many pages each tells of: where the program stumbled at one place over many pages, the first speaks for all.  `others` says where these stand.

    >>> stumbled = [Note("skipped", f"A0{n}.txt", "stumbled", "KeyError posts.py:7") for n in (1, 2)]
    >>> [(note.message, count) for note, count in once_for_each_fault(stumbled)]
    [("stumbled; at the same place over 1 page more (a build's manifest.json names each)", 2)]
    """
    notes = tuple(notes)
    left = Counter(note.fault for note in notes)
    for note in notes:
        count = left.pop(note.fault, 0) if note.fault else 1
        if count > 1:
            pages = "1 page" if count == 2 else f"{count - 1} pages"
            note = replace(note, message=f"{note.message}; at the same place over {pages} more{others}")
        if count:
            yield note, count


def splits(records: Records) -> dict[str, Counter]:
    """How the records of pages divide by kind."""
    return {"articles": Counter(a.kind for a in records.articles), "numbers": Counter(n.fate for n in records.numbers),
            "relations": Counter(r.predicate for r in records.relations), "claims": Counter(c.kind for c in records.claims)}


def lengths(records: Records) -> dict[str, int]:
    """How many records pages have of each sort."""
    return {"articles": len(records.articles), "mentions": len(records.namings), "roles": len(records.roles), "relations": len(records.relations),
            "claims": len(records.claims), "numbers": len(records.numbers)}


def unexplained(records: Records) -> list[str]:
    """A line for each number that nobody explains."""
    return [f"{n.source}:{n.start}-{n.end}  {_one_line(n.text)}" for n in records.numbers if n.fate == "unexplained"]


def lines_of_report(records: Records) -> list[str]:
    """The report line by line.

    >>> lines_of_report(Records(version="0.1.0"))[0]
    'kg 0.1.0'
    """
    return lines_of(Summary.of(records))


def lines_of(told: Summary) -> list[str]:
    """The report of a summary line by line."""
    lines = [f"kg {told.version}", f"rules {told.rules_hash or '(none)'}", ""]
    for name in ("pages", "articles", "entities", "mentions", "roles", "relations", "claims", "numbers", "verdicts"):
        lines.append(f"{name:<10} {told.counts[name]}{_split(told.split[name])}")
    lines += told.listed["pages"].section("pages")
    for kind in sorted(told.notes, key=lambda kind: (kind != "skipped", kind)):  # what was left out comes first, whole
        lines += told.notes[kind].section(kind)
    for title in ("articles printed more than once", "numbers nobody explains", "figures that disagree"):
        lines += told.listed[title].section(title)
    fired = Listed(None)
    for rule, count in sorted(told.fired.items(), key=lambda pair: (-pair[1], pair[0])):
        fired.add(f"{count:7}  {rule}")
    lines += fired.section("rules that fired")
    if told.seconds:
        lines += ["", "seconds"] + [f"{seconds:9.3f}  {stage}" for stage, seconds in told.seconds]
    return lines


def _split(counts: Counter) -> str:
    """` (ORG 3, PER 2)`, largest first; empty where there is nothing to split."""
    parts = ", ".join(f"{name or '?'} {count}" for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0]))))
    return f" ({parts})" if parts else ""


def page_lines(records: Records) -> Iterator[tuple[str, str]]:
    """Name and line of every page of `records`."""
    articles = Counter(a.source for a in records.articles)
    claims = Counter(c.evidence.source for c in records.claims)
    mentions = Counter(n.evidence.source for n in records.namings)
    open_numbers = Counter(n.source for n in records.numbers if n.fate == "unexplained")
    for s in records.sources:
        yield s.name, page_line(s, len(s.text), articles[s.name], mentions[s.name], claims[s.name], open_numbers[s.name])


def page_line(source: Source, characters: int, articles: int, mentions: int, claims: int, unexplained_numbers: int) -> str:
    """What the report says of one page."""
    return (f"{_one_line(source.name)}: {_one_line(_origin(source))}, {characters} characters, {articles} articles, {mentions} mentions, "
            f"{claims} claims, {unexplained_numbers} numbers unexplained")


def _origin(source: Source) -> str:
    """The encoding with what told it, and what took the text out of the file where it is no plain text."""
    evidence = f" ({source.evidence})" if source.evidence else ""
    return f"{source.encoding}{evidence}" + (f", text by {source.extracted}" if source.extracted else "")


def _one_line(words: str) -> str:
    """Page words on one line of a terminal: line ends become spaces, control and bidirectional signs are spelled out."""
    return "".join(ch if ch.isprintable() else " " if ch.isspace() else ch.encode("unicode_escape").decode("ascii") for ch in words)
