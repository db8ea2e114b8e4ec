"""Laws of spans and offset maps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.offsets import OffsetMap, Piece, RawSpan, Span, rewrite

TEXTS = st.text(alphabet="甲乙丙丁(a)b,。\n", min_size=1, max_size=40)


@st.composite
def rewritten(draw: st.DrawFn, text: str) -> tuple[str, OffsetMap]:
    """A text after random replacements, and its map."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [Piece(a, b, draw(st.text("xyz", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    return rewrite(text, pieces)


@st.composite
def chains(draw: st.DrawFn) -> tuple[str, list[tuple[str, OffsetMap]]]:
    text = draw(TEXTS)
    steps: list[tuple[str, OffsetMap]] = []
    current = text
    for _ in range(draw(st.integers(1, 4))):
        if not current:
            break
        current, offsets = draw(rewritten(current))
        steps.append((current, offsets))
    return text, steps


def spans(length: int) -> list[Span]:
    return [Span(a, b) for a in range(length) for b in range(a + 1, length + 1)]


@given(chains())
def test_never_empty_and_inside_the_input(chain: tuple[str, list[tuple[str, OffsetMap]]]) -> None:
    before, steps = chain
    for after, offsets in steps:
        for span in spans(len(after)):
            raw = offsets.raw(span)
            assert 0 <= raw.start < raw.end <= len(before)
        before = after


@given(chains())
def test_monotone(chain: tuple[str, list[tuple[str, OffsetMap]]]) -> None:
    for after, offsets in chain[1]:
        ones = [offsets.raw(Span(k, k + 1)) for k in range(len(after))]
        assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(ones))


@given(chains())
def test_nested_stays_nested(chain: tuple[str, list[tuple[str, OffsetMap]]]) -> None:
    for after, offsets in chain[1]:
        all_spans = spans(min(len(after), 12))
        for outer in all_spans:
            big = offsets.raw(outer)
            for inner in all_spans:
                if outer.covers(inner):
                    small = offsets.raw(inner)
                    assert big.start <= small.start and small.end <= big.end


@given(chains())
def test_composition_equals_mapping_step_by_step(chain: tuple[str, list[tuple[str, OffsetMap]]]) -> None:
    text, steps = chain
    whole = OffsetMap.identity(len(text))
    for _, offsets in steps:
        whole = whole.then(offsets)
    for span in spans(len(steps[-1][0])):
        step = span
        for _, offsets in reversed(steps):
            raw = offsets.raw(step)
            step = Span(raw.start, raw.end)
        assert whole.raw(span) == RawSpan(step.start, step.end)


@given(chains())
def test_identity_changes_nothing(chain: tuple[str, list[tuple[str, OffsetMap]]]) -> None:
    text, steps = chain
    after, offsets = steps[0]
    left = OffsetMap.identity(len(text)).then(offsets)
    right = offsets.then(OffsetMap.identity(len(after)))
    for span in spans(len(after)):
        assert left.raw(span) == offsets.raw(span) == right.raw(span)


@given(TEXTS, st.data())
def test_untouched_characters_map_to_themselves(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    after, offsets = rewrite(text, [Piece(start, end, "")])
    for k, char in enumerate(after):
        assert offsets.raw(Span(k, k + 1)).of(text) == char


def test_a_span_over_a_deletion_covers_it() -> None:
    text = "領(lǐng)導小組"
    after, offsets = rewrite(text, [Piece(1, 7, "")])
    assert after == "領導小組"
    assert offsets.raw(Span(0, 2)).of(text) == "領(lǐng)導"
    assert offsets.raw(Span(0, 1)).of(text) == "領"
    assert offsets.raw(Span(1, 2)).of(text) == "導"


def test_equal_length_is_mapped_one_to_one() -> None:
    _, offsets = rewrite("一二三四", [Piece(1, 3, "ab")])
    assert offsets.raw(Span(2, 3)) == RawSpan(2, 3)


@pytest.mark.parametrize(
    "pieces",
    [[Piece(2, 3, ""), Piece(0, 1, "")], [Piece(0, 2, ""), Piece(1, 3, "")], [Piece(0, 9, "")]],
)
def test_bad_pieces(pieces: list[Piece]) -> None:
    with pytest.raises(ValueError, match="out of order"):
        rewrite("甲乙丙", pieces)


def test_bad_input() -> None:
    with pytest.raises(ValueError, match="empty text"):
        rewrite("", [Piece(0, 0, "x")])
    with pytest.raises(ValueError, match="past the end"):
        OffsetMap.identity(3).raw(Span(1, 4))
    with pytest.raises(ValueError, match="empty or negative"):
        Span(2, 2)
    assert OffsetMap.identity(0).length == 0
