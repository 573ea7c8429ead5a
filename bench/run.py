"""How fast this engine is, beside others, in one command.

    python bench/run.py [PAGE …] [--write] [--check] [--quick]

Measures, on the pages that come with the project and as many made ones: jieba, jieba's tagger, jionlp, jiagu, LAC and this engine side by side;
each stage beside jieba.cut in one process; one page; growth with pages, entities and rules; a second build; all cores, every engine; linked data,
store and page.
Prints a table each and what was promised beside what was measured; `--write` keeps it all in bench/RESULTS.md, `--check` answers 1 where a goal is
missed.  The first run installs the other tools into a cache folder of their own (a gigabyte; `--no-install` leaves out those that are not there).
"""
from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from bench import cores as spread, curves, formats, peers  # noqa: E402
from bench.archive.pages import page  # noqa: E402
from bench.machine import described, load, python, taken_by  # noqa: E402
from bench.peer import TOOLS  # noqa: E402
from bench.table import Goal, Table  # noqa: E402

RESULTS = Path(__file__).with_name("RESULTS.md")
PROMISED = "Promised and measured"
SPEED, TIMES_JIEBA, MORE_RULES = 400_000, 2.0, 1.3  # characters/s; × jieba.cut; × the time with ten times the rules
NUMBERS = 200_000  # characters/s of numbers and claims alone


def core(options: argparse.Namespace) -> Iterator[Table]:
    """The stages of this engine beside jieba.cut, in one process."""
    taken = taken_by(python("bench/core.py", "--json", "--repeat", str(options.repeat), *map(str, options.pages)))
    if taken.code:
        raise SystemExit(f"bench/core.py failed:\n{taken.said}")
    rows = json.loads(taken.said.splitlines()[-1])
    jieba, (last, speed) = rows[0][1], rows[-1]
    goals = [Goal(f"{last}, characters/s on one core", f"≥ {SPEED:,}", f"{speed:,.0f}", speed >= SPEED), Goal(f"{last}, to jieba.cut in the same process", f"≥ {TIMES_JIEBA}", f"{speed / jieba:.2f}", speed >= TIMES_JIEBA * jieba)]
    goals += [Goal(f"{name}, characters/s on one core", f"≥ {NUMBERS:,}", f"{each:,.0f}", each >= NUMBERS) for name, each in rows if name == "kg numbers and claims"]
    yield Table("In one process", ("stage", "characters/s", "× jieba.cut"), [[name, f"{each:,.0f}", f"{each / jieba:.2f}"] for name, each in rows],
                "The pages that come with the project, processor time, the best of three; made pages are seen once (× is to the first row).", goals=goals)


def side_by_side(options: argparse.Namespace) -> Iterator[Table]:
    """All tools on the same pages."""
    pages = [path.read_text(encoding="utf-8") for path in options.pages]
    made = [page(number) for number in range(2 if options.quick else 15)]
    yield peers.side_by_side([*pages, *made], options.tools, options.install)


def growth(options: argparse.Namespace) -> Iterator[Table]:
    """Pages, entities, a second build."""
    yield from curves.all_curves([options.largest // 8, options.largest // 4, options.largest // 2, options.largest], options.second)


def cores(options: argparse.Namespace) -> Iterator[Table]:
    """All cores, and every engine."""
    yield from spread.all_cores(options.largest)
    yield from spread.each_engine(options.largest)


def rules(options: argparse.Namespace) -> Iterator[Table]:
    """Ten times the rules: bench/growth.py makes and measures them."""
    taken = taken_by(python("bench/growth.py", "--json", "--pages", "4" if options.quick else "20"))
    if taken.code:
        raise SystemExit(f"bench/growth.py failed:\n{taken.said}")
    measured = json.loads(taken.said.splitlines()[-1])
    once = measured[0][2]
    rows = [[f"{times} ×", f"{count:,}", f"{seconds:.2f}", f"{seconds / once:.2f}"] for times, count, seconds in measured]
    more = measured[-1][2] / once
    yield Table("Rules", ("rules", "number", "processor s", "× the time"), rows, "The same made pages, read to resolved claims; the best of four.",
                goals=[Goal(f"time with {measured[-1][0]} times the rules", f"≤ {MORE_RULES}", f"{more:.2f}", more <= MORE_RULES)])


def files(options: argparse.Namespace) -> Iterator[Table]:
    """Linked data, store, page."""
    yield formats.linked_data(options.triples, options.triples // 10)
    yield formats.viewer([300] if options.quick else [300, 2000])


PARTS: dict[str, Callable[[argparse.Namespace], Iterator[Table]]] = {"peers": side_by_side, "core": core, "growth": growth, "cores": cores, "rules": rules, "files": files}


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path, default=sorted((ROOT / "seeds").glob("*.txt")))
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--only", metavar="PARTS", type=lambda names: names.split(","), default=list(PARTS), help="some of " + ",".join(PARTS))
    parser.add_argument("--tools", metavar="NAMES", type=lambda names: names.split(","), default=list(TOOLS), help="some of " + ",".join(TOOLS))
    parser.add_argument("--no-install", dest="install", action="store_false", help="leave out tools that are not installed yet")
    parser.add_argument("--largest", type=int, default=400, metavar="N", help="pages of the largest build; the others have a half, a quarter and an eighth (default: 400)")
    parser.add_argument("--second", type=int, default=1000, metavar="N", help="pages of the archive that is built a second time (default: 1000)")
    parser.add_argument("--triples", type=int, default=300_000, metavar="N", help="of linked data (default: 300000)")
    parser.add_argument("--quick", action="store_true", help="small sizes: to see that it runs, not to quote")
    parser.add_argument("--write", action="store_true", help=f"keep the tables in {RESULTS.relative_to(ROOT)}")
    parser.add_argument("--check", action="store_true", help="exit 1 where a goal is missed")
    options = parser.parse_args(arguments)
    if options.quick:
        options.largest, options.second, options.triples = 40, 40, 20_000
    unknown = [name for name in options.only if name not in PARTS] + [name for name in options.tools if name not in TOOLS]
    if unknown:
        parser.error(f"not known: {', '.join(unknown)}")
    given = " ".join(arguments if arguments is not None else sys.argv[1:])
    head = described(f"python bench/run.py {given}".rstrip())
    print("\n".join(head) + "\n", flush=True)
    tables: list[Table] = []
    for name in options.only:
        for table in PARTS[name](options):
            tables.append(table)
            print(table.as_text(), flush=True)
    goals = [goal for table in tables for goal in table.goals]
    if goals:
        tables.append(Table(PROMISED, ("goal", "target", "measured", "met"), [goal.row() for goal in goals]))
        print(tables[-1].as_text(), flush=True)
    if options.write:
        RESULTS.write_text(results(head, tables), encoding="utf-8")
    return 1 if options.check and not all(goal.met for goal in goals) else 0


def results(head: list[str], tables: list[Table]) -> str:
    """The text of RESULTS.md."""
    first = [table for table in tables if table.title == PROMISED]
    head = [*head, f"- {load('end')}"]
    return "\n".join(["# Results", "", "Written by the command itself; run it again to measure another machine. Goals first, then what they rest on.", "", *head, "",
                      *(table.as_markdown() for table in (*first, *(table for table in tables if table not in first)))]).rstrip() + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
