"""The library's front door: rdflib graphs in and out, as users of pySHACL know them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import rdflib

from kgov.answers.difference import Difference, difference
from kgov.answers.findings import Report
from kgov.answers.validation import Judge, published_shapes
from kgov.answers.view import view as compute_view
from kgov.lists.reading import gathered, read_list
from kgov.lists.statements import statements
from kgov.model.knowledge import Knowledge
from kgov.model.names import find_one
from kgov.reasoning import shacl
from kgov.storage.reference import to_graph, to_quads, to_triples
from kgov.storage.source import Source
from kgov.storage.terms import Iri


def load(*files: str | Path) -> Knowledge:
    """The model of the documents, with lists added.

    Args:
        files: lists, as RDF files, Excel or CSV files; none for the documents alone.

    Raises:
        KgovError: a file cannot be read.
    """
    knowledge = Knowledge().need("norm", "codes")
    for file in gathered(map(str, files)):
        knowledge.add_list(read_list(file, knowledge))
    return knowledge


def find(knowledge: Knowledge, name: str) -> Iri:
    """The thing that a name means; KgovError with candidates where it means none or several."""
    return find_one(knowledge, name)


def check(*files: str | Path, as_of: date | None = None, engine: str = "auto") -> Report:
    """Judge lists on a date: findings in six outcomes, with evidence.

    Args:
        files: RDF files with lists.
        as_of: the date judged; today unless given.
        engine: ``auto``, ``pyshacl`` (the reference) or ``fast``; all say the same.
    """
    return Judge(load(*files), as_of or date.today(), engine).run()


def _source(graph: rdflib.Graph) -> Source:
    return Source("<graph>", "", to_triples(graph))


def diff(old: str | Path | rdflib.Graph, new: str | Path | rdflib.Graph) -> Difference:
    """What differs between two lists or graphs, thing by thing, as ``kgov diff`` tells it.

    Args:
        old: how it was: an RDF, Excel or CSV file, a folder of such files, or a graph or dataset of rdflib.
        new: how it is.

    Returns:
        The things that differ, each with its name and its changes in both languages; ``counts`` sums them up, and
        ``is_empty`` tells whether the two say the same. The names of blank nodes are no difference.

    Raises:
        KgovError: a file cannot be read, a folder holds no lists, or so many blank nodes are alike that they
            cannot be told apart in reasonable time.
    """
    knowledge = Knowledge().need("norm", "codes")
    before, after = (
        to_quads(side) if isinstance(side, rdflib.Graph) else statements(str(side), knowledge)
        for side in (old, new)
    )
    return difference(before, after, knowledge)


def view(data: rdflib.Graph, as_of: date | None = None) -> rdflib.Graph:
    """What holds on a date according to a list, as the plain graph that the rules judge."""
    knowledge = load()
    knowledge.add_list(_source(data))
    return to_graph(compute_view(knowledge, as_of or date.today()))


def validate(
    data: rdflib.Graph,
    shapes: rdflib.Graph | None = None,
    as_of: date | None = None,
    engine: str = "auto",
) -> tuple[bool, rdflib.Graph, str]:
    """Judge a list as pySHACL would: ``(conforms, report_graph, text)``.

    Args:
        data: the list, as an rdflib graph.
        shapes: rules in the form of this project; the published rules unless given.
        as_of: the date judged; today unless given.
        engine: ``auto``, ``pyshacl`` (the reference) or ``fast``; all say the same.

    Returns:
        Whether nothing is violated; the standard report graph, with the violated results only; and
        one line for each violation.
    """
    knowledge = load()
    knowledge.add_list(_source(data))
    judge = Judge(knowledge, as_of or date.today())
    rules = published_shapes() if shapes is None else shacl.Shapes(to_triples(shapes))
    result = shacl.judge(judge.data, rules, judge.axioms, engine=engine)
    lines = sorted(f"{place.rule} {place.focus} {place.value}" for place in result.violated)
    return result.conforms, to_graph(result.report), "\n".join(lines)
