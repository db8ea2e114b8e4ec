"""Quick records behave as the frozen dataclasses that they are."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from kg.model import Kind, Mention, ResourceForm
from kg.offsets import RawSpan, Span
from kg.records import quick


@quick
@dataclass(frozen=True, slots=True)
class Plot:
    """A record with a default."""

    name: str
    area: float = 1.5


def test_fields_by_place_and_by_name_and_defaults() -> None:
    assert Plot("东坡", 2.0) == Plot(area=2.0, name="东坡")
    assert Plot("东坡") == Plot("东坡", 1.5)
    assert repr(Plot("东坡")) == "Plot(name='东坡', area=1.5)"
    assert replace(Plot("东坡"), area=3.0).area == 3.0


def test_a_missing_or_unknown_field_is_an_error() -> None:
    with pytest.raises(TypeError):
        Plot()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Plot("东坡", owner="李家")  # type: ignore[call-arg]


@pytest.mark.parametrize("record", [Plot("东坡"), Span(1, 2), RawSpan(1, 2)])
def test_records_stay_frozen(record: object) -> None:
    with pytest.raises((FrozenInstanceError, TypeError)):
        record.name = record.start = 5  # type: ignore[attr-defined]


def test_records_travel_between_processes() -> None:
    mention = Mention(Span(3, 5), Kind.RESOURCE, ResourceForm("口罩"), "resource.test")
    again = pickle.loads(pickle.dumps(mention))
    assert again == mention and hash(again) == hash(mention)


def test_mentions_that_differ_are_different_keys() -> None:
    one = Mention(Span(3, 5), Kind.RESOURCE, ResourceForm("口罩"), "resource.test")
    other = replace(one, form=ResourceForm("手套"))
    assert one != other and len({one, other, replace(one)}) == 2


def test_spans_of_cleaned_and_raw_text_are_never_equal() -> None:
    assert Span(1, 2) != RawSpan(1, 2)


def test_no_slots_or_a_factory_is_refused() -> None:
    @dataclass(frozen=True)
    class Open:
        name: str

    @dataclass(frozen=True, slots=True)
    class Made:
        names: list[str] = field(default_factory=list)

    for cls in (Open, Made):
        with pytest.raises(TypeError, match="wants a slot"):
            quick(cls)
