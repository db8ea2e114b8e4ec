"""Relations that clauses state: what a site was made, who issued a document, who set up a group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.index import MentionIndex
from kg.extract.relations_areas import of_areas
from kg.extract.relations_lists import of_lists
from kg.extract.relations_signed import own_paper, signers, titled
from kg.lexicon.loader import Pattern, load_patterns, trie_pattern
from kg.model import BodyForm, Claim, Extractor, InstrumentForm, Kind, Mention, Page, RelationClaim
from kg.offsets import Span
from kg.resources import Resources

SITES = (Kind.ORGANIZATION, Kind.FACILITY)
JOINT = re.compile(r"[、,和及与]|以及|联合|会同")
HEADING = re.compile(r"[、,和及与 \u3000]+|以及|联合|会同")  # 云河市财政局 云河市审计局关于…的通知
CITED = re.compile(r"(?:根据|按照|依据|贯彻|落实|学习|传达|要求)[^,]*$")
FOUNDED = ("bodies.founded", "bodies.counted", "bodies.groups")
FOUND = re.compile(
    r"[^,。;!?:《》]{0,12}?(?:成立|组建|设立|建立|组成|增设|新设|派出|派|选派|抽调|增派|内设|下设|分设|设|组织)"
)
PAPER = re.compile(
    r"(?:20[0-9]{2}年)?(?:第?[0-9一二三四五六七八九十]+号)?(?:通告|公告|令|命令|通令)(?=[,。;、:!\s]|要求|规定|精神|$)"
)
CITING = re.compile(r"(?:根据|按照|依据|遵照|执行|发布|落实)了?$")
CARRIED = re.compile(
    r",(?:也|已|已经|并|还|又|共|累计|随即|随后|同时|连夜|紧急|迅速|立即|第一时间|率先|先后|相继|专门)*(?:成立|组建|设立|建立|派出|派|选派|抽调|增派|下设|组织[^,。;]{2,8}组成)"
)
SUBJECT_EDGES = (",", "。", "\n", "“", ":", " ", ";")
DATELINE = re.compile(r"(?:[0-9]{1,2}月[0-9]{1,2}日)?(?:讯|电|消息|报道)")
COMMAND = re.compile(r"(?:指挥部|领导小组|领导组)$")
CLASS_FOUNDER = re.compile(
    r"(?:^|[,。;“”\n]|介绍,)(?:该|我)?(医院|院|学校|校|公司|局|中心)[^,。;]{0,4}(?:成立|组建|派出|抽调)[^,。;]{0,8}$"
)
ROLE_START = re.compile(
    r"定点|备用|后备|集中|隔离|医学|救治|收治|留观|安置|避难|方舱|接种|检测|康复|健康|应急|保供|临时|哨点|发热"
)


@dataclass(frozen=True)
class Relations:
    """Finds relations between mentions that earlier extractors made."""

    patterns: tuple[Pattern, ...]
    issue: re.Pattern[str]
    role: re.Pattern[str]
    name: str = "relations"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """designatedAs, issuedBy and subOrgOf claims on `page`."""
        papers = tuple(_papers(page))
        yield from papers
        index = MentionIndex((*page.mentions, *papers))
        yield from self._designated(page, index)
        yield from self._issued(page, index)
        yield from _founded(page, index)
        yield from of_lists(page, index)
        yield from of_areas(page, index)

    def _designated(self, page: Page, index: MentionIndex) -> Iterator[RelationClaim]:
        text = page.text.normal
        done: set[tuple[Span, str]] = set()
        for clause in page.layout.clauses:
            if "为" not in (body := clause.of(text)) and "是" not in body and "系" not in body:
                continue
            if not self.role.search(text, clause.start, clause.end):  # every pattern ends in one
                continue
            for pattern in self.patterns:
                for match in pattern.regex.finditer(text, clause.start, min(clause.end + 1, len(text))):
                    for claim in _made(page, index, pattern, match):
                        key = (claim.subject.span, str(claim.object))
                        if key not in done:
                            done.add(key)
                            yield claim
        for mention in index.of(Kind.ORGANIZATION):
            form = mention.form
            if not isinstance(form, BodyForm) or mention.rule != "bodies.chosen" or not ROLE_START.match(form.organ):
                continue
            written = mention.span.of(text)  # 确定10家机构开展检测 names what they do, designates nothing
            if written == form.organ or not form.organ.endswith(written):
                yield RelationClaim(mention, "designatedAs", form.organ, mention.span, "relations.chosen", 0.85)

    def _issued(self, page: Page, index: MentionIndex) -> Iterator[RelationClaim]:
        text = page.text.normal
        own = own_paper(text, index)
        if own is not None and (signed := signers(text, index)):
            yield from _issue(own, signed, "relations.signed")
        for paper in index.of(Kind.INSTRUMENT):
            start = paper.span.start
            if given := titled(text, paper, index):
                yield from _issue(paper, given, "relations.issued-title")
                continue
            sentence = next((s for s in page.layout.sentences if s.start <= start < s.end), None)
            if sentence is not None:
                yield from self._issuer(text, sentence, paper, index)

    def _issuer(self, text: str, sentence: Span, paper: Mention, index: MentionIndex) -> Iterator[RelationClaim]:
        start = paper.span.start - (1 if text[paper.span.start - 1 : paper.span.start] in "《“" else 0)
        if start <= sentence.start:
            return
        before = [
            m
            for m in index.outermost(Span(sentence.start, start), Kind.ORGANIZATION)
            if m.rule not in ("bodies.departments", "bodies.masthead")
            if not (_medium(m) and DATELINE.match(text, m.span.end))
        ]
        if not before:
            return
        last = before[-1]
        if last.span.end == start:
            yield from _issue(paper, _joint(text, before, HEADING), "relations.issued-beside")
            return
        verb = max(self.issue.finditer(text, last.span.end, start), key=re.Match.start, default=None)
        if verb is None or re.search(r"[。;!?]", text[last.span.end : start]):
            return
        own = text[last.span.end : verb.start()]
        cited = text[verb.end() : start] in ("的", "的《") and verb.start() == last.span.end  # 根据县政府印发的《…》
        if not cited and CITED.search(text, sentence.start, last.span.start):
            return
        if re.search(r"[》”]", text[verb.end() : start].rstrip("《“")) and not re.search(
            r"^了?[《“][^。]*[、和及]$", text[verb.end() : start]
        ):
            return
        if len(own) <= 40 and not re.search(r"(?:负责人|书记|主任|介绍|工作人员|领导)", own):
            yield from _issue(paper, _joint(text, before), "relations.issued")


def _medium(mention: Mention) -> bool:
    return isinstance(mention.form, BodyForm) and mention.form.body_kind == "media"


def _papers(page: Page) -> Iterator[Mention]:
    """Orders to the public named by their issuer alone: 根据云河县疫情防控指挥部第3号通告."""
    text = page.text.normal
    taken = [m.span for m in page.mentions if m.kind is Kind.INSTRUMENT]
    bodies = [m for m in page.mentions if m.kind is Kind.ORGANIZATION]
    longest = {m.span.end: m for m in sorted(bodies, key=lambda m: len(m.span))}
    for end, body in longest.items():
        paper = PAPER.match(text, end)
        if paper and CITING.search(text, max(0, body.span.start - 4), body.span.start):
            span = Span(body.span.start, paper.end())
            if not any(span.overlaps(t) for t in taken):
                form = InstrumentForm(span.of(text))
                yield Mention(span, Kind.INSTRUMENT, form, "relations.paper", 0.75)


def _issue(paper: Mention, bodies: list[Mention], rule: str) -> list[RelationClaim]:
    span = Span(min(m.span.start for m in (paper, *bodies)), max(m.span.end for m in (paper, *bodies)))
    return [RelationClaim(paper, "issuedBy", b, span, rule, 0.85) for b in bodies]


def _joint(text: str, bodies: list[Mention], joint: re.Pattern[str] = JOINT) -> list[Mention]:
    """The last body, with those that are joined to it: 县委、县政府."""
    out = [bodies[-1]]
    for body in reversed(bodies[:-1]):
        between = text[body.span.end : out[-1].span.start]
        if between and not joint.fullmatch(between):
            break
        out.append(body)
    return out


def _made(page: Page, index: MentionIndex, pattern: Pattern, match: re.Match[str]) -> Iterator[RelationClaim]:
    text = page.text.normal
    cut = ROLE_START.search(match["role"])
    role = match["role"][cut.start() :] if cut else match["role"]
    span = Span(*match.span())
    subjects: list[Mention] = []
    if match["subject"]:
        area = Span(*match.span("subject"))
        subjects = index.outermost(area, *SITES)
        if pattern.id != "relations.made":
            subjects = [m for m in subjects[-1:] if m.span.end == area.end or pattern.id == "relations.made-passive"]
    elif pattern.id == "relations.as":
        later = Span(match.end(), min(len(text), match.end() + 60))
        subjects = [m for m in index.outermost(later, Kind.ORGANIZATION) if _is_hospital(m)][:1]
    for subject in subjects:
        whole = Span(min(span.start, subject.span.start), max(span.end, subject.span.end))
        yield RelationClaim(subject, "designatedAs", role, whole, pattern.id, pattern.confidence)


def _is_hospital(mention: Mention) -> bool:
    return isinstance(mention.form, BodyForm) and mention.form.body_kind == "health"


def _founded(page: Page, index: MentionIndex) -> Iterator[RelationClaim]:
    """A group that a body sets up: 疾控中心成立流调组; 指挥部下设8个工作组; 市委、市政府组成6个督查组."""
    text = page.text.normal
    for sentence in page.layout.sentences:
        bodies = index.outermost(sentence, Kind.ORGANIZATION)
        made = [b for b in bodies if b.rule in FOUNDED or b.rule == "bodies.adhoc"]
        if not made:
            continue
        for body in made:
            before = [b for b in bodies if (b.span.end <= body.span.start and b not in made) or _founder(b, body)]
            before = [b for b in before if b.span.end <= body.span.start]
            before = [b for b in before if b not in made or b is before[-1]]
            if not before:
                yield from _founded_by_class(text, body, index)
                continue
            found = FOUND.match(text, before[-1].span.end, body.span.start)
            if found is None or not _close(text, found.end(), body):
                found = _carried(text, before, body) or found
            lists = body.rule == "bodies.groups" and COMMAND.search(before[-1].span.of(text))
            if not lists and (found is None or body.rule not in FOUNDED or not _close(text, found.end(), body)):
                continue
            founders = _joint(text, before)
            if text.endswith(
                ("由", "从", "抽调", "由县", "由市"), max(0, founders[-1].span.start - 2), founders[-1].span.start
            ):
                continue
            span = Span(founders[-1].span.start, body.span.end)
            for founder in founders:
                yield RelationClaim(body, "subOrgOf", founder, span, "relations.founded", 0.8)


def _carried(text: str, before: list[Mention], body: Mention) -> re.Match[str] | None:
    """The verb of a later clause that has the only founder of the sentence as its subject: 水利部启动…,已派出工作组."""
    founders = _joint(text, before)
    first, last = founders[-1], founders[0]
    if len(founders) < len(before) or not text.startswith(SUBJECT_EDGES, first.span.start - 1):
        return None
    if text.startswith(("的", "介绍", "获悉", "了解"), last.span.end):
        return None
    verbs = list(CARRIED.finditer(text, last.span.end, body.span.start))
    return verbs[-1] if verbs else None


def _founded_by_class(text: str, body: Mention, index: MentionIndex) -> Iterator[RelationClaim]:
    """A founder taken up by its class: 医院已成立一支专家团队 after 云河县人民医院."""
    match = CLASS_FOUNDER.search(text, max(0, body.span.start - 24), body.span.start)
    if match is None or body.rule not in FOUNDED:
        return
    noun = match[1][-1]
    earlier = [m for m in index.inside(Span(0, body.span.start), Kind.ORGANIZATION) if m.span.of(text).endswith(noun)]
    if not earlier:
        later = Span(body.span.end, min(len(text), body.span.end + 60))
        earlier = [m for m in index.inside(later, Kind.ORGANIZATION) if m.span.of(text).endswith(noun)] if later else []
    if earlier:
        span = Span(match.start(), body.span.end)
        yield RelationClaim(body, "subOrgOf", earlier[-1], span, "relations.founded-class", 0.7)


def _founder(body: Mention, made: Mention) -> bool:
    form = body.form
    return isinstance(form, BodyForm) and bool(COMMAND.search(form.organ)) and body.span.end <= made.span.start


def _close(text: str, verb_end: int, body: Mention) -> bool:
    """Whether the object follows its verb within the clause, or after a relative clause (以…任组长的领导小组)."""
    between = text[verb_end : body.span.start]
    return len(between) <= 60 and ("," not in between or between.startswith(("以", "由", "了以", "了由")))


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    issue = re.compile(trie_pattern(resources.lexicon.forms("relation.issue")))
    role = re.compile(resources.lexicon.alternation("relation.role"))
    return Relations(load_patterns("relations", resources.lexicon), issue, role)
