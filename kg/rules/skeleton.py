"""A new pack: a folder with one rule of each common kind, commented, passing its own test.

In: the path of a folder that is not there yet, or empty.  Out: the files written.  The sentences are invented; an author
overwrites them one by one.
"""
from __future__ import annotations

from pathlib import Path

from kg.errors import OutputError, UsageError
from kg.rules.schema import schema_text

_RULES = """# yaml-language-server: $schema=rule-file.schema.json
# One rule, one shape. Change a line, then run: kg rules test --rules {folder} --only {folder.name}/
about: Names that our paper prints and the built-in rules do not know.
level: names                  # words come first, then names, values, relations, claims
words:                        # local lists: @name in this file only
  cooking: [茶, 汤, 面]
  happenings: [新开]
rules:
  - id: {name}-cooking-house       # quoted as evidence: keep it once it is used
    about: A place, a name of two to four characters and a class noun of cooking houses.
    label: Org                # declared in labels.yaml of the built-in rules (or of this folder)
    pattern: "{{seat:Place}}{{brand:<han>{{2,4}}}}@cooking@{name}-heads"
    where: {{brand: [not contains @org-breakers, not contains @happenings]}}   # no 和, no verb inside the name
    set: {{subtype: company}}
    examples:                 # each gives exactly its finds, alone and beside all other rules
      - text: 记者在汕头市望海茶饭铺看到
        finds: {{seat: 汕头市, brand: 望海, all: 汕头市望海茶饭铺}}
      - text: 潮州市老巷口汤菜馆开门迎客
        finds: {{brand: 老巷口, all: 潮州市老巷口汤菜馆}}
      - text: 佛山市满堂红面小吃店排起长队
        finds: {{brand: 满堂红}}
    ignores:                  # each gives nothing from this rule
      - text: 佛山市新开茶饭铺五家
        because: 新开 is what happened, 五家 is how many; nothing is named.
"""
_RELATIONS = """# yaml-language-server: $schema=rule-file.schema.json
about: What our paper says of two names at once.
level: relations              # slots hold the names that earlier levels found
rules:
  - id: {name}-moves-into
    about: An organisation moves into a place.
    label: LocatedIn
    pattern: "{{subject:Organisation}}({{when:Time}}|正式)?搬(入|进|到){{object:Place}}"   # 近日 is a Time by now, so a slot
    set: {{predicate: located_in}}
    examples:
      - text: 汕头市水务局正式搬入濠江区
        finds: {{subject: 汕头市水务局, object: 濠江区}}
      - text: 汕头大学近日搬到龙湖区
        finds: {{subject: 汕头大学, object: 龙湖区}}
      - text: 汕头市水务局日前搬进濠江区
        finds: {{subject: 汕头市水务局, object: 濠江区}}
    ignores:
      - text: 汕头市水务局搬入新家
        because: 新家 is no place that a map has.
"""
_WORDS = """about: Class nouns of small cooking houses.
source: common newspaper usage
words: [饭铺, 菜馆, 小吃店]
"""


def write_skeleton(folder: Path) -> list[Path]:
    """Write a new pack into `folder`.

    Raises `UsageError` where its name cannot begin a rule id or the folder holds something, `OutputError` where it cannot be written.
    """
    name = folder.name.lower().replace("_", "-")
    if not name or not all(part.isascii() and part.isalnum() for part in name.split("-")) or not name[0].isalpha():
        raise UsageError(f"the name {folder.name!r} cannot begin a rule's id", hint="small Latin letters, digits and hyphens, such as harbour")
    files = {"names.yaml": _RULES.format(name=name, folder=folder), "relations.yaml": _RELATIONS.format(name=name),
             f"words/{name}-heads.yaml": _WORDS, "rule-file.schema.json": schema_text()}
    return write_new(folder, files)


def write_new(folder: Path, files: dict[str, str]) -> list[Path]:
    """Write `files` (place in the folder → text) into a folder that is new or empty.

    Raises `UsageError` where the folder holds something already, `OutputError` where it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and not empty", hint="give a new folder")
    written = []
    for place, text in files.items():
        path = folder / place
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as problem:
            raise OutputError(f"cannot be written ({problem.strerror})", str(path), "choose another folder") from problem
        written.append(path)
    return written
