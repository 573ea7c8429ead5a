"""What kg stands on: locked for continuous integration, bounded below, its licences and its data's sources told."""
from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCK = ROOT / ".ci" / "constraints.txt"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TOLD = dict(re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| to (?:run|test) \|$", (ROOT / "docs" / "licences.md").read_text(encoding="utf-8"), re.MULTILINE))
KNOWN = ("MIT", "BSD", "Apache", "ISC", "PSF", "MPL", "LGPL", "W3C", "0BSD", "Zlib", "CC0", "CNRI")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, str]:
    return {plain(name): version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)}


def asked() -> list[str]:
    return [*PROJECT["dependencies"], *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]


def test_the_lock_holds_versions_and_no_address():
    lines = [line for line in LOCK.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) > 40
    assert all(re.fullmatch(r'[\w.-]+==[\w.]+(; python_version [<>]=? "[\d.]+")?', line) for line in lines)


def test_continuous_integration_uses_the_lock():
    assert 'PIP_CONSTRAINT="$PWD/.ci/constraints.txt"' in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_continuous_integration_checks_style_and_types_before_the_tests_and_each_relaxation_says_why():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.index("-m ruff check") < script.index("-m mypy") < script.index('-c "$tests"')
    table = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("[tool.mypy]\n")[2].partition("\n[tool.pytest")[0]
    assert "strict = true" in table
    assert all("  # " in line for line in table.splitlines() if line.endswith(("= false", "ignore_errors = true", "ignore_missing_imports = true")))


@pytest.mark.parametrize("requirement", asked())
def test_every_requirement_has_a_lower_bound_that_the_lock_keeps(requirement):
    name, bound = re.match(r"([\w.-]+)>=([\d.]+)", requirement).groups()
    have, least = ([int(part) for part in version.split(".")] for version in (locked()[plain(name)], bound))
    assert have >= least


def test_what_the_locked_packages_need_is_locked_too():
    names = locked()
    for name in names:
        try:
            needed = requires(name) or []
        except PackageNotFoundError:  # of an extra that is not installed here
            continue
        for one in needed:
            if ";" not in one:  # without a condition
                assert plain(re.match(r"[\w.-]+", one)[0]) in names, f"{name} needs {one}"


@pytest.mark.parametrize("name", sorted(locked()))
def test_every_locked_package_has_its_licence_told(name):
    told = next((licence for called, licence in TOLD.items() if plain(called) == name), None)
    assert told and told.startswith(KNOWN), f"docs/licences.md: {name}"
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return
    expression = said.get("License-Expression")
    assert expression is None or expression in told, f"{name} is under {expression} now"


def test_readmes_lead_to_the_licences_and_name_each_direct_library():
    for page in ("README.md", "README.zh.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        assert "docs/licences.md" in text
    text = plain((ROOT / "README.md").read_text(encoding="utf-8"))
    for requirement in PROJECT["dependencies"]:
        assert plain(re.match(r"[\w.-]+", requirement)[0]) in text, requirement


@pytest.mark.parametrize("path", sorted((ROOT / "rules" / "words").glob("*.*")), ids=lambda path: path.name)
def test_every_word_list_says_where_it_is_from(path):
    head = path.read_text(encoding="utf-8-sig")[:4000]
    assert re.search(r"^(# )?source: \S", head, re.MULTILINE)
