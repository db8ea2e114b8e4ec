"""Persons and the posts they hold.

A name is read beside an anchor (a post, a credit, a word such as 村民, a verb of saying); names read once are then found
everywhere else in the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.index import MentionIndex
from kg.extract.people_anchors import AnchorReader, Found
from kg.extract.people_bodies import memberships, with_bodies
from kg.extract.people_credits import CONTACT, Credit, CreditReader
from kg.extract.people_given import given
from kg.extract.people_names import NameModel
from kg.extract.people_reuse import reuse
from kg.extract.posts import Post, PostGrammar
from kg.extract.relations_signed import signers
from kg.model import HoldsClaim, Kind, Mention, Page, PersonForm, PostForm, RelationClaim, Role
from kg.offsets import Span
from kg.resources import Resources


def build(resources: Resources) -> People:
    """The extractor of this module, with its tables."""
    names = NameModel(resources.lexicon)
    return People(
        names,
        PostGrammar(resources.lexicon),
        AnchorReader(resources.lexicon, names),
        CreditReader(resources.lexicon, names),
    )


@dataclass(frozen=True)
class People:
    """Finds persons, posts and who holds what."""

    names: NameModel
    grammar: PostGrammar
    anchors: AnchorReader
    credits: CreditReader
    name: str = "person"

    def __call__(self, page: Page) -> Iterator[Mention | HoldsClaim | RelationClaim]:
        """Persons, posts and holds claims of `page`, in text order of the persons."""
        text = page.text.normal
        index = MentionIndex(page.mentions)
        posts = tuple(self.grammar.find(text, index))
        credits = tuple(self.credits.find(text))
        found = [*(_of_credit(c, text, index) for c in credits), *self.anchors.find(text, posts)]
        found = _drop_overlaps(f for f in found if not _inside_name(f, index))
        bodies = [m.span for m in index.of(Kind.ORGANIZATION)]
        free = _drop_overlaps(f for f in self.anchors.unannounced(text, bodies) if not _inside_name(f, index))
        found = [*found, *(f for f in free if not any(f.start < k.end and k.start < f.end for k in found))]
        found = with_bodies(given(reuse(text, found, self.names), posts, index, text), index, text)
        people = _people(found)
        yield from people.values()
        yield from memberships(found, people, index, text)
        yield from _posts(found, people)


BETWEEN = " \u3000\u00a0\t\n,，;；。:：(（"
CONTACT_POST = re.compile(r"联系人|联络人|责任人")
LINE = 40  # characters before a contact in which its body is looked for
PLACE_LIKE = 2.0  # margin of a name that is also the name of a place (钟山)


def _inside_name(found: Found, index: MentionIndex) -> bool:
    """Whether the supposed name is a place, or the beginning or middle of the name of a place, body or work."""
    span = Span(found.start, found.end)
    for other in index.overlapping(span, Kind.AREA, Kind.ORGANIZATION, Kind.FACILITY):
        if any(other.span.start <= p.start and p.end <= other.span.end for p in found.posts):
            continue
        if other.span == span and found.margin > PLACE_LIKE and found.posts:
            continue
        if other.span.end > found.end or other.span == span or other.span.start < found.start < other.span.end:
            return True
    return False


def _of_credit(credit: Credit, text: str, index: MentionIndex) -> Found:
    post = None
    if credit.rule == CONTACT and (contact := CONTACT_POST.match(text, credit.role_start)):  # 局办公室|联系人:…
        edge = len(text[: credit.role_start].rstrip(BETWEEN))
        near = (
            index.overlapping(Span(max(0, edge - 1), edge + 1), Kind.ORGANIZATION)
            if credit.role_start - edge < 5
            else ()
        )
        ending = [m for m in near if m.span.end == edge]
        body = max(ending, key=lambda m: len(m.span), default=None)
        if body is None and contact[0] == "联系人":
            signed = signers(text, index) if 2 * edge > len(text) else []  # who gives the notice
            body = _named(edge, index, text) or next(reversed(signed), None)
        if body or contact[0] == "联系人":
            start, end = contact.span()
            post = Post(start, start, end, contact[0], contact[0], "work", False, body)
    if credit.role:
        end = credit.role_start + len(credit.role)
        post = Post(credit.role_start, credit.role_start, end, credit.role, credit.role, "credit", False)
    posts = (post,) if post else ()
    role = Role.OTHER if credit.rule == CONTACT else Role.CREDIT
    return Found(credit.start, credit.end, credit.name, role, posts, credit.rule, 9.0)


def _named(edge: int, index: MentionIndex, text: str) -> Mention | None:
    """The body that the line of a contact names before other words: 云河出版集团“云上课堂”平台 联系人:…."""
    start = max(0, edge - LINE, *(text.rfind(mark, 0, edge) + 1 for mark in "。;\n"))
    return next(reversed(index.outermost(Span(start, edge), Kind.ORGANIZATION)), None) if start < edge else None


def _drop_overlaps(found: Iterable[Found]) -> list[Found]:
    """Of names that overlap the surer one stays; equal spans are joined, posts and all."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (-f.margin, f.start, -f.end)):
        same = next((k for k in kept if (k.start, k.end) == (one.start, one.end)), None)
        if same:
            posts = tuple(dict.fromkeys((*same.posts, *one.posts)))
            kept[kept.index(same)] = replace(same, posts=posts)
        elif not any(k.start < one.end and one.start < k.end for k in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def _people(found: list[Found]) -> dict[tuple[int, int], Mention]:
    """A mention for each place of a name; the role of a name is the same in the whole report."""
    roles: dict[str, Role] = {}
    for one in found:
        if roles.get(one.name) != Role.OFFICIAL and one.role != Role.OTHER:
            roles[one.name] = one.role
    out: dict[tuple[int, int], Mention] = {}
    for one in found:
        form = PersonForm(one.name, roles.get(one.name, Role.OTHER))
        out[one.start, one.end] = Mention(Span(one.start, one.end), Kind.PERSON, form, one.rule, _confidence(one))
    return out


def _posts(found: list[Found], people: dict[tuple[int, int], Mention]) -> Iterator[Mention | HoldsClaim]:
    """A mention for each title and a claim for each holder of it."""
    made: dict[tuple[int, int], Mention] = {}
    for one in found:
        for post in one.posts:
            place = post.start, post.end
            if place not in made:
                made[place] = Mention(Span(*place), Kind.POST, PostForm(post.title), one.rule, _confidence(one))
                yield made[place]
            span = Span(min(one.start, post.start), max(one.end, post.end))
            person = people[one.start, one.end]
            yield HoldsClaim(person, made[place], post.body, span, one.rule, _confidence(one))


def _confidence(found: Found) -> float:
    return round(min(0.97, 0.75 + 0.02 * found.margin), 2)
