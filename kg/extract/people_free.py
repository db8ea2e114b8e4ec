"""Names without a title beside them: subjects of a clause, lists, ages, telephone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.people_names import NameModel, Reading
from kg.lexicon.loader import Lexicon

HAN = "㐀-鿿"
LISTED = re.compile(rf"(?<![{HAN}、])[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})+")
PHONE = re.compile(
    rf"(?<![{HAN}])(?P<name>[{HAN}]{{2,4}})(?=[ 　\u00a0\t,，:：;(（]{{0,3}}(?:(?:联系|办公|手机)?(?:电话|手机|邮箱|微信)|\+?\d{{7,}}|\+\d|\d{{3,4}}-\d))"
)
AGED = re.compile(
    rf"(?<![{HAN}])(?P<name>[{HAN}]{{2,4}})(?:今年\d{{1,3}}岁|[,，(（](?:男|女)[,，)）])|\d{{1,3}}岁的?(?=[{HAN}])"
)
MEMBER = re.compile(r"同志")
BEGINS = frozenset("的员户长师工者人务手匠医警民家生友客兵叫是由与和对向让据名子嫂姐哥弟妹妻夫儿女婆")
OPEN = "“‘《"
AT_CLAUSE, INSIDE = 6.5, 8.0
PRIOR = 0.02


class FreeReader:
    """Reads names that nothing announces; asks for more certainty than the readers beside anchors."""

    def __init__(self, lexicon: Lexicon, names: NameModel) -> None:
        self._names = names
        self._speech = re.compile(lexicon.alternation("verb.speech"))
        surnames = "".join(sorted(s for s in lexicon.forms("surname") if len(s) == 1))
        self._start = re.compile(rf"[{surnames}](?=[{HAN}])")

    def find(self, text: str) -> Iterator[tuple[Reading, str]]:
        """Names and the rule that found each."""
        for reading in self._lists(text):
            yield reading, "person.list"
        for match in PHONE.finditer(text):
            if phoned := self._exact(text, match, 0.3, 1.0):
                yield phoned, "person.phone"
        for match in AGED.finditer(text):
            at = match.start("name") if match["name"] else match.end()
            found = self._names.read(text, at, 0.3)
            if found and found.margin > 2.0:
                yield found, "person.age"
        for match in MEMBER.finditer(text):
            found = self._names.read_before(text, match.start(), max(0, match.start() - 8), 0.4)
            if found and found.margin > 2.0:
                yield found, "person.comrade"
        yield from self._subjects(text)

    def _exact(self, text: str, match: re.Match[str], prior: float, floor: float) -> Reading | None:
        reading = self._names.read(text, match.start("name"), prior)
        if reading and reading.end == match.end("name") and reading.margin > floor:
            return reading
        return None

    def _lists(self, text: str) -> Iterator[Reading]:
        for match in LISTED.finditer(text):
            found: list[Reading] = []
            at = match.start()
            while reading := self._names.read(text, at, 0.2):
                found.append(reading)
                if text[reading.end : reading.end + 1] != "、":
                    break
                at = reading.end + 1
            if len(found) > 1 and sum(r.margin for r in found) > 4.0 * len(found) and found[-1].end >= match.end() - 2:
                yield from found

    def _subjects(self, text: str) -> Iterator[tuple[Reading, str]]:
        for match in self._start.finditer(text):
            at = match.start()
            before = text[at - 1] if at else "\n"
            inside = HAN[0] <= before <= HAN[-1]
            if before in OPEN or (inside and before not in BEGINS) or not self._names.usual(text, at):
                continue
            reading = self._names.read(text, at, PRIOR)
            if reading is None:
                continue
            says = self._speech.match(text, reading.end) is not None
            floor = INSIDE if inside else AT_CLAUSE
            if reading.margin > (floor - 3.0 if says and not inside else floor):
                yield reading, "person.says" if says else "person.subject"
