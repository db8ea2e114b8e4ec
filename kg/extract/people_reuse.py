"""Names read once are found everywhere in the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extract.people_anchors import Found
from kg.extract.people_names import NameModel
from kg.model import Role

SHORT = 2  # names of two characters must also be the likelier reading where they recur


def reuse(text: str, found: list[Found], names: NameModel) -> list[Found]:
    """`found` with every further place of the same names, in text order.

    A name that is the beginning of another one read in the same report (张伟 beside 张伟文) is corrected to the longer
    one where the text goes on with it.
    """
    found = _agree(text, found, names)
    wanted = {f.name: f for f in sorted(found, key=lambda f: f.margin)}
    if not wanted:
        return []
    out = list(found)
    taken = [(f.start, f.end) for f in found]
    for start, name in _everywhere(text, wanted):
        end = start + len(name)
        if any(s < end and start < e for s, e in taken):
            continue
        if len(name) <= SHORT and not names.fits(text, start, end):
            continue
        out.append(Found(start, end, name, Role.OTHER, (), "person.again", min(5.0, wanted[name].margin)))
    return sorted(out, key=lambda f: f.start)


def _everywhere(text: str, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Places of `names` in text order, the longest name where several begin, none over the end of one before it."""
    end = 0
    for start, _, found in sorted(
        (i, -len(name), name) for name in names for i in _places(text, name, overlapping=True)
    ):
        if start >= end:
            yield start, found
            end = start + len(found)


def _agree(text: str, found: list[Found], model: NameModel) -> list[Found]:
    """Settle names of which one begins another.

    A name is longer where every place of its shorter reading goes on with the same character (张哲人 read as 张哲);
    it is shorter where the shorter reading also stands before other characters (徐华和队员 beside 徐华说).
    """
    renamed: dict[str, str] = {}
    names = {f.name for f in found}
    for name in sorted(names):
        if len(name) < 2 or "·" in name:
            continue
        following = {text[i + len(name) : i + len(name) + 1] for i in _places(text, name)}
        longer = sorted(n for n in names if len(n) == len(name) + 1 and n.startswith(name))
        if len(following) > 1:
            renamed.update(dict.fromkeys(longer, name))
        elif longer:
            renamed[name] = longer[0]
        elif wider := _wider(text, name, model):
            renamed[name] = wider
    return [_renamed(f, renamed.get(f.name, f.name)) for f in found]


def _wider(text: str, name: str, model: NameModel) -> str:
    """The longer name that every place of `name` allows and one of them prefers, or the empty string."""
    places = _places(text, name)
    if len(name) != SHORT or len(places) < 2:
        return ""
    readings = [model.read(text, i, 0.3) for i in places]
    return next((r.name for r in readings if r and len(r.name) == SHORT + 1 and r.name.startswith(name)), "")


def _renamed(found: Found, name: str) -> Found:
    if name == found.name or found.end - found.start != len(found.name):
        return found
    posts = found.posts if len(name) >= len(found.name) else tuple(p for p in found.posts if p.start < found.start)
    return replace(found, name=name, end=found.start + len(name), posts=posts)


def _places(text: str, name: str, overlapping: bool = False) -> list[int]:
    out = []
    at = text.find(name)
    while at >= 0:
        out.append(at)
        at = text.find(name, at + (1 if overlapping else len(name)))
    return out
