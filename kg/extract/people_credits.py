"""Credits: reporters, correspondents, editors, photographers of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.people_names import NameModel
from kg.lexicon.loader import Lexicon

SPACE = r"[ 　\u00a0\t]"
SEPARATOR = re.compile(rf"(?:{SPACE}*[、,，/&]{SPACE}*|{SPACE}+|和)")
JOINED = re.compile(rf"[㐀-鿿]{SPACE}{{1,4}}[㐀-鿿](?![㐀-鿿])")
RUN = re.compile(r"[㐀-鿿·]{2,6}")
CONTACT = "person.contact"
BY_PHONE = r"(?:联系|咨询|手机)?(?:电话|方式|手机|号码)"
NUMBERS = re.compile(
    r"[ 　\u00a0\t]?[:：,，(（]?[ 　\u00a0\t]?(?:\(?[0-9][0-9()\-－]{6,16}[0-9][)）]?[,，、;；/\s]{0,3})+(?=[㐀-鿿])"
)
CLOSE = set(" 　\u00a0\t、,，/)）]】。;；:：\n|”")


@dataclass(frozen=True, slots=True)
class Credit:
    """One credited person: the role as written and its place, the name and its place."""

    role: str
    role_start: int
    start: int
    end: int
    name: str
    rule: str


def _in_bracket(text: str, at: int) -> bool:
    """Whether `at` lies in a bracket opened at most 40 characters before."""
    first = max(0, at - 40)
    return text.rfind("(", first, at) > text.rfind(")", first, at)


class CreditReader:
    """Finds credits in a text."""

    def __init__(self, lexicon: Lexicon, names: NameModel) -> None:
        self._names = names
        contact = lexicon.alternation("credit.contact")
        role, label = lexicon.alternation("credit.role"), lexicon.alternation("credit.role", "credit.label")
        end = lexicon.alternation("credit.end")
        any_role = rf"(?:{label})(?:[/、]?(?:{label}))*"
        self._labelled = re.compile(
            rf"(?:(?<![㐀-鿿])|(?<=[日号与])|(?<=新华社))(?P<role>{any_role}){SPACE}*[:：]{SPACE}*"
        )
        self._contact = re.compile(
            rf"(?P<role>(?<![㐀-鿿])(?:{contact})|联系人|责任人){SPACE}*(?:(?:及|和|与|、|/)?{SPACE}?{BY_PHONE})?{SPACE}*[:：]\s*"
        )
        self._plain = re.compile(rf"(?P<role>{role}){SPACE}*(?=[㐀-鿿])")
        self._inner = re.compile(rf"(?<=[ 　\u00a0、])(?P<role>{label}){SPACE}+(?=[㐀-鿿])")
        self._spaced = re.compile(rf"(?:^|(?<=\n)){SPACE}*(?P<role>{any_role}){SPACE}+(?=[㐀-鿿])")
        self._slashed = re.compile(r"(?<![㐀-鿿])(?P<role>文图|图文|文|图|摄影|编辑)[/|](?=[㐀-鿿])")
        self._stop = re.compile(rf"(?:{end}|{role})")
        self._tail = re.compile(rf"[(（](?P<names>[㐀-鿿 　、]{{2,20}})[)）]{SPACE}*(?:$|\n)")
        self._shot = re.compile(
            rf"(?:(?<=[\n 　。(（])|^)(?P<names>[㐀-鿿]{{2,4}}){SPACE}*(?:/)?{SPACE}*(?P<role>摄影报道|摄)(?![㐀-鿿])"
        )

    def find(self, text: str) -> Iterator[Credit]:
        """Every credited person, in the order of the rules; one place may be found twice."""
        for match in self._labelled.finditer(text):
            yield from self._list(text, match.end(), match, "person.credit-label", sure=True)
        for match in self._contact.finditer(text):
            yield from self._contacts(text, match)
        for match in self._plain.finditer(text):
            yield from self._list(text, match.end(), match, "person.credit-role", _in_bracket(text, match.start()))
        for match in self._inner.finditer(text):
            if _in_bracket(text, match.start()):
                yield from self._list(text, match.end(), match, "person.credit-role", sure=True)
        for match in self._spaced.finditer(text):
            yield from self._list(text, match.end(), match, "person.credit-role", sure=False)
        for match in self._slashed.finditer(text):
            yield from self._list(text, match.end(), match, "person.credit-role", sure=True)
        for match in self._tail.finditer(text):
            yield from self._whole(match)
        for match in self._shot.finditer(text):
            yield from self._whole(match)

    def _list(self, text: str, at: int, match: re.Match[str], rule: str, sure: bool) -> Iterator[Credit]:
        for start, end, name in self.names_at(text, at, sure):
            yield Credit(match["role"], match.start("role"), start, end, name, rule)

    def _contacts(self, text: str, match: re.Match[str]) -> Iterator[Credit]:
        """Names after 联系人:, each with its numbers: 张 三:55551234,55554321 李四:55550000."""
        at: int | None = match.end()
        while at is not None:
            found = list(self._list(text, at, match, CONTACT, sure=True))
            for one in found:
                yield replace(one, role="")
            numbers = NUMBERS.match(text, found[-1].end) if found else None
            at = numbers.end() if numbers and numbers.end() > at else None

    def _whole(self, match: re.Match[str]) -> Iterator[Credit]:
        """Names that fill a bracket or a caption line."""
        fields = match.groupdict()
        names = match["names"]
        found = list(self.names_at(names + "\n", 0, sure=False))
        if not found or sum(e - s for s, e, _ in found) < len(re.sub(r"[ 　、]", "", names)):
            return
        first = match.start("names")
        role, at = (fields["role"], match.start("role")) if fields.get("role") else ("", first)
        for start, end, name in found:
            yield Credit(role, at, first + start, first + end, name, "person.credit-alone")

    def names_at(self, text: str, at: int, sure: bool) -> Iterator[tuple[int, int, str]]:
        """Names one after another from `at`: (start, end, name). `sure`: nothing but names is expected here."""
        while True:
            found = self._one(text, at, sure)
            if found is None:
                return
            yield found
            link = SEPARATOR.match(text, found[1])
            if link is None:
                return
            at = link.end()

    def _one(self, text: str, at: int, sure: bool) -> tuple[int, int, str] | None:
        run = RUN.match(text, at)
        if run is None:
            joined = JOINED.match(text, at)
            if joined and self._names.surname(text, at):
                return at, joined.end(), re.sub(SPACE, "", joined[0])
            return None
        stop = self._stop.search(text, at, run.end())
        if stop and stop.start() == at:
            return None
        end = stop.start() if stop and stop.start() >= at + 2 else run.end()
        if text[end : end + 1] == "/" and end - at > 2 and text[end - 1] in "文图":
            end -= 1
        closed = end < run.end() or end == len(text) or text[end] in CLOSE
        form = text[at:end]
        if closed and 2 <= len(form) <= 4 and sure and self._names.plausible(form):
            return at, end, form
        reading = self._names.read(text, at, 0.7 if sure else 0.4, unlisted=sure)
        if reading is None or end < reading.end or (not closed and reading.margin < 2.0):
            return None
        return reading.start, reading.end, reading.name
