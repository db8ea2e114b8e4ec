"""Subjects that carry over: within a sentence always, across sentences only for places, leading bodies and persons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.act_duty import PERSONAL
from kg.model import BodyForm, GroupForm, Kind, Mention
from kg.offsets import Span
from kg.records import quick

SPEECH = re.compile(
    r"(?<!批示)(?<!工作)(?<!部署)(?:(?P<call>强调|指出|要求|提出要求|呼吁|叮嘱|嘱咐|勉励)|表示|说|称|介绍|坦言|告诉|透露|认为)(?:道|记者)?$"
)
EVERYWHERE = re.compile(
    r"(?:相关)?各(?:地|级|地各级|级各部门|(?:相关|有关)?部门|县区|区县|县市区|县\(市、区\)|乡镇|级党委政府|地[^、的]{2,8}部门)|全[国省市县区][^、]{0,4}机关"
)
SELF = re.compile(
    r"(?:目前|现在|同时|此外|因此|所以|接下来|下一步|今后|,|“)*我们?(?![国省市县区州旗镇乡村局校院厅部委办处台])"
)
LEADING = re.compile(r"(?:委员会|委|党委|政府|常委会|指挥部|领导小组)$")


@quick
@dataclass(frozen=True, slots=True)
class Carry:
    """Who acts when a clause names nobody: `sentence` first, then `section`; `speaker` for what is called for."""

    sentence: tuple[Mention, ...] = ()
    section: tuple[Mention, ...] = ()
    speaker: tuple[Mention, ...] = ()
    called: bool = False  # whether the speaker calls for things (强调) or only tells them (说)
    places: tuple[Mention, ...] = ()
    people: tuple[Mention, ...] = ()
    formed: tuple[Mention, ...] = ()  # a team that the last clause formed: it acts in the next one
    here: tuple[Mention, ...] = ()  # sites that the clause itself opened with
    means: tuple[Mention, ...] = ()  # 通过电视、广播等媒体,: used by the next act of the sentence
    sphere: tuple[Mention, ...] = ()  # 农村, 社区: lasts to the end of the paragraph
    follows: tuple[Mention, ...] = ()  # 按照“四早”原则,: what the acts of the sentence follow
    aim: Span | None = None  # 为防止疫情扩散,: what the acts of the sentence are for
    meeting: tuple[Mention, ...] = ()  # the one held last: who speaks, speaks there
    scene: tuple[Mention, ...] = ()  # the place that a clause of the paragraph began with
    bound: tuple[Mention, ...] = ()  # who was last told to act (员工要…): goes on in the paragraph
    host: tuple[Mention, ...] = ()  # the body that was last told to act (各县要…): goes on over paragraphs
    lead: tuple[Mention, ...] | None = None  # the bodies whom the report names first as acting; () if those are others
    addressed: tuple[Mention, ...] = ()  # whom the notice is for

    def led(self, actors: tuple[Mention, ...]) -> Carry:
        """With the first actors of the report kept, if they are bodies."""
        if self.lead is not None:
            return self
        return replace(self, lead=actors if all(m.kind is Kind.ORGANIZATION for m in actors) else ())

    def told(self, actors: tuple[Mention, ...], host: bool) -> Carry:
        """After a clause that tells its subject to act (各县要…); `host` says that it is no group of single people."""
        section = actors if all(_lasting(m) for m in actors) else self.section
        return replace(
            self.led(actors),
            sentence=actors,
            bound=actors,
            host=actors if host else self.host,
            section=section,
            sphere=(),
        )

    def named(self, actors: tuple[Mention, ...]) -> Carry:
        """After a clause with a subject of its own."""
        lasting = all(_lasting(m) for m in actors)
        if self.speaker and all(m.kind is Kind.PERSON for m in actors):  # 李强说,习近平总书记牵挂…: spoken of
            return replace(self, sentence=actors)
        return replace(
            self.led(actors),
            sentence=actors,
            section=actors if lasting else self.section,
            sphere=() if lasting else self.sphere,
        )

    def next_sentence(self) -> Carry:
        """At the start of a sentence."""
        if not (self.sentence or self.places or self.people or self.means or self.follows or self.formed or self.aim):
            return self
        return replace(self, sentence=(), places=(), people=(), means=(), follows=(), aim=None, formed=())

    def next_block(self, goes_on: bool) -> Carry:
        """At the start of a paragraph; `goes_on` says that it belongs to the same account as the one before."""
        kept = self.section if goes_on else ()
        host = self.host if goes_on else ()
        return replace(self, speaker=(), called=False, sphere=(), scene=(), section=kept, bound=host, host=host)

    def next_chapter(self) -> Carry:
        """At a numbered chapter (二、…): who spoke before does not speak there."""
        kept = () if any(m.kind is Kind.PERSON for m in self.section) else self.section
        return replace(self, speaker=(), called=False, section=kept, bound=self.host)

    def place(self, agents: Sequence[Mention]) -> tuple[Mention, ...]:
        """Where an act without a place of its own happens; the linker places the acts of areas and bodies."""
        if self.called and self.speaker and tuple(agents) == self.speaker:
            return self.here or self.places  # what a leader calls for at a site is not for that site
        if self.here or self.places or self.sphere:
            return self.here or self.places or self.sphere
        return () if any(m.kind in (Kind.AREA, Kind.ORGANIZATION) for m in agents) else self.scene

    def own(self, text: str, start: int, end: int) -> tuple[Mention, ...]:
        """Who is 我 or 我们 at the head of a clause of what somebody says: the speaker."""
        return self.speaker if self.speaker and SELF.match(text, start, end) else ()

    def actors(self, exhorted: bool, measure: str = "") -> tuple[Mention, ...]:
        """Who acts in a clause without subject."""
        if exhorted and self.speaker and self.called and not self.sentence:
            return self.bound or self.speaker
        told = self.bound if measure in PERSONAL or self.bound == self.host else self.host
        return (
            self.sentence
            or (told if exhorted else ())
            or (self.addressed if exhorted else ())
            or self.section
            or self.lead
            or ()
        )


def _lasting(mention: Mention) -> bool:
    if mention.kind in (Kind.AREA, Kind.PERSON):
        return True
    if isinstance(mention.form, GroupForm):
        return bool(EVERYWHERE.fullmatch(mention.form.name))
    return isinstance(mention.form, BodyForm) and bool(LEADING.search(mention.form.organ))
