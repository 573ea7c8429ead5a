"""`kg verify` passes what a build wrote and finds whatever was changed in it since."""
from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.errors import UsageError
from kg.export.manifest import hash_of
from kg.verify import verify

SEEDS = Path(__file__).parent.parent / "seeds"


def table(folder: Path, name: str) -> tuple[list[str], list[dict[str, str]]]:
    with (folder / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames), list(reader)


def put(folder: Path, name: str, columns: list[str], rows: list[dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    (folder / "tables" / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8-sig", newline="")


def edit(name: str, change):
    """A corruption of the first row of a table for which `change` finds something to do."""
    def corrupt(folder: Path) -> None:
        columns, rows = table(folder, name)
        assert any(change(row) for row in rows), "nothing to corrupt"
        put(folder, name, columns, rows)
    return corrupt


def cell(column: str, new, where=lambda row: True):
    def change(row: dict[str, str]) -> bool:
        if not where(row) or new(row) == row[column]:
            return False
        row[column] = new(row)
        return True
    return change


def drop(name: str):
    def corrupt(folder: Path) -> None:
        columns, rows = table(folder, name)
        put(folder, name, columns, rows[1:])
    return corrupt


def twice(name: str):
    def corrupt(folder: Path) -> None:
        columns, rows = table(folder, name)
        put(folder, name, columns, [rows[0], *rows])
    return corrupt


def replaced(name: str, old: str, new: str):
    def corrupt(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return corrupt


def manifest(change):
    def corrupt(folder: Path) -> None:
        found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        change(found)
        (folder / "manifest.json").write_text(json.dumps(found), encoding="utf-8")
    return corrupt


def reseal(folder: Path) -> None:
    """Write the hashes of what stands there now into the manifest, as a careful forger would."""
    path = folder / "manifest.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    found["outputs"] = {name: hash_of(folder / name) for name in found["outputs"]}
    path.write_text(json.dumps(found), encoding="utf-8")


def swap_values(folder: Path) -> None:
    columns, rows = table(folder, "claims")
    other = next(row for row in rows if row["value"] != rows[0]["value"])
    rows[0]["value"], other["value"] = other["value"], rows[0]["value"]
    put(folder, "claims", columns, rows)


def swap_ids(folder: Path) -> None:
    columns, rows = table(folder, "claims")
    rows[0]["id"], rows[1]["id"] = rows[1]["id"], rows[0]["id"]
    put(folder, "claims", columns, rows)


def turtle_value(folder: Path) -> None:
    _, rows = table(folder, "claims")
    row = next(row for row in rows if "." in row["value"])
    replaced("graph.ttl", f'"{row["value"]}"^^' if f'"{row["value"]}"^^' in (folder / "graph.ttl").read_text(encoding="utf-8") else f' {row["value"]} ', ' 777.5 ')(folder)


def html_value(folder: Path) -> None:
    _, rows = table(folder, "claims")
    replaced("graph.html", f'"value":"{rows[0]["value"]}"', '"value":"987654"')(folder)


def html_claim_lost(folder: Path) -> None:
    _, rows = table(folder, "claims")
    replaced("graph.html", f'"id":"{rows[0]["id"]}"', '"id":"https://example.org/kg/claim/0000000000000000"')(folder)


def html_text(folder: Path) -> None:
    replaced("graph.html", '"text":"', '"text":"伪')(folder)


def turtle_entity_lost(folder: Path) -> None:
    _, rows = table(folder, "entities")
    name = rows[0]["name"]
    replaced("graph.ttl", f'"{name}"@zh', f'"{name}们"@zh')(folder)


def unknown_rule(folder: Path) -> None:
    edit("claims", cell("rule", lambda row: "rule-that-never-was"))(folder)


def carried(change):
    """A corruption of the records that the HTML page carries, written back with the page's own escapes."""
    def corrupt(folder: Path) -> None:
        path = folder / "graph.html"
        text = path.read_text(encoding="utf-8")
        head, mark, rest = text.partition('<script type="application/json" id="records">')
        records, close, tail = rest.partition("</script>")
        found = json.loads(records)
        change(found)
        said = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        path.write_text(head + mark + said.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e") + close + tail, encoding="utf-8")
    return corrupt


def turtle(pattern: str, new: str):
    """A corruption of the first place in the Turtle where `pattern` stands."""
    def corrupt(folder: Path) -> None:
        path = folder / "graph.ttl"
        text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1)
        assert count, "nothing to corrupt"
        path.write_text(text, encoding="utf-8")
    return corrupt


NOBODY = "https://example.org/kg/person/ffffffffffffffff"
FORGED = {
    "a post in a foreign organisation": ("references", edit("roles", cell("org", lambda row: NOBODY, lambda row: row["org"]))),
    "a relation to a foreign thing": ("references", edit("relations", cell("object", lambda row: NOBODY, lambda row: row["object"]))),
    "a relation of a foreign thing": ("references", edit("relations", cell("subject", lambda row: NOBODY))),
    "a claim by a foreign speaker": ("references", edit("claims", cell("speaker", lambda row: NOBODY, lambda row: row["speaker"]))),
    "a thing within a foreign place": ("references", edit("entities", cell("within", lambda row: NOBODY, lambda row: row["within"]))),
    "a claim's number told as a date": ("references", edit("numbers", cell("fate", lambda row: "date", lambda row: row["fate"] == "claim"))),
    "a date told as a claim": ("references", edit("numbers", cell("fate", lambda row: "claim", lambda row: row["fate"] == "date"))),
    "an article that begins elsewhere": ("ids", edit("articles", cell("start", lambda row: str(int(row["start"]) + 1)))),
    "a claim on another page": ("ids", edit("claims", cell("source", lambda row: "002_742abddb91f301c7.txt" if not row["source"].startswith("002") else row["source"]))),
    "a word that is no direction": ("slots", edit("claims", cell("direction", lambda row: "sideways"))),
    "a word that is no bound": ("slots", edit("claims", cell("bound", lambda row: "roughly"))),
    "a place that is no number": ("places", edit("roles", cell("start", lambda row: "soon"))),
    "a place that ends before it begins": ("places", edit("relations", cell("end", lambda row: "0", lambda row: row["start"] != "0"))),
    "a page too many in the manifest": ("counts", manifest(lambda m: m["counts"].update(pages=m["counts"]["pages"] + 1))),
    "a rule that never was in the manifest": ("rules", manifest(lambda m: m["rules"]["fired"].update({"rule-of-nobody": 3}))),
    "another rule set in the Turtle": ("turtle", turtle(r'rulesHash "[0-9a-f]', 'rulesHash "z')),
    "a page's hash in the Turtle": ("turtle", turtle(r'sha256 "[0-9a-f]{4}', 'sha256 "zzzz')),
    "a printed value in the Turtle": ("turtle", turtle(r'printedValue "', 'printedValue "约')),
    "an article gone from the Turtle": ("turtle", lambda folder: turtle(table(folder, "articles")[1][0]["id"].rpartition("/")[2], "0" * 16)(folder)),
    "another rule set in the HTML": ("page", carried(lambda r: r.update(rulesHash="0" * 64))),
    "a name in the HTML": ("page", carried(lambda r: r["entities"][0].update(name="沧海市"))),
    "a post missing from the HTML": ("page", carried(lambda r: r["roles"].pop())),
    "a mention missing from the HTML": ("page", carried(lambda r: r["namings"].pop())),
    "a page missing from the HTML": ("page", carried(lambda r: r["sources"].pop())),
    "a unit in the HTML": ("page", carried(lambda r: r["claims"][0].update(unit="光年"))),
    "a mention moved by one character": ("quotes", edit("mentions", cell("start", lambda row: str(int(row["start"]) + 1)))),
    "a mention's end behind the page": ("places", edit("mentions", cell("end", lambda row: "99999999"))),
    "another surface": ("quotes", edit("mentions", cell("surface", lambda row: "沧海市水务局"))),
    "a quotation with one word more": ("quotes", edit("claims", cell("quote", lambda row: row["quote"] + "左右"))),
    "a figure moved": ("quotes", edit("claims", cell("value_start", lambda row: str(int(row["value_start"]) - 3)))),
    "a printed value rewritten": ("quotes", edit("claims", cell("value_text", lambda row: "9" + row["value_text"]))),
    "a number of the ledger rewritten": ("quotes", edit("numbers", cell("text", lambda row: row["text"] + "8"))),
    "a value ten times as large": ("values", edit("claims", cell("value", lambda row: row["value"] + "0"))),
    "a value that is no number": ("values", edit("claims", cell("value", lambda row: "many"))),
    "a range with another end": ("values", edit("claims", cell("upper", lambda row: "999999999"))),
    "two values swapped": ("values", swap_values),
    "two claims' ids swapped": ("ids", swap_ids),
    "an article's id": ("ids", edit("articles", cell("id", lambda row: row["id"][:-1] + ("0" if row["id"][-1] != "0" else "1")))),
    "an entity's id of another base": ("ids", edit("entities", cell("id", lambda row: "https://elsewhere.example/org/0123456789abcdef"))),
    "the code of a division": ("ids", edit("entities", cell("code", lambda row: "110101", lambda row: row["code"]))),
    "a word that is no kind": ("slots", edit("claims", cell("kind", lambda row: "size"))),
    "a word that is no modality": ("slots", edit("claims", cell("modality", lambda row: "wished"))),
    "a mention of a foreign entity": ("references", edit("mentions", cell("entity", lambda row: "https://example.org/kg/org/ffffffffffffffff"))),
    "a post of a foreign person": ("references", edit("roles", cell("person", lambda row: "https://example.org/kg/person/ffffffffffffffff"))),
    "a claim about a foreign subject": ("references", edit("claims", cell("subject", lambda row: "https://example.org/kg/place/ffffffffffffffff"))),
    "a page that is not in the manifest": ("references", edit("relations", cell("source", lambda row: "elsewhere.txt"))),
    "an article that is not there": ("references", edit("claims", cell("article", lambda row: row["article"] + "0"))),
    "a claim without its row in the ledger": ("references", edit("numbers", cell("claim", lambda row: "", lambda row: row["claim"]))),
    "a missing mention": ("counts", drop("mentions")),
    "a missing claim": ("counts", drop("claims")),
    "a missing verdict or a stray one": ("counts", twice("roles")),
    "an entity twice": ("counts", twice("entities")),
    "a wrong count of mentions": ("counts", edit("entities", cell("mentions", lambda row: "4711"))),
    "a rule that never was": ("rules", unknown_rule),
    "another rule set recorded": ("rules", manifest(lambda m: m["rules"].update(hash="0" * 64))),
    "a count in the manifest": ("counts", manifest(lambda m: m["counts"].update(claims=m["counts"]["claims"] + 1))),
    "a page's hash": ("pages", manifest(lambda m: m["pages"][0].update(sha256="0" * 64))),
    "a value in the Turtle": ("turtle", turtle_value),
    "a name in the Turtle": ("turtle", turtle_entity_lost),
    "Turtle that does not parse": ("turtle", replaced("graph.ttl", " a ", " 中 a ")),
    "a value in the HTML": ("page", html_value),
    "a claim of another build in the HTML": ("page", html_claim_lost),
    "a text in the HTML": ("page", html_text),
    "a reckoning in the HTML": ("page", carried(lambda r: r["verdicts"][0]["message"].__setitem__(0, "总数为999"))),
    "a reckoning in the Turtle": ("turtle", turtle(r'schema:description "', 'schema:description "9')),
    "a reckoning in the table": ("page", edit("verdicts", cell("message_zh", lambda row: row["message_zh"] + "？"))),
    "an HTML page without records": ("page", replaced("graph.html", 'id="records"', 'id="nothing"')),
    "a table without a column": ("tables", replaced("tables/claims.csv", "modality", "mood")),
}


@pytest.fixture
def output(sample_output, tmp_path):
    return Path(shutil.copytree(sample_output, tmp_path / "output"))


def test_an_output_as_it_was_built_is_good(sample_output, ruleset):
    report = verify(sample_output, [SEEDS], ruleset)
    assert report.is_good, "\n".join(report.lines())
    assert all(report.checked[sort] for sort in ("outputs", "pages", "quotes", "places", "values", "ids", "rules", "references", "counts", "turtle", "page"))


def test_units_that_begin_like_numerals_ranges_and_fractions_are_read_back(tmp_path, ruleset):
    page = tmp_path / "page.txt"
    page.write_text("闽山日报\n\n县里修路\n\n　　本报讯（记者 林晓）新路长12千米，水电站装机90千瓦。参加者年龄为9岁至21岁，其中三分之二是农民。每户补助3000元至7000元不等。冠军以2小时17分6秒跑完全程，最重的鱼一吨三，鸡蛋每个两毛。\n", encoding="utf-8")
    kg.build([page]).write(tmp_path / "out", ["turtle", "tables", "html", "manifest"])
    _, claims = table(tmp_path / "out", "claims")
    assert {"12千米", "90千瓦", "9岁至21岁", "三分之二", "3000元至7000元", "2小时17分6秒", "一吨三", "两毛"} <= {row["value_text"] for row in claims}
    report = verify(tmp_path / "out", [page], ruleset)
    assert report.is_good, "\n".join(report.lines())


def test_a_page_whose_name_a_spreadsheet_would_reckon_with_is_found_in_the_tables(tmp_path, ruleset):
    (tmp_path / "-7版 要闻.txt").write_text("本报讯 2024年洪湖市水产品产量达5.2万吨，比上年增长3%。\n", encoding="utf-8")
    kg.build([tmp_path]).write(tmp_path / "output")
    report = verify(tmp_path / "output", [tmp_path / "-7版 要闻.txt"], ruleset)
    assert report.is_good and report.checked["ids"] >= 3, "\n".join(report.lines())


@pytest.mark.parametrize("name", FORGED)
def test_each_forgery_is_found_though_the_manifest_was_resealed(name, output, ruleset):
    sort, corrupt = FORGED[name]
    corrupt(output)
    reseal(output)
    report = verify(output, [SEEDS], ruleset)
    assert report.failures.get(sort), f"{name} was not found among {sort}:\n" + "\n".join(report.lines())


@pytest.mark.parametrize("name", ["graph.ttl", "graph.html", "report.txt", "tables/numbers.csv"])
def test_any_changed_byte_or_missing_file_breaks_its_hash(name, output, ruleset):
    path = output / name
    content = path.read_bytes()
    path.write_bytes(content.replace(b"e", b"E", 1))
    assert any(name in message for message in verify(output, [SEEDS], ruleset).failures["outputs"])
    path.unlink()
    assert f"{name} is missing" in verify(output, [SEEDS], ruleset).failures["outputs"]


def test_a_manifest_that_points_out_of_the_folder_opens_nothing(output, ruleset):
    manifest(lambda m: m["outputs"].update({"../../etc/passwd": "0"}))(output)
    assert any("passwd" in message for message in verify(output, [SEEDS], ruleset).failures["outputs"])


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"pages": [1]}', "{", '{"pages": [], "outputs": [], "rules": {}, "counts": {}, "base": ""}'])
def test_a_broken_manifest_is_a_failure_and_no_crash(content, output, ruleset):
    (output / "manifest.json").write_text(content, encoding="utf-8")
    assert verify(output, [SEEDS], ruleset).failures["manifest"]


def test_a_folder_without_manifest_is_told_once(tmp_path, ruleset):
    (tmp_path / "graph.txt").write_text("x", encoding="utf-8")
    assert verify(tmp_path, [SEEDS], ruleset).failures == {"manifest": [f"{tmp_path / 'manifest.json'} is missing; build with the format manifest"]}


def test_tables_without_manifest_are_told_once_too(output, ruleset):
    (output / "manifest.json").unlink()
    assert verify(output, [SEEDS], ruleset).failures == {"manifest": [f"{output / 'manifest.json'} is missing; build with the format manifest"]}


def test_pages_that_nobody_named_are_told_once_and_how_to_name_them(output, ruleset, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert verify(output, [], ruleset).failures == {"pages": [
        "seeds: no such file, folder or pattern; no pages were named, so seeds/ was looked for; name files, folders or globs; --pages DIR says where they are"]}


def test_a_changed_page_is_found(output, ruleset, tmp_path):
    pages = Path(shutil.copytree(SEEDS, tmp_path / "pages"))
    page = sorted(pages.glob("*.txt"))[0]
    page.write_text(page.read_text(encoding="utf-8") + "。", encoding="utf-8")
    assert any(page.name in message for message in verify(output, [pages], ruleset).failures["pages"])


def test_a_folder_without_outputs_is_a_usage_error(tmp_path, ruleset):
    with pytest.raises(UsageError):
        verify(tmp_path / "nothing", [SEEDS], ruleset)


def test_the_command_exits_0_when_good_and_1_with_ten_failures_of_each_sort(output, capsys):
    assert main(["verify", str(output), "--pages", str(SEEDS)]) == 0
    assert capsys.readouterr().out.startswith("good: ")
    columns, rows = table(output, "mentions")
    for row in rows:
        row["surface"] = "沧海市"
    put(output, "mentions", columns, rows)
    assert main(["verify", str(output), "--pages", str(SEEDS)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("quotes: ") for line in lines) == 11 and f"and {len(rows) - 10} more" in "\n".join(lines)


def test_the_manifest_is_the_same_for_the_same_pages(sample_graph, sample_output, tmp_path):
    sample_graph.write(tmp_path / "again")
    assert (tmp_path / "again" / "manifest.json").read_bytes() == (sample_output / "manifest.json").read_bytes()


def test_a_build_without_manifest_leaves_none_that_speaks_for_older_files(sample_graph, output):
    sample_graph.write(output, ["tables"])
    assert not (output / "manifest.json").exists()


def test_a_set_that_a_dead_build_left_is_put_in_place_before_it_is_verified(output, ruleset):
    """Killed between two renames: half of the files lie in place, the manifest and the rest in `.placing`."""
    ready = output / ".placing"
    ready.mkdir()
    for name in ("manifest.json", "graph.ttl"):
        (output / name).rename(ready / name)
    report = verify(output, [SEEDS], ruleset)
    assert report.is_good, "\n".join(report.lines())
    assert not ready.exists() and (output / "graph.ttl").is_file()


def test_there_are_fifty_forgeries():
    assert len(FORGED) >= 50
