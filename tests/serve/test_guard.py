"""SERVICE is found however it is written, and is not seen where it is only a word."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.errors import KgError
from kg.queries.syntax import check_local
from kg.serve.guard import calls_out, update_verb
from tests.serve.listener import Listener

CALLS = [
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "select*{sErViCe/**/<%s>{?s ?p ?o}}".replace("/**/", " "),
    "ASK{SERVICE#\n<%s>{}}",
    "ASK{SERVICESILENT<%s>{}}",
    "PREFIX : <%s> ASK{SERVICE:a{}}",
    "PREFIX e: <%s> ASK{?s e:p true SERVICE e:a{}}",
    "ASK{?s ?p trueSERVICE<%s>{}}",
    "ASK{?s ?p 1SERVICE<%s>{}}",
    "ASK{?s ?p 1.SERVICE<%s>{}}",
    "ASK{?s ?p 'x'SERVICE<%s>{}}",
    "ASK{?s ?p 'x'@en SERVICE<%s>{}}",
    "ASK{?s ?p ?o.SERVICE<%s>{}}",
    "ASK{{}SERVICE<%s>{}}",
    # what follows < may be an IRI, or an operator and then a string or a comment that hides its end
    "ASK{BIND(1<'b>' AS ?c)SERVICE<%s>{}#'\n}",
    "ASK{VALUES ?a{1}VALUES ?b{2}FILTER(?a<?b#>'''\n)SERVICE<%s>{?s ?p ?o}#'''\n}",
    "ASK{VALUES ?a{1}VALUES ?b{2}FILTER(?a<?b#>\n)SERVICE<%s>{}}",
    'ASK{VALUES ?a{1}VALUES ?b{2}FILTER(?a<?b)SERVICE<%s>{}FILTER("x">"")}',
    "ASK{VALUES ?x{<%s>}VALUES ?a{1}VALUES ?b{2}FILTER(?a<?b)SERVICE?x#>\n{?s ?p ?o}}",
    "SELECT * { { SELECT * { SERVICE <%s> { } } } }",
    "ASK { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { OPTIONAL { SERVICE <%s> { ?s ?p ?o } } }",
]
WORDS = [
    "ASK { ?service ?p $SERVICE }",
    "ASK { ?s <http://a.example/service/x> 'SERVICE' }",
    '# SERVICE\nASK { ?s ?p """ \' SERVICE " """ } # service',
    "PREFIX ex: <http://a.example/> ASK { ?s ex:service ex:SERVICE }",
    "ASK { ?s ?p 'a'@service }",
    "PREFIX x: <http://service#SERVICE> SELECT (COUNT(*) AS ?n) { ?s a x:y FILTER(?s < 3 && ?n > 2) }",
    "ASK { ?s ?p 'it\\'s a SERVICE' }",
]
PIECES = [
    "SERVICE", "service", " ", "\n", "<", ">", "'", '"', "'''", '"""', "#", "{", "}", "(", ")", "?x", ":a", "e:b", "@en", "\\", "1", ".",
    ";", "true", "<http://a.example/#>", "SILENT", "FILTER", "BIND", " AS ?c", "ASK", "SELECT *", "VALUES ?a{1}", "?a<?b", "&&", "_:b",
]  # fmt: skip


@pytest.mark.parametrize("query", CALLS)
def test_a_call_is_found(query: str) -> None:
    assert calls_out(query % "http://a.example/")
    with pytest.raises(KgError):
        check_local(query % "http://a.example/")  # what `kg query` asks


@pytest.mark.parametrize("query", WORDS)
def test_a_word_is_no_call(query: str) -> None:
    assert not calls_out(query)


def test_calls_of_the_list_are_real(tmp_path: object) -> None:
    """Without the guard the engine would go out for most of them: the list tests what matters."""
    with Listener() as listener:
        for query in CALLS:
            try:
                found = Store().query(query % listener.address)
                list(found) if hasattr(found, "__iter__") else bool(found)
            except (SyntaxError, RuntimeError, OSError, ValueError):
                continue
        assert listener.count >= 8


@given(st.lists(st.sampled_from(PIECES), max_size=25))
@settings(max_examples=400, deadline=None)
def test_whatever_passes_does_not_go_out(pieces: list[str]) -> None:
    query = "ASK{" + "".join(pieces) + "}"
    if "service" in query.lower() and not calls_out(query):
        _stays(query)


def test_many_pasted_queries_stay() -> None:
    chance = random.Random(7)
    for _ in range(3000):
        start = chance.choice([*CALLS, *WORDS]).replace("%s", "http://127.0.0.1:9/")
        at = chance.randrange(len(start))
        query = (
            start[:at] + "".join(chance.choices(PIECES, k=chance.randint(1, 4))) + start[at + chance.randint(0, 3) :]
        )
        if not calls_out(query):
            _stays(query)


def _stays(query: str) -> None:
    """A query that passed the guard: the engine either refuses it as malformed, or answers without asking anybody."""
    try:
        found = Store().query(query)
        list(found) if hasattr(found, "__iter__") else bool(found)
    except (SyntaxError, ValueError):
        return
    except OSError as error:
        raise AssertionError(f"went out: {query!r}") from error
    except RuntimeError as error:
        assert "service" not in str(error).lower(), query


@pytest.mark.parametrize(
    ("query", "verb"),
    [
        ("INSERT DATA {}", "INSERT"),
        ("PREFIX a: <x:a#b> # SELECT\n base <x:> delete where {}", "DELETE"),
        ("load <x:a>", "LOAD"),
        ("SELECT * { ?insert ?p ?o }", None),
        ("# INSERT\nASK {}", None),
        ("", None),
    ],
)
def test_updates_are_told_by_their_verb(query: str, verb: str | None) -> None:
    assert update_verb(query) == verb
