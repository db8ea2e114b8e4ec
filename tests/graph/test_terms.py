"""Text that reaches the graph comes back as it was, whatever is in it."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.graph.checks import literal
from kg.graph.terms import decimal, link, moment, number, tagged, text, typed
from kg.link.base import slug

ANY = st.text(st.characters(exclude_categories=[]))
VALID = st.text(st.characters(exclude_categories=["Cs"]))


def parsed(term: str, form: RdfFormat = RdfFormat.N_QUADS) -> NamedNode | Literal:
    quads = list(parse(f"<a:s> <a:p> {term} .\n".encode(), format=form))
    assert len(quads) == 1
    assert isinstance(quads[0], Quad)
    found = quads[0].object
    assert isinstance(found, NamedNode | Literal)
    return found


@given(VALID)
def test_a_string_comes_back(value: str) -> None:
    for form in (RdfFormat.N_QUADS, RdfFormat.TURTLE):
        assert parsed(text(value), form).value == value
    assert literal(text(value)) == value


@given(ANY)
@example("a\ud800b\udfff")
def test_half_characters_become_replacement_characters(value: str) -> None:
    found = parsed(text(value)).value
    assert found == "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in value)


@given(ANY)
def test_a_string_is_one_line(value: str) -> None:
    assert len(text(value).encode().splitlines()) == 1


@pytest.mark.parametrize(
    "value", ['"', "\\", "a\nb", "\r\n", "\x00", "\x1b[0m", "\\u4e00", '"@en', "'''", "\u2028", "😀"]
)
def test_rdflib_reads_hostile_strings(value: str) -> None:
    graph = rdflib.Graph().parse(data=f"<a:s> <a:p> {text(value)} .", format="turtle")
    assert [str(o) for o in graph.objects()] == [value]


@given(ANY)
@example("\ud800[%zz#a#b")
def test_any_address_can_be_written(value: str) -> None:
    for form in (RdfFormat.N_QUADS, RdfFormat.TURTLE):
        assert parsed(link(f"https://example.org/{value}"), form).value


@given(ANY)
@example("\ud800")
@example("..")
def test_any_name_makes_a_node(value: str) -> None:
    assert parsed(f"<https://example.org/{slug(value)}>").value.startswith("https://example.org/")


@pytest.mark.parametrize(
    ("address", "term"),
    [
        ("https://a.example/b?c=1&d=2", "<https://a.example/b?c=1&d=2>"),
        ("https://a.example/<script>", "<https://a.example/%3Cscript%3E>"),
        ("http://a.example/县 政府", "<http://a.example/县%20政府>"),
        ("https://a.example/[1]", '"https://a.example/[1]"'),
        ("javascript:alert(1)", '"javascript:alert(1)"'),
        ("www.a.example", '"www.a.example"'),
    ],
)
def test_web_addresses(address: str, term: str) -> None:
    assert link(address) == term


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("3100000.0", "3100000"),
        ("0.90", "0.9"),
        ("+5", "5"),
        ("-0", "0"),
        ("-0.50", "-0.5"),
        (".5", "0.5"),
        ("007", "7"),
    ],
)
def test_decimals_are_canonical(written: str, canonical: str) -> None:
    assert decimal(written) == canonical


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_a_decimal_keeps_its_value(value: object) -> None:
    written = f"{value:f}"
    assert type(value)(decimal(written)) == value


@pytest.mark.parametrize("value", ["", "1e3", "NaN", "十", "1,000", "."])
def test_what_is_no_decimal_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="decimal"):
        typed(value, "decimal")


def test_what_is_no_integer_is_refused() -> None:
    with pytest.raises(ValueError, match="integer"):
        typed("4.0", "integer")


@pytest.mark.parametrize(
    ("iso", "datatype"),
    [
        ("2020-02-06", "date"),
        ("--02-06", "gMonthDay"),
        ("2020-02", "gYearMonth"),
        ("2020", "gYear"),
        ("2020/2021", "string"),
    ],
)
def test_dates_have_the_type_of_their_form(iso: str, datatype: str) -> None:
    found = parsed(moment(iso))
    assert isinstance(found, Literal)
    assert found.datatype.value.endswith(f"#{datatype}")


@pytest.mark.parametrize(("value", "canonical"), [(0.9, "0.9"), (1.0, "1"), (0.1 + 0.2, "0.3"), (0.00001, "0")])
def test_confidences_are_short(value: float, canonical: str) -> None:
    assert parsed(number(value)).value == canonical


def test_tags_are_written_as_they_are() -> None:
    assert tagged("縣", "zh-Hant") == '"縣"@zh-Hant'
