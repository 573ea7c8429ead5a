"""Word lists: YAML for short ones, TSV for long ones.

In: the text of `words/NAME.yaml` or `words/NAME.tsv` of a rules folder.  Out: `WordList`.  A TSV begins with
`# key: value` lines (`about`, `source`, `label`, `columns`), then one entry a line; the first column is the
word, the others become attributes.  A YAML list has `about`, `source`, `words` and, where it makes
mentions by itself, `label`.  A list that says `adds: yes` is laid over the one of its name in an earlier folder instead of taking its place.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.errors import RuleError
from kg.model import record
from kg.rules.grammar import nearest
from kg.rules.yamldoor import Items, Mapping, parse_yaml
from kg.text import fold

_HEADER = ("about", "source", "label", "columns", "set", "unless-before", "unless-after", "adds")
_MOST = 2_000_000


@record
class WordList:
    """One list.  `words` are folded, in file order; `attributes[i]` belongs to `words[i]`.

    `label` is set where the list makes mentions by itself.
    """

    name: str
    about: str
    source: str
    label: str
    words: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    fixed: tuple[tuple[str, str], ...]
    unless_before: tuple[str, ...]
    unless_after: tuple[str, ...]
    path: str
    line: int = 1  # where its label is given
    adds: bool = False

    def attributes(self, index: int) -> tuple[tuple[str, str], ...]:
        """The attributes of word `index`: the list's own `set`, then its columns (empty cells left out)."""
        row = self.rows[index] if self.rows else ()
        return self.fixed + tuple((c, v) for c, v in zip(self.columns, row, strict=False) if v)

    def over(self, earlier: WordList) -> WordList:
        """The words of an earlier list and, behind them, those of this one; a word that both have means what it means here.  Raises `RuleError` for bare words where each has a meaning.

        >>> lists = [word_list("seasons.yaml", f"{{about: a, source: b, {more}}}", "seasons.yaml") for more in ("words: {春: {months: 03/05}}", "adds: yes, words: {汛: {days: 06-01/09-30}}")]
        >>> both = lists[1].over(lists[0])
        >>> both.words, both.columns, both.rows
        (('春', '汛'), ('months', 'days'), (('03/05', ''), ('', '06-01/09-30')))
        """
        if earlier.columns and not self.columns and all(map(any, earlier.rows)):
            told = f"{earlier.words[0]}: {earlier.rows[0][0]}" if earlier.columns == ("value",) else f"{earlier.words[0]}: {{{earlier.columns[0]}: …}}"
            raise RuleError("its words say nothing of themselves, as each word of the list does that it adds to", self.path, f"write them as {earlier.path} does, {told}")
        columns = tuple(dict.fromkeys((*earlier.columns, *self.columns)))
        facts = {word: dict(one.attributes(index)) for one in (earlier, self) for index, word in enumerate(one.words)}
        rows = tuple(tuple(said.get(column, "") for column in columns) for said in facts.values()) if columns else ()
        return replace(self, label=self.label or earlier.label, words=tuple(facts), columns=columns, rows=rows, fixed=self.fixed or earlier.fixed,
                       unless_before=(*earlier.unless_before, *self.unless_before), unless_after=(*earlier.unless_after, *self.unless_after))


def word_list(name: str, text: str, shown: str) -> WordList:
    """The list in a text; `name` is its file's, ending in `.tsv` or `.yaml`.  Raises `RuleError` with file and line."""
    stem, _, ending = name.rpartition(".")
    return _of_tsv(stem, text, shown) if ending == "tsv" else _of_yaml(stem, text, shown)


def _of_tsv(name: str, text: str, shown: str) -> WordList:
    lines = text.split("\n")
    if len(lines) > _MOST:
        raise RuleError(f"has {len(lines):,} lines", shown, f"a word list may have {_MOST:,}; split it")
    head: dict[str, str] = {}
    at, line = 0, 1
    while at < len(lines) and lines[at].startswith("#"):
        key, colon, value = lines[at][1:].partition(":")
        if colon and key.strip() in _HEADER:
            head[key.strip()] = value.strip()
            if key.strip() == "label":
                line = at + 1
        elif colon and " " not in key.strip():
            raise RuleError(f"unknown header {key.strip()!r}", f"{shown}:{at + 1}", nearest(key.strip(), _HEADER))
        at += 1
    columns = tuple(head.get("columns", "word").split()[1:])
    words, rows = [], []
    seen: set[str] = set()
    for number, entry in enumerate(lines[at:], at + 1):
        if not entry or entry.startswith("#"):
            continue
        word, *cells = entry.split("\t")
        if columns and not cells and " " in word:
            raise RuleError(f"{word} is one word, for no tab stands in it", f"{shown}:{number}", "part columns by tabs")
        if len(cells) > len(columns):
            raise RuleError(f"{len(cells) + 1} columns where the header names {len(columns) + 1}", f"{shown}:{number}",
                            "name them in '# columns: word …'")
        words.append(_once(word, seen, f"{shown}:{number}", "keep one entry; join codes with ;"))
        if columns:
            rows.append((*cells, *("",) * (len(columns) - len(cells))))
            _refuse_unsound(name, word, columns, cells, f"{shown}:{number}")
    return _listed(name, shown, head, words, columns, rows, line)


def _of_yaml(name: str, text: str, shown: str) -> WordList:
    document = parse_yaml(text, shown)
    if not isinstance(document, Mapping):
        raise RuleError("is no word list", f"{shown}:1", "it is a mapping: about: …, source: …, words: [甲, 乙]")
    for key in document:
        if key not in (*_HEADER, "words"):
            raise RuleError(f"unknown field {key!r}", f"{shown}:{key.line}", nearest(key, (*_HEADER, "words")))
    entries = document.get("words")
    head: dict[str, object] = {k: v for k, v in document.items() if k != "words"}
    words: list[str] = []
    rows: list[tuple[str, ...]] = []
    columns: tuple[str, ...] = ()
    if isinstance(entries, Items):
        words = list(entries)
    elif isinstance(entries, Mapping):
        words = list(entries)
        columns = tuple(dict.fromkeys(k for v in entries.values() if isinstance(v, Mapping) for k in v))
        if not columns:
            columns = ("value",)
            rows = [(str(v),) for v in entries.values()]
        else:
            bare = next((word for word, facts in entries.items() if not isinstance(facts, Mapping)), None)
            if bare is not None:
                raise RuleError(f"{bare} has no attributes where other words have", f"{shown}:{getattr(bare, 'line', 1)}", f"write {bare}: {{{columns[0]}: …}}")
            rows = [tuple(str(v.get(c, "")) for c in columns) for v in entries.values()]
    else:
        raise RuleError("has no words", shown, "words: is a list, or a mapping from word to attributes")
    folded: list[str] = []
    seen: set[str] = set()
    for word in words:
        if not isinstance(word, str):
            raise RuleError("a word must be a plain string", f"{shown}:{getattr(word, 'line', 1)}")
        folded.append(_once(word, seen, f"{shown}:{getattr(word, 'line', 1)}", "keep one entry"))
        if rows:
            _refuse_unsound(name, word, columns, rows[len(folded) - 1], f"{shown}:{getattr(word, 'line', 1)}")
    return _listed(name, shown, head, folded, columns, rows, getattr(head.get("label"), "line", 1))


def _once(word: str, seen: set[str], where: str, hint: str) -> str:
    """The word's form, noted among those `seen`; raises `RuleError` where it stands there."""
    form = fold(word)
    if form in seen:
        raise RuleError(f"{word} stands twice", where, hint)
    seen.add(form)
    return form


def _refuse_unsound(name: str, word: str, columns: tuple[str, ...], cells: Sequence[str], where: str) -> None:
    """Raise `RuleError` for an entry of the calendar's tables that says no day, no year or nothing that is counted."""
    from kg import almanac, timewords  # a rule set from the cache reads no list, and needs none of its expressions before others are taken

    judge = next((room.problem for room in (almanac, timewords) if name in room.NAMES), None)
    wrong = judge(name, word, dict(zip(columns, cells, strict=False))) if judge is not None else None
    if wrong:
        raise RuleError(wrong[0], where, wrong[1])


def _listed(name: str, shown: str, head: dict, words: list[str], columns, rows, line: int) -> WordList:
    if head.get("adds", "yes") != "yes":
        raise RuleError(f"adds: {head['adds']}", shown, "say adds: yes, or leave it out: then the list takes the place of an earlier one with its name")
    for key in ("about", "source"):
        if not head.get(key):
            raise RuleError(f"does not say {key}", f"{shown}:1", f"begin with '{'# ' if shown.endswith('.tsv') else ''}{key}: …': every shared word list says what it is and where it comes from")
    if not words or not all(words):
        raise RuleError("holds an empty entry or none at all", shown, "fill it or delete it")

    def listed(value) -> tuple[str, ...]:
        items = value if isinstance(value, Items) else str(value or "").split()
        return tuple(fold(w) for w in items)

    fixed = head.get("set") or {}
    if not isinstance(fixed, Mapping):
        fixed = dict(pair.split("=", 1) for pair in str(fixed).split() if "=" in pair) if fixed else {}
    return WordList(name, str(head["about"]), str(head["source"]), str(head.get("label", "")), tuple(words), columns,
                    tuple(rows), tuple((str(k), str(v)) for k, v in fixed.items()),
                    listed(head.get("unless-before")), listed(head.get("unless-after")), shown, line, head.get("adds") == "yes")
