"""Small parts: marking, content negotiation, examples, settings, kept answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.graph.names import Names
from kg.graph.turtle import prefixes
from kg.queries.library import Parameter, Query
from kg.serve.accept import GRAPHS, ROWS, choose
from kg.serve.answers import Given, Kept, Sent
from kg.serve.examples import Example, examples, filled
from kg.serve.marking import steps
from kg.serve.settings import SettingError, chosen, listing
from kg.serve.wire import Frames, Reply, frame, replied, replying

SPANS = st.lists(st.tuples(st.integers(-2, 22), st.integers(-2, 25)), max_size=8)


@given(st.text(max_size=20), SPANS)
def test_marks_nest_and_the_text_stays(text: str, spans: list[tuple[int, int]]) -> None:
    depth, at = [], 0
    covered: dict[int, set[int]] = {i: set() for i in range(len(spans))}
    first: list[int] = []
    for step in steps(text, spans):
        if step.kind == "open":
            depth.append(step.span)
            first += [step.span] if step.first else []
        elif step.kind == "close":
            depth.pop()
        else:
            assert step.text == text[at : at + len(step.text)]
            assert step.span == (depth[-1] if depth else -1)
            for span in depth:
                covered[span] |= set(range(at, at + len(step.text)))
            at += len(step.text)
    assert (depth, at) == ([], len(text))
    for i, (b, e) in enumerate(spans):
        assert covered[i] == set(range(max(b, 0), min(e, len(text))))
        assert first.count(i) == (1 if covered[i] else 0)


@given(st.text(st.sampled_from("abt/*;q=01., extcsv"), max_size=60))
def test_any_accept_header_is_answered(header: str) -> None:
    for offers in (ROWS, GRAPHS):
        found = choose(header, offers)
        assert found is None or found in offers


@pytest.mark.parametrize("example", examples(), ids=lambda e: e.name)
def test_examples_are_queries_that_run_by_themselves(example: Example) -> None:
    Store().query(example.text, prefixes=prefixes(Names()), base_iri="https://example.org/kg/id/")
    assert "example:" not in example.text
    assert example.chinese


def test_values_of_an_example_are_filled_in_where_they_are_variables() -> None:
    text = (
        "# What.\n# ?place name: where\nSELECT ?place ?x WHERE { ?x rdfs:label ?place . # ?place\n ?places a '?place' }"
    )
    query = Query("q", text, parameters=(Parameter("place", "name", "where"),), example={"place": '吉"县'})
    assert (
        filled(query)
        == '# What.\nSELECT ?x WHERE { ?x rdfs:label "吉\\"县"@zh-hans . # ?place\n ?places a \'?place\' }'
    )


def test_settings_are_given_by_name() -> None:
    found = chosen(["seconds=2.5", "rows=7", "log=false", "mount=/kg"], port=1)
    assert (found.seconds, found.rows, found.log, found.mount, found.port) == (2.5, 7, False, "/kg", 1)
    assert "rows=7" in listing(found)
    for wrong in ("x=1", "rows", "rows=a", "rows=-1", "log=maybe", "seconds="):
        with pytest.raises(SettingError, match="--set"):
            chosen([wrong])


def test_kept_answers_have_a_size() -> None:
    def sent(text: str) -> Sent:
        return Sent(text.encode(), b"*/*")

    kept = Kept(100_000)
    for number in range(200):
        kept.put(("b", sent(f"query=ASK {number}")), Given(Reply(200, "x", b"x" * 1_000)))
    assert kept.get(("b", sent("query=ASK 199"))) is not None
    assert kept.get(("c", sent("query=ASK 199"))) is None
    assert kept.get(("b", sent("query=ASK 0"))) is None
    kept.put(("b", sent("large")), Given(Reply(200, "x", b"x" * 50_000)))
    assert kept.get(("b", sent("large"))) is None


@given(st.lists(st.binary(max_size=40), max_size=5), st.integers(1, 7))
def test_frames_arrive_whole(bodies: list[bytes], step: int) -> None:
    frames = Frames()
    found: list[tuple[bytes, bytes]] = []
    for number, body in enumerate(bodies):
        data = frame(b"%d" % number, body)
        pieces = (frames.feed(data[at : at + step]) for at in range(0, len(data), step))
        found += [whole for whole in pieces if whole]
    assert found == [(b"%d" % n, body) for n, body in enumerate(bodies)]


@pytest.mark.parametrize("media", ["", "text/csv; charset=utf-8"])
def test_a_reply_arrives_as_it_was(media: str) -> None:
    for reply in (Reply(200, media, b"a b\r\n"), Reply(503, media, b"", fixed=False)):
        whole = Frames().feed(replying(reply))
        assert whole is not None
        assert replied(*whole) == reply
