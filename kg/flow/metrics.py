"""The metrics of all pages as concepts, on any engine: which of them fall under which, and their nodes.

In: finished pages.  Out: leaves, see `kg.flow.leaves`.  Pages print ever new metrics, some eight an article, so no process holds them all: a metric asks of each form that it
might lead to (its normal form, the broader ones, and theirs) whether any page prints it, and makes its own node from the answers.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from kg.export.concepts import Concepts
from kg.flow import Rows
from kg.flow.leaves import METRICS, Leaf, Nodes, Wanted
from kg.flow.pages import Shared, Told
from kg.series.metrics import metrics_among

PRINTED, NORMAL, KNOWN = 1, 2, 4  # by a page; the normal form of such a one, or of that; the normal form of what a page prints


class _Form(NamedTuple):
    """A form of a metric: what is known of it, or (with a metric that asks) a question."""

    form: str
    asking: str
    bits: int


def metric_leaves(pages: Rows, shared: Callable[[], Shared], wanted: Callable[[], Wanted]) -> Rows:
    """The nodes of all metrics.  Of a form that no page prints there may be several leaves, all alike."""
    forms = pages.flat_map(_printed).grouped(_itself, _unordered, partial(_forms, shared=shared))
    answers = forms.grouped(_form, _by_asking, _answers)
    return answers.grouped(_asking, _by_form, partial(_leaves, shared=shared, wanted=wanted))


def _printed(page: Told) -> Iterator[str]:
    return (name for room, name in page.words if room == "metric")


def _itself(name: str) -> str:
    return name


def _unordered(_: str) -> tuple:
    return ()


def _forms(metric: str, _: Iterator[str], shared: Callable[[], Shared]) -> Iterator[_Form]:
    """What a metric that pages print tells of forms, and what it asks."""
    names = shared().names
    yield _Form(metric, "", PRINTED)
    form = names.normal(metric)
    yield _Form(form, "", KNOWN)
    normals = {metric}
    while form not in normals:
        yield _Form(form, "", NORMAL)
        normals.add(form)
        form = names.normal(form)
    for form in names.leading_up(metric):
        yield _Form(form, metric, 0)


def _form(row: _Form) -> str:
    return row.form


def _asking(row: _Form) -> str:
    return row.asking


def _by_asking(row: _Form) -> tuple[str, int]:
    """What is known of a form before who asks."""
    return row.asking, row.bits


def _by_form(row: _Form) -> tuple[str]:
    return (row.form,)


def _answers(form: str, rows: Iterator[_Form]) -> Iterator[_Form]:
    bits = 0
    for row in rows:
        if not row.asking:
            bits |= row.bits
        elif bits:
            yield _Form(form, row.asking, bits)


def _leaves(metric: str, rows: Iterator[_Form], shared: Callable[[], Shared], wanted: Callable[[], Wanted]) -> Iterator[Leaf]:
    """The node of a metric, and of what it leads to as far as no page prints that."""
    names, how = shared().names, wanted()
    bits = {row.form: row.bits for row in rows}
    among = metrics_among([metric], {form for form, bit in bits.items() if bit & KNOWN}, names)
    concepts = Concepts(how.settings.base, how.is_full, "")
    own = {concepts.spelled("metric", one.name) for one in among if one.name == metric or not bits.get(one.name, 0) & PRINTED}
    for form in bits:
        concepts.iri("metric", form)
    nodes = Nodes(how)
    for node in concepts.nodes(among):
        if node[0] in own:
            for leaf in nodes.text(METRICS, node):
                yield leaf._replace(order=(-1, metric))
