"""What a person at a terminal sees of a build."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from kg.build import Progress, Record, Watch

ENTITIES = (
    ("Person", "people"),
    ("Official", "of them officials"),
    ("Post", "posts"),
    ("Organization", "organisations"),
    ("AdminArea", "places"),
    ("Facility", "facilities"),
    ("Instrument", "documents"),
    ("Mechanism", "mechanisms"),
    ("Resource", "resources"),
    ("Collective", "groups"),
    ("Action", "actions"),
    ("Quantity", "figures"),
)
STAGES = {
    "reports": "reading reports",
    "merge": "merging",
    "store": "writing the store",
    "page": "drawing the network",
}
SHOWN = 20


@contextmanager
def progress(shown: bool) -> Iterator[Watch]:
    """A line of progress on standard error while the block runs; nothing if `shown` is false."""
    if not shown:
        yield lambda step: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading reports", total=None)

        def watch(step: Progress) -> None:
            total = max(step.files, step.reports)
            bar.update(task, description=STAGES.get(step.stage, step.stage), completed=step.reports, total=total)

        yield watch


def print_failures(record: Record) -> None:
    """One line on standard error for each file or report that failed."""
    failed = record.failed
    for problem in failed[:SHOWN]:
        name = f" (report {problem.report})" if problem.report else ""
        print(f"kg: {problem.path}: {problem.reason}{name}", file=sys.stderr)
    if len(failed) > SHOWN:
        print(f"kg: and {len(failed) - SHOWN} more that failed; build.json lists them", file=sys.stderr)


def print_record(record: Record, out: Path) -> None:
    """The closing table."""
    table = Table(title=str(out), title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row("reports", f"{record.reports:,}")
    for name, label in ENTITIES:
        if count := record.counts["classes"].get(name, 0):
            table.add_row(label, f"{count:,}")
    for name, count in record.counts["statements"].items():
        table.add_row(f"statements in {name}", f"{count:,}")
    table.add_row("failed", f"{len(record.failed):,}")
    table.add_row("other problems", f"{len(record.problems) - len(record.failed):,}")
    table.add_row("seconds", f"{record.seconds['total']:.1f}")
    Console().print(table)
