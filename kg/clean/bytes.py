"""GBK text that was read one byte off.

Somewhere next to 。 or “ a byte was lost or put in, and from there each character was read from the last byte of one
and the first byte of the next: `。”崔紹民` (A1A3 A1B1 B4DE BD42 …) came out as `?!贝藿B民`. The true characters are read back
by pairing the bytes anew. Where a pair meant nothing it vanished, so not every run can be restored; those are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.clean.gbk import char_of, hides_two, pair_of
from kg.clean.glosses import toneless
from kg.clean.step import Change, Kit

LOST = "?\ufffd"
HEAD = re.compile(r"[?\ufffd](?=[㐀-鿿\uff01-\uff5e\u3000]|[!-~ ][㐀-鿿])")
STRANGE = re.compile(r"(?<=[㐀-鿿\uff01-\uff5e])[@-~](?=[㐀-鿿])|(?<=[?\ufffd])[\uff01-\uff5e](?=[?\ufffd㐀-鿿])")
# Han, and what GBK holds of other alphabets: bytes that slipped fall on those too.
ODD = re.compile(r"[㐀-鿿\u0370-\u04ff\u2474-\u249b\u2500-\u25a0\u3040-\u312f\u3220-\u33ff\uff21-\uff3a\uff41-\uff5a]")
JOINED = re.compile(r"(?<=[㐀-鿿])[@^`{}~\\](?=[㐀-鿿])")  # a second byte that is ASCII: 斑@里
GLOSS = re.compile(r"[(\uff08][^()\uff08\uff09\n]{1,9}[)\uff09]")
GLOSS_AFTER = re.compile(r"[(\uff08]?([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6})[)\uff09]")
# Marks of full width may have been made narrow after the bytes had slipped; right behind a `?` letters and digits too.
NARROW = {"!": "\uff01", ",": "\uff0c", ";": "\uff1b", ":": "\uff1a", " ": "\u3000"}
QUOTES = "“”。—…《》、"
LONGEST = 60
CONTEXT = 5
NEAR = 3  # how far from a sign of damage it may begin; two rare characters so close, or three at twice that, are a sign
LOST_COST = -9.0
BETTER = 12.0  # how much likelier (natural log) the restored reading must be
TWO_MARKS = 6.0  # what two marks in a row (。“) at the head are worth as a sign of damage
ALONE = -7.3  # log probability under which a character is no common word by itself
MOST_WEAK = 0.25  # share of doubtful characters above which a run is left alone
BACK = 2
MARGIN = 1  # characters on either side of a doubtful one that are left alone too
REASON = "bytes read one off"


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of characters `start` to `end`: `chars[k]` answers to the k-th of them after the head.

    `head` counts the characters that the first of `chars` answers to. `lost` is set if the character at `end - 1` stands
    for one of which only the first byte, `lead`, is known.
    """

    start: int
    end: int
    head: int
    chars: str
    lost: bool
    lead: int
    score: float


def find_shifted(text: str, kit: Kit) -> Iterator[Change]:
    """Runs of text read one byte off: restored where the bytes decide, else marked as damaged."""
    at = 0
    for place in _suspects(text, kit):
        if place < at:
            continue
        best = max(_readings(text, max(at, place - NEAR), place, kit), key=lambda r: r.score, default=None)
        if best is None or best.score < BETTER:
            continue
        yield from _changes(text, best, kit)
        at = best.end


def _suspects(text: str, kit: Kit) -> list[int]:
    """Places where damage may begin: a `?` before Chinese, or several rare characters close together."""
    common = kit.chinese.common
    rare = {c for c in set(text) if c > "\u0370" and c not in common and ODD.match(c)}
    heads = [m.start() for m in HEAD.finditer(text)] if "?" in text or "\ufffd" in text else []
    places = [k for k, char in enumerate(text) if char in rare] if rare else []
    near = [m.start() for m in JOINED.finditer(text)]
    if heads:
        strange = [*places, *(m.start() for m in STRANGE.finditer(text))]
        near += [h for h in heads if any(h < p <= h + 2 * NEAR for p in strange)]
    for k, p in enumerate(places):
        crowd = [text[q] for q in places[k : k + 3] if q - p <= 2 * NEAR]
        close = places[k + 1 : k + 2] and places[k + 1] - p <= NEAR
        if "\n" not in text[p : p + NEAR] and (len(set(crowd)) > 2 or (close and len(set(crowd[:2])) > 1)):
            near.append(p)
    return sorted(set(near))


def _readings(text: str, first: int, last: int, kit: Kit) -> Iterator[Reading]:
    """All other readings that begin between `first` and `last`."""
    for start in range(first, last + 1):
        stop = text.find("\n", start, start + LONGEST)
        stop = min(len(text), start + LONGEST) if stop < 0 else stop
        for head, char, lead, marked in _heads(text, start, kit):
            reading = _follow(text, start, stop, (head, char, lead, marked), kit)
            if reading:
                yield reading


def _heads(text: str, start: int, kit: Kit) -> Iterator[tuple[int, str, int, bool]]:
    """How a run may begin: characters taken, what they stand for, the byte left over, whether a `?` shows the place."""
    marked = text[start] in LOST
    first = text[start + marked : start + marked + 1]
    if marked and "!" <= first <= "~":
        first = chr(ord(first) + 0xFEE0)
    pair = _pair(first)
    if pair is None:
        return
    left = kit.chinese.simplify(_left(text, start)) if marked else ""
    for lead in range(0x81, 0xFF) if marked else (0xA1,):
        char = char_of(lead, pair[0])
        if char and (char in QUOTES or _ends_word(left, char, kit)):
            yield 1 + marked, char, pair[1], marked
    if not marked and pair[0] == 0xA1:
        for char in "。“”":
            yield 1, char, pair[1], False


def _ends_word(left: str, char: str, kit: Kit) -> bool:
    """Whether `char` makes a word with what stands before it (确保)."""
    if char not in kit.chinese.common:
        return False
    simple = kit.chinese.simplify_char(char)
    return any(kit.chinese.is_word(left[-size:] + simple) for size in (1, 2, 3))


def _follow(text: str, start: int, stop: int, head: tuple[int, str, int, bool], kit: Kit) -> Reading | None:
    """Pair the bytes anew from `start` on, and end where the whole stretch up to `stop` reads likeliest."""
    taken, char, lead, marked = head
    chars = [char]
    ends: list[tuple[int, int, bool, int]] = []  # characters, end in the text, one lost, its first byte
    at = start + taken
    while at <= stop:
        here = text[at : at + 1] if at < stop else ""
        ends.append((len(chars), at + (here in LOST and here != ""), True, lead))
        if here == "" or here in LOST:
            break
        if here.isascii() and (joined := char_of(lead, ord(here))):
            ends.append((len(chars) + 1, at + 1, False, 0))
            chars.append(joined)
            break
        pair = _pair(here)
        nxt = char_of(lead, pair[0]) if pair else None
        if pair is None or nxt is None:
            break
        chars.append(nxt)
        lead = pair[1]
        at += 1
    if not marked and sum(c not in kit.chinese.common and not _is_mark(c) for c in chars[:6]) > 1:
        return None  # no better than what it would replace
    return _best_end(text, (start, stop, taken), "".join(chars), ends, kit)


def _best_end(
    text: str, place: tuple[int, int, int], chars: str, ends: list[tuple[int, int, bool, int]], kit: Kit
) -> Reading | None:
    start, stop, taken = place
    simplify, scores = kit.chinese.simplify, kit.chinese.likelihoods
    left = _left(text, start)
    tail = min(len(text), stop + CONTEXT)
    before = scores(simplify(left + chars))
    after = scores(simplify(text[start:tail]), backward=True)
    plain = scores(simplify(left + text[start:tail]))[-1]
    plain -= TWO_MARKS if chars[1:2] and chars[1:2] in QUOTES else 0.0
    best: Reading | None = None
    for count, end, lost, lead in ends:
        if count < 2 and not lost:
            continue
        score = before[len(left) + count] + after[min(end, tail) - start] + (LOST_COST if lost else 0.0) - plain
        if best is None or score > best.score:
            best = Reading(start, end, taken, chars[:count], lost, lead, score)
    return best


def _changes(text: str, run: Reading, kit: Kit) -> Iterator[Change]:
    weak = _weak(text, run, kit)
    shaky = run.head == 1 and any(k < 4 for k in weak)  # nothing marks the place, and it does not even begin well
    if weak and (shaky or len(weak) > MOST_WEAK * len(run.chars) or not run.chars.strip(QUOTES)):
        yield from _partly(text, run)
        return
    chars, first, size = run.chars, run.start + run.head, len(run.chars)
    found = _by_gloss(text, run, kit) if run.lost else None
    bad = {k for w in weak for k in range(max(1, w - MARGIN), min(size, w + MARGIN + 1))}
    if run.lost and not found:
        bad |= set(range(max(1, size - BACK), size))
    yield Change(run.start, first, chars[0], REASON, certain=chars[0] in QUOTES)
    k = 1
    while k < size:
        end = next((j for j in range(k, size) if (j in bad) != (k in bad)), size)
        here = slice(first + k - 1, first + end - 1)
        if k in bad:
            yield Change(here.start, here.stop, text[here], f"{REASON}, not restored", False, True)
        else:
            yield Change(here.start, here.stop, chars[k:end], REASON)
        k = end
    if run.lost and first + size - 1 < run.end:
        rest = found or text[first + size - 1 : run.end]
        reason = f"{REASON}, character by its pinyin" if found else f"{REASON}, character lost"
        yield Change(first + size - 1, run.end, rest, reason, bool(found), not found)


def _partly(text: str, run: Reading) -> Iterator[Change]:
    """Restore the mark at the head, which the bytes decide, and mark the rest as damaged, unchanged."""
    first = run.start + run.head
    if run.chars[0] in QUOTES and run.head > 1:
        second = run.chars[1:2]
        marks = run.chars[0] + (second if second and second in QUOTES else "")
        yield Change(run.start, first, marks, REASON)
    else:
        first = run.start
    if first < run.end:
        yield Change(first, run.end, text[first : run.end], f"{REASON}, not restored", False, True)


def _weak(text: str, run: Reading, kit: Kit) -> list[int]:
    """Which of the characters of `run` may be wrong: where a pair vanished, its neighbours make a chance character.

    Such a one is rare, or stands alone between words though it is no common word by itself. Characters that stand in the
    same company elsewhere in the text (a name) are no chance.
    """
    right = "" if run.lost else text[run.end : run.end + 2]
    left = _left(text, run.start)
    weak: list[int] = []
    at = -len(left)
    simple = kit.chinese.simplify(left + run.chars + right)
    for word, weight in kit.chinese.segment(simple):
        span = range(max(at, 0), min(at + len(word), len(run.chars)))
        at += len(word)
        if (len(word) == 1 and weight < ALONE) or any(
            c not in kit.chinese.common and not _is_mark(c) for c in run.chars[span.start : span.stop]
        ):
            weak.extend(span)
    for k in range(1, len(run.chars)):
        if k not in weak and not _is_mark(run.chars[k]) and hides_two(simple, len(left) + k, run.chars[k], kit.chinese):
            weak.append(k)
    return [k for k in sorted(weak) if not _known(text, run.chars, k)]


def _is_mark(char: str) -> bool:
    return char in QUOTES or char in ",;:?!()‘’〔〕·"


def _known(text: str, chars: str, k: int) -> bool:
    return any(len(pair) == 2 and pair in text for pair in (chars[max(0, k - 1) : k + 1], chars[k : k + 2]))


def _left(text: str, start: int) -> str:
    """A few characters before `start` in its line, without glosses."""
    return GLOSS.sub("", text[max(0, start - 4 * CONTEXT) : start].rpartition("\n")[2])[-CONTEXT:]


def _by_gloss(text: str, run: Reading, kit: Kit) -> str | None:
    """The last character, whose first byte is known, if the pinyin behind it fits a single common one."""
    gloss = GLOSS_AFTER.match(text, run.end)
    if gloss is None or gloss[1] == toneless(gloss[1]):
        return None
    options = (char_of(run.lead, trail) for trail in range(0x40, 0xFF))
    fits = [c for c in options if c and c in kit.chinese.common and gloss[1] in kit.chinese.readings(c)]
    return fits[0] if len(fits) == 1 else None


def _pair(char: str) -> tuple[int, int] | None:
    return pair_of(NARROW.get(char, char))
