"""The frozen records that flow through `kg`, floor by floor. No logic lives here.

file ─read─▶ Document ─clean─▶ Text ─extract─▶ Mention, Claim ─link─▶ Node, Statement ─graph─▶ quads

Spans in `Text`, `Mention` and `Claim` are in the cleaned text (`Span`); marks on `Node` and `Statement` are in the raw
file (`RawSpan`), because from there on only the raw file counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from kg.offsets import OffsetMap, Piece, RawSpan, Span
from kg.records import quick


class Kind(StrEnum):
    """What a mention or a node is; the value is the local name of its class in the ontology."""

    PERSON = "Person"
    POST = "Post"
    ORGANIZATION = "Organization"
    AREA = "AdminArea"
    FACILITY = "Facility"
    PLACE = "Place"
    INSTRUMENT = "Instrument"
    MECHANISM = "Mechanism"
    ITEM = "MechanismItem"
    RESOURCE = "Resource"
    CONCEPT = "Concept"
    COLLECTIVE = "Collective"
    QUANTITY = "Quantity"
    TIME = "TimeSpan"
    ACTION = "Action"
    EVENT = "Event"


# ---------------------------------------------------------------------------------------------- floor 2: documents


@dataclass(frozen=True, slots=True)
class Document:
    """One report as it came: decoded, otherwise untouched.

    `name` is the file name without extension, or the value of the id column. `raw` is the decoded text; all published
    offsets are code points of it. Metadata that the file does not give is None.
    """

    name: str
    raw: str
    path: str
    encoding: str = "utf-8"
    title: str | None = None
    url: str | None = None
    site: str | None = None
    published: str | None = None  # ISO date
    published_basis: str | None = None  # what `published` rests on, in words
    markup: tuple[Piece, ...] = ()  # what turns `raw` into plain text; HTML and Markdown only


@dataclass(frozen=True, slots=True)
class Edit:
    """One change that a cleaning step made: `before` stood at `span` of the raw text and became `after`."""

    step: str
    reason: str
    span: RawSpan
    before: str
    after: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """A cleaned report.

    `normal` is what extractors read: Simplified script, folded punctuation (half-width ，：；！？（） and digits), no
    glosses, no furniture. `surface` is the same text, character for character as long, in the document's own script
    and punctuation. `damaged` spans could not be restored: nothing is extracted from them.
    """

    document: Document
    normal: str
    surface: str
    offsets: OffsetMap
    edits: tuple[Edit, ...] = ()
    damaged: tuple[Span, ...] = ()
    script: str = "Hans"


# ---------------------------------------------------------------------------------------------- floor 3: extraction


class BlockKind(StrEnum):
    """What a line of a report is for."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the text. `section` counts headings: blocks of one section share subjects."""

    span: Span
    kind: BlockKind
    section: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is divided. Sentences end at 。！？…, clauses also at ，；： and are trimmed of the mark itself.

    All three tuples are in text order and without overlap. Titles and headings are sentences of their own.
    """

    blocks: tuple[Block, ...]
    sentences: tuple[Span, ...]
    clauses: tuple[Span, ...]


class Bound(StrEnum):
    """How exact a figure is."""

    EXACT = "exact"
    MORE_THAN = "moreThan"
    APPROX = "approx"
    NEARLY = "nearly"
    AT_LEAST = "atLeast"
    AT_MOST = "atMost"
    MISSING = "missing"


class Scope(StrEnum):
    """What a figure is counted over."""

    CUMULATIVE = "cumulative"
    PER_PERIOD = "perPeriod"
    EACH = "each"


class Status(StrEnum):
    """Whether an action is reported as done, under way, planned, or only called for."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    EXHORTED = "exhorted"


class Role(StrEnum):
    """Why a person is in a report."""

    OFFICIAL = "official"
    CREDIT = "credit"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PersonForm:
    """A person as named; `name` is the normal form."""

    name: str
    role: Role = Role.OTHER


@quick
@dataclass(frozen=True, slots=True)
class AreaForm:
    """A place as named.

    `name` is the text's own form (吉县, 吉昌镇东关村, 全县, 省). `word` is set for words that stand for a place by level
    only (全县, 该市, 我省, 市): the level in Chinese (县, 市, 省 …).
    """

    name: str
    word: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class BodyForm:
    """An organisation as named: where, what, and which kind (see ontology: party, government, command …).

    `place` is the leading place or level word (吉昌镇, 县, 该市, "" if none), `organ` the rest (党委, 疫情防控指挥部).
    `counted` marks bodies that the text creates by number (11个工作督导组).
    """

    place: str
    organ: str
    body_kind: str
    counted: bool = False


@dataclass(frozen=True, slots=True)
class FacilityForm:
    """A site as named."""

    name: str


@dataclass(frozen=True, slots=True)
class InstrumentForm:
    """A document or work as named, without its brackets."""

    name: str


@dataclass(frozen=True, slots=True)
class MechanismForm:
    """A named mechanism or slogan; `items` are only those that the text lists, each with its place."""

    name: str
    declared: int | None = None
    items: tuple[tuple[str, Span], ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuantityForm:
    """A figure. `value` is None only with `bound` MISSING. `unit` is an id of the unit table (CNY, NUM, PERCENT, DAY …).

    `count_of` is the thing counted, short; `classifier` the 量词 as written; `verbatim` the figure as the document
    writes it (own script, glosses stripped).
    """

    value: Decimal | None
    unit: str
    classifier: str | None
    count_of: str
    bound: Bound
    scope: Scope | None
    verbatim: str
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class TimeForm:
    """A time as ISO 8601: 2020-02-06, --02-06, 2020-03, a/b, ../b, a/.. ; `basis` says what the year rests on."""

    iso: str
    basis: str


@quick
@dataclass(frozen=True, slots=True)
class GroupForm:
    """An unnamed group of people or bodies that acts or is acted on (乡镇干部, 密切接触者)."""

    name: str


@dataclass(frozen=True, slots=True)
class SiteForm:
    """An unnamed place (各卡点, 重点场所)."""

    name: str


@quick
@dataclass(frozen=True, slots=True)
class ResourceForm:
    """Goods, money, papers, sites set up."""

    name: str


@dataclass(frozen=True, slots=True)
class PostForm:
    """A post as written without the body's name where that leaves a normal title (县委书记, 副局长, 记者)."""

    title: str


Form = (
    PersonForm
    | PostForm
    | AreaForm
    | BodyForm
    | FacilityForm
    | InstrumentForm
    | MechanismForm
    | QuantityForm
    | TimeForm
    | GroupForm
    | SiteForm
    | ResourceForm
)


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """What the text says at one place. `rule` names the rule that made it, `confidence` lies in (0, 1]."""

    span: Span
    kind: Kind
    form: Form
    rule: str
    confidence: float = 0.9

    def __hash__(self) -> int:
        """Of the place alone: mentions are keys of many tables, and few share a place."""
        return hash((self.span.start, self.span.end))


@dataclass(frozen=True, slots=True)
class HoldsClaim:
    """`person` holds `post`, in `body` (an organisation or area mention) if the text names one."""

    person: Mention
    post: Mention
    body: Mention | None
    span: Span
    rule: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class RelationClaim:
    """A binary relation that the text states; `predicate` is a local name of the ontology, `object` a mention or text."""

    subject: Mention
    predicate: str
    object: Mention | str
    span: Span
    rule: str
    confidence: float = 0.9


@quick
@dataclass(frozen=True, slots=True)
class ActionClaim:
    """Somebody does, did or will do something of the measure list.

    `span` is the clause, `trigger` the words that name the act. `places` stays empty where the text names none in the
    clause: linking then takes the area that the passage is about.
    """

    measure: str
    span: Span
    trigger: Span
    status: Status
    rule: str
    confidence: float
    agents: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    resources: tuple[Mention, ...] = ()
    quantities: tuple[Mention, ...] = ()
    time: Mention | None = None
    follows: tuple[Mention, ...] = ()
    purpose: Span | None = None
    result: Span | None = None  # what a test or check showed (阴性)


@dataclass(frozen=True, slots=True)
class EventClaim:
    """Something befell a place: cases found, a disaster, losses. `span` is the clause."""

    span: Span
    rule: str
    confidence: float
    places: tuple[Mention, ...] = ()
    quantities: tuple[Mention, ...] = ()
    time: Mention | None = None


Claim = HoldsClaim | RelationClaim | ActionClaim | EventClaim


@dataclass(frozen=True, slots=True)
class Page:
    """What an extractor sees: the text, its layout, and everything that extractors before it found."""

    text: Text
    layout: Layout
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()


class Extractor(Protocol):
    """A stage of extraction. `name` prefixes the ids of its rules (person.title-before)."""

    @property
    def name(self) -> str:
        """Short name, the first part of its rule ids."""
        ...

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Everything that this extractor finds on `page`, in any order."""
        ...


# ---------------------------------------------------------------------------------------------- floor 4: statements


@quick
@dataclass(frozen=True, slots=True)
class Mark:
    """Evidence: the raw characters that say so, the rule that read them, and how sure it is."""

    span: RawSpan
    rule: str
    confidence: float


@quick
@dataclass(frozen=True, slots=True)
class Ref:
    """A node by its key: the path of its IRI below the base, e.g. `area/130324`."""

    key: str


@quick
@dataclass(frozen=True, slots=True)
class Literal:
    """A value. `datatype` is string, decimal, integer, date, gMonthDay, gYearMonth, gYear …; `language` a script tag."""

    value: str
    datatype: str = "string"
    language: str | None = None


@quick
@dataclass(frozen=True, slots=True)
class Term:
    """A term of a vocabulary, by prefix and local name: kg:exact, unit:NUM, cur:CNY, measure:Testing."""

    prefix: str
    name: str


Value = Ref | Literal | Term


@quick
@dataclass(frozen=True, slots=True)
class Node:
    """A thing with an IRI of its own.

    `label` is the Simplified name. `aliases` are scoped and short forms, `hidden` noisy surfaces, `hant` the forms
    attested in Traditional script. `attributes` are (property local name, value) pairs that belong to the node itself,
    evidenced by the node's own marks. `classes` are classes beside `kind` (Official).
    """

    key: str
    kind: Kind
    label: str
    marks: tuple[Mark, ...]
    aliases: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    hant: tuple[str, ...] = ()
    attributes: tuple[tuple[str, Value], ...] = ()
    classes: tuple[str, ...] = ()


@quick
@dataclass(frozen=True, slots=True)
class Statement:
    """A binary fact between a node and a node or value, with its evidence; becomes a triple and a `kg:Assertion`."""

    subject: str
    predicate: str
    object: Value
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A place resolved against the gazetteer. `code` is None for places without one; `path` goes from the top down."""

    name: str
    level: str  # country, province, prefecture, county, township, village, community, functional zone
    code: str | None = None
    path: tuple[str, ...] = ()  # names of the ancestors


@dataclass(frozen=True, slots=True)
class Facts:
    """What one report says, linked: the input of the graph writers.

    `area` is the key of the place that the report is about, `area_basis` how it was found.
    """

    document: Document
    published: str | None
    published_basis: str | None
    area: str | None
    area_basis: str
    nodes: tuple[Node, ...]
    statements: tuple[Statement, ...]
    problems: tuple[str, ...] = field(default=())
    silent: tuple[RawSpan, ...] = ()  # sentences that gave nothing
