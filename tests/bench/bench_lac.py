"""The cost of the second reader: characters a second of the tagger alone, and of the pipeline without and with it.

    python -m tests.bench.bench_lac [FILE or FOLDER ...]      (the seeds by default)

Wants the extra kg[lac].
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kg.extract.lac_model import load_tagger
from kg.pipeline import load_engine, page_of, stages_of
from tests.bench.ratio import best, documents


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    texts, rules = documents(arguments), load_engine()
    pages = [page_of(d, rules) for d in texts]
    sentences = [s.of(p.text.normal) for p in pages for s in p.layout.sentences]
    read = sum(map(len, sentences))
    tagger = load_tagger()
    alone = best(lambda: [list(tagger.names(s)) for s in sentences])
    print(f"tagger alone, every sentence   {read / alone:10,.0f} characters/s")
    size = sum(len(d.raw) for d in texts)
    for name, engine in (("without", rules), ("with", load_engine("lac"))):
        seconds = best(lambda e=engine: [stages_of(d, e, lambda stage: None) for d in texts])  # type: ignore[misc]
        print(f"pipeline {name:8} the reader   {size / seconds:10,.0f} characters/s")


if __name__ == "__main__":
    main(sys.argv[1:])
