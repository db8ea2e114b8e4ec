"""When an act took place: the last time told before it that is not the time of something before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Mention

AFTER = re.compile(r"(?:^|[,。;:!?、\n ])(?:继|自从?|在)(?:今年|昨天|当地)?$")  # 继|13日甲县复工后, 在|5日接到通知后
DONE = re.compile(r"(?!起|以来)[^,。;:!?\n]{2,40}?(?:之|以)?后,")
REACH = 8  # characters before a time


def when(text: str, times: Sequence[Mention], trigger: int) -> Mention | None:
    """The time of an act, None if none is told.

    Args:
        text: `Text.normal`.
        times: the times of its sentence, in text order, those after the verb left out.
        trigger: offset where its verb begins.
    """
    return next((m for m in reversed(times) if not _of_another(text, m, trigger)), None)


def _of_another(text: str, time: Mention, trigger: int) -> bool:
    """Whether a time belongs to a clause of its own that ends before the verb: 继13日甲县复工后,|乙县也复工."""
    if not AFTER.search(text, max(0, time.span.start - REACH), time.span.start):
        return False
    done = DONE.match(text, time.span.end)
    return done is not None and done.end() <= trigger
