from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.cluster import Failed, Local, halve
from kg.errors import ResourceError

DEADLY, WRONG = 137, (55, 56, 700)


def total(batch: tuple[int, ...]) -> int:
    return sum(batch)


def brittle(batch: tuple[int, ...]) -> int:
    for number in batch:
        if number == DEADLY:
            os._exit(9)
        if number in WRONG:
            raise ValueError(f"cannot add {number}")
    return sum(batch)


def broken(batch: tuple[int, ...]) -> int:
    raise ResourceError("x.tsv:1: malformed")


def dies_once(batch: tuple[str, ...]) -> int:
    """Kills its worker the first time that it sees the file name in the batch."""
    for name in batch:
        try:
            Path(name).touch(exist_ok=False)
        except FileExistsError:
            continue
        os._exit(9)
    return len(batch)


def batches(count: int, size: int) -> list[tuple[int, ...]]:
    return [tuple(range(i, i + size)) for i in range(0, count, size)]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_batch_is_worked_on_once(workers: int) -> None:
    results = list(Local(workers).map(total, batches(100, 10)))
    assert sorted(results) == sorted(sum(b) for b in batches(100, 10))  # type: ignore[type-var]


def test_items_at_fault_are_given_up_and_no_other_is_lost() -> None:
    results = list(Local(2).map(brittle, batches(1000, 50)))
    failed = {r.item: r.reason for r in results if isinstance(r, Failed)}
    assert sorted(failed) == sorted((DEADLY, *WRONG))
    assert failed[DEADLY] == "its worker process died (killed, or out of memory)"
    assert failed[55].startswith("internal error: ValueError: cannot add 55 at test_cluster.py:")
    assert sum(r for r in results if not isinstance(r, Failed)) == sum(range(1000)) - sum(failed)


def test_one_process_gives_up_the_same_items() -> None:
    results = list(Local(1).map(brittle, [b for b in batches(1000, 50) if DEADLY not in b]))
    assert sorted(r.item for r in results if isinstance(r, Failed)) == sorted(WRONG)


def test_a_worker_that_dies_once_costs_nothing(tmp_path: Path) -> None:
    names = [(str(tmp_path / "a"),), (str(tmp_path / "b"),)]
    (tmp_path / "b").touch()
    assert list(Local(2).map(dies_once, names)) == [1, 1]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_no_batch_can_escape_ends_the_run(workers: int) -> None:
    with pytest.raises(ResourceError, match="malformed"):
        list(Local(workers).map(broken, batches(100, 10)))


@pytest.mark.parametrize("workers", [1, 2])
def test_no_more_batches_are_held_than_needed(workers: int) -> None:
    taken = 0

    def source() -> object:
        nonlocal taken
        for batch in batches(1000, 10):
            taken += 1
            yield batch

    results = Local(workers).map(total, source())  # type: ignore[arg-type]
    next(results)
    assert taken <= 2 * workers + 2


def test_halves() -> None:
    assert halve((1, 2, 3)) == ((1,), (2, 3))


def test_nothing_to_do() -> None:
    assert list(Local(2).map(total, [])) == []
