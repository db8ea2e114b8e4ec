"""Posts that stand apart from the names that bear them: 联系人:柳河县路政处张三, 张三、李四等专家, rows of contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.index import MentionIndex
from kg.extract.people_anchors import Found
from kg.extract.posts import Post
from kg.model import Kind, Mention
from kg.offsets import Span

LABEL = r"(?P<post>联系人|联络人)"
BEFORE_BODY = re.compile(rf"{LABEL}[^。:：\n]{{0,6}}[:：]\s*$")
ABOVE = re.compile(rf"{LABEL}[^。:：\n]{{0,8}}[:：][^。]*$")
PHONE = re.compile(r"[ 　\u00a0\t,，:：;(（]{0,3}(?:(?:联系|办公|手机)?(?:电话|手机)[:：]?)?\s?[0-9][0-9-]{6,}")
ROW = re.compile(r"[:：]\s?$")
LISTED = re.compile(r"等(?:[0-9一二三四五六七八九十多几]+[位名])?$")
REACH = 40  # characters back to the label before a body's name
TABLE = 400  # characters back to the heading of a table of contacts


def given(found: Sequence[Found], posts: Sequence[Post], index: MentionIndex, text: str) -> list[Found]:
    """`found` with the posts that a label before their body, the heading of their table or the end of their list gives."""
    ends = {post.end: post for one in found for post in _of_list(one, posts, text)}
    listed = dict(_lists(found, list(ends.values()), text))
    return [one if one.posts else replace(one, posts=_posts(one, listed, index, text)) for one in found]


def _posts(one: Found, listed: dict[int, Post], index: MentionIndex, text: str) -> tuple[Post, ...]:
    if one.start in listed:
        return (listed[one.start],)
    contact = _contact(one, index, text)
    return (contact,) if contact else ()


def _of_list(one: Found, posts: Sequence[Post], text: str) -> Iterator[Post]:
    """The post that ends the list whose last name is `one`: 张三、李四等|专家."""
    for post in posts:
        near = one.end < post.start <= one.end + 5 and post.bare == post.start
        if near and LISTED.fullmatch(text, one.end, post.start):
            yield post


def _lists(found: Sequence[Found], posts: Sequence[Post], text: str) -> Iterator[tuple[int, Post]]:
    """Where each name of a list begins that one of `posts` ends, with that post."""
    by_end = {one.end: one for one in found}
    for post in posts:
        names, end = [], text.rfind("等", 0, post.start)
        while (one := by_end.get(end)) is not None:
            names.append(one)
            end = one.start - 1 if text[one.start - 1 : one.start] in ("、", "和") else -1
        if len(names) > 1:  # 张三等专家 may be said of somebody whose post stands elsewhere
            yield from ((one.start, post) for one in names)


def _contact(one: Found, index: MentionIndex, text: str) -> Post | None:
    """The label of a contact whose body stands between it and the name, or that heads the rows of a table."""
    before = _ending(one.start, index, Kind.ORGANIZATION)
    if before and (label := BEFORE_BODY.search(text, max(0, before.span.start - REACH), before.span.start)):
        return _label(label, before)
    if not ROW.search(text, max(0, one.start - 2), one.start) or not PHONE.match(text, one.end):
        return None
    label = ABOVE.search(text, max(0, one.start - TABLE), one.start)
    edge = len(text[: one.start].rstrip(":： "))
    return _label(label, _ending(edge, index, Kind.ORGANIZATION, Kind.AREA)) if label else None


def _label(label: re.Match[str], body: Mention | None) -> Post:
    start, end = label.span("post")
    return Post(start, start, end, label["post"], label["post"], "work", False, body)


def _ending(at: int, index: MentionIndex, *kinds: Kind) -> Mention | None:
    """The longest mention of `kinds` that ends at `at`."""
    here = [m for m in index.overlapping(Span(at - 1, at), *kinds) if m.span.end == at] if at else []
    return max(here, key=lambda m: len(m.span), default=None)
