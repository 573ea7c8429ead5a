"""Every sentence in rules/ does what its file says."""
from __future__ import annotations

import pytest

from kg.rules import load
from kg.rules.samples import test_rule as failures_of
from kg.shipped import rules_home

RULESET = load([rules_home()])


@pytest.mark.parametrize("rule", [r for r in RULESET.rules if r.level != "lines"], ids=lambda r: r.id)
def test_rule_does_what_its_sentences_say(rule):
    failures = failures_of(rule, RULESET)
    assert not failures, "\n".join(map(str, failures))


def test_every_shared_list_says_what_it_is_and_where_it_comes_from():
    for word_list in RULESET.lists.values():
        assert word_list.about and word_list.source, word_list.path
