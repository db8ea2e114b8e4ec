"""Documents by the form of their titles: 关于…的通知, headings of notices, orders with a number, forms in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.offsets import Span

QUOTED = re.compile(r"“(关于[^“”\n]{4,60}的(?:通知|意见|公告|通告|决定|方案|办法|函|命令|报告|决议|规定))”")
PART = r"(?:[^。,;:!?\n《》“”]|“[^“”\n]{1,20}”)"
NUMBER = r"\s*\(?第\s*\d+\s*号\)?"
TITLE = re.compile(
    rf"关于(?!印发){PART}{{4,60}}?的(?:紧急|补充|若干|有关|最新)?(?:实施|指导)?(?:通知|意见|公告|通告|决定|批复|复函|命令|决议|(?:工作|安全|温馨|风险)?(?:提示|提醒)|说明|答复|倡议书?)(?:{NUMBER})?(?=[\s。,;!(]|$)"
    rf"|关于印发{PART}{{4,60}}?的通知(?=[\s。,;!(]|$)"
    rf"|关于(?!印发){PART}{{6,60}}?(?:措施|意见|规定|办法|方案|倡议书)(?:\((?:试行|暂行)\))?(?=\s|$)"
    r"|(?<=[布发台定])(?:了)?关于[^。,;:!?\n《》“”]{6,60}?(?:措施|意见|规定|办法|方案|指引|指南)(?=[,。;(])"
)
KINDS = (
    "(?<!紧急)(?<!发)通知|通告|公告|指引|指南|须知|倡议书|公开信|一封信|告知书|工作方案|实施方案|应急预案|实施意见|实施办法|实施细则|"
    "操作规程|安全提示|温馨提示|若干(?:政策)?(?:措施|意见|规定)|[0-9一二三四五六七八九十]{1,3}条(?:政策|工作)?(?:措施|意见|举措)"
)
WORDS = r"[^\s。,;:!?《》—·|]"
HEADING = re.compile(rf"\s*({WORDS}{{4,50}}(?:\s{WORDS}{{4,40}})??(?:{KINDS})(?:{NUMBER})?)(?=\s|$)")
URGENT = re.compile(r"\s*((?:紧急|重要)(?:通知|通告|公告))(?=\s)")  # the whole title
TRIAL = re.compile(
    rf"(?<![^\s:)])(?:[0-9]{{1,2}}[.、])?({WORDS}{{4,60}}?(?:方案|指南|指引|办法|细则|规定|规范|规程|措施|意见|预案|标准|要点|流程)\((?:试行|暂行)\))(?=[\s,。]|$)"
)
DRAWN = re.compile(r"(?:^|(?<=[\s::]))一[图张]+读懂[^\s。,;:!?《》]{4,40}(?=\s|$)")
NEWS = re.compile(
    r"出台|发出|推出|发布|印发|下发|公布|制定|部署|编制|编印|解读|推行|启动|首个|首份|一图|提醒|记者|关于|多项"
)
VERB = re.compile(
    r".*(?:发布|印发|下发|公布|根据|按照|依据|依照|执行|落实|贯彻|遵守|违反|参照|制定|出台|研究|审议|启动|实施|推进)了?"
)
MAKES = re.compile(r"[^“”]*(?:发布|发出|推出|宣读|张贴|印发|制定|出台|研究|审议|启动|推进|落实|执行|按照|根据|通过)")
BODY = re.compile(r"((?<!\d)[一-鿿]{0,40}(?:指挥部|领导小组|政府|委员会|办公室|国务院|总局|[局厅部])(?:办公室)?)\s*$")
WINDOW = 48  # so many characters before its number are searched for the body that gave an order
ORDER = re.compile(
    r"(?P<kind>令|公告|通告)\s*\(?第\s*\d+\s*号\)?|(?P<first>第?\d+号)(?P<more>(?:[、和及]第?\d+号)*)(?P<last>(?:总?[河林湖田]长)?令|公告|通告)"
)
ONE = re.compile(r"第?\d+号")
FORM = re.compile(
    r"(?<=[\d)][.、 ])\s{0,2}([^\W\d_的了和与及]{4,20}(?:[申请登记审核批备案申报统计调查报告评估]表|承诺书|责任书|申请书|告知书|名册|操作指南|办事指南|流程图|明白卡|一览表))(?=\s*[;。,(]|\s|$)"
)
FIRST = re.compile(r"中央(?:一号|1号)文件")  # each year's first paper of the Party, on farming
GREETING = re.compile(r"年新年(?:贺词|致辞|献词)")
YEAR = 4  # characters of the year before it
GUIDE = re.compile(r"(?:指南|手册|流程)(?=请参阅|请见|请查|详见|见附件|附后)")
GUIDE_NAME = re.compile(
    r"(?:“[^“”\n]{2,12}”)?[^\W\d_的了和与及在]{2,16}(?:使用|操作|办理|办事|服务)(?:指南|手册|流程)$"
)
OF_SLOGAN = re.compile(
    r"”(?:[^\W\d_的了“”、和与及]{0,8}(?:实施方案|工作方案|行动方案|实施意见|管理办法|行动计划)|[预议]?案|倡[议仪]书?|的?(?:倡议书|公开信|承诺书|告知书))(?![一-鿿])"
)
SLOGAN = re.compile(r"[^\W\d_的了、和与及在]{0,10}“[^“”\n]{2,12}$")
PERMIT = re.compile(r"“([^“”\n]{4,40}(?:通行证|出入证|证明|承诺书|告知书|明白卡|登记表|申报表|服务卡))”")
OF_BRACKET = 2  # (国务院令第149号) right behind 》 belongs to the document before it


@dataclass(frozen=True, slots=True)
class Found:
    """A document's name, where it stands, and the rule that found it."""

    span: Span
    name: str
    rule: str
    confidence: float


def titles(text: str) -> Iterator[Found]:
    """Every document of `text` that the form of its title gives away, in no particular order."""
    for match in QUOTED.finditer(text):
        yield Found(Span(*match.span(1)), match[1], "quoted-title", 0.85)
    yield from _headings(text)
    for match in TITLE.finditer(text):
        start = match.start() + match[0].startswith("了")
        yield Found(Span(start, match.end()), _joined(text[start : match.end()]), "title", 0.8)
    yield from _orders(text)
    for shape, rule in ((FORM, "form"), (PERMIT, "permit")):
        for match in shape.finditer(text):
            yield Found(Span(*match.span(1)), match[1], rule, 0.75)
    yield from _after(text, OF_SLOGAN, SLOGAN, MAKES, "slogan")
    for match in FIRST.finditer(text):
        yield Found(Span(*match.span()), match[0], "first", 0.85)
    for match in GREETING.finditer(text):
        span = Span(max(0, match.start() - YEAR), match.end())
        yield Found(span, span.of(text), "greeting", 0.8)
    for match in GUIDE.finditer(text):
        name = GUIDE_NAME.search(text[max(0, match.start() - WINDOW) : match.end()])
        if name:
            yield Found(Span(match.end() - len(name[0]), match.end()), name[0], "guide", 0.75)


def _headings(text: str) -> Iterator[Found]:
    """The title that a text begins with, drafts on trial, and papers told in pictures."""
    for pattern in (HEADING, URGENT):
        heading = pattern.match(text)
        if heading and not NEWS.search(heading[1]):
            yield Found(Span(*heading.span(1)), _joined(heading[1]), "heading", 0.8)
    for match in TRIAL.finditer(text):
        if not NEWS.search(match[1]):
            yield Found(Span(*match.span(1)), match[1], "trial", 0.8)
    for match in DRAWN.finditer(text):
        yield Found(Span(*match.span()), match[0], "drawn", 0.8)


def _after(
    text: str, anchor: re.Pattern[str], front: re.Pattern[str], verbs: re.Pattern[str], rule: str
) -> Iterator[Found]:
    """Names that end with `anchor` and begin with `front`, without the `verbs` before them."""
    for match in anchor.finditer(text):
        first = front.search(text[max(0, match.start() - WINDOW) : match.start()])
        if first:
            verb = verbs.match(first[0])
            start = match.start() - len(first[0]) + (verb.end() if verb else 0)
            yield Found(Span(start, match.end()), text[start : match.end()], rule, 0.75)


def _orders(text: str) -> Iterator[Found]:
    """青山县指挥部令(第3号), 第3号令, 第11号、第12号通告."""
    for match in ORDER.finditer(text):
        before = text[max(0, match.start() - WINDOW) : match.start()]
        if _after_number(text, match):
            continue
        body = BODY.search(before)
        verb = VERB.match(body[1]) if body else None
        start = match.start() - len(before) + body.start(1) + (verb.end() if verb else 0) if body else match.start()
        if text[max(0, start - OF_BRACKET) : start].endswith("》("):
            continue
        if match["kind"]:
            if body:
                span = Span(start, match.end())
                yield Found(span, _joined(span.of(text)), "order", 0.8)
            continue
        yield from _numbers(text, match, start)


def _numbers(text: str, match: re.Match[str], body: int) -> Iterator[Found]:
    """第11号、第12号通告 as two; `body` is where the name of the body begins that gave them."""
    for one in ONE.finditer(text, match.start("first"), match.end("last")):
        first = one.start() == match.start("first")
        start = body if first else one.start()
        end = match.end() if one.end() == match.start("last") else one.end()
        number = one[0] if one[0].startswith("第") else f"第{one[0]}"
        yield Found(
            Span(start, end), _joined(text[body : match.start()]) * first + number + match["last"], "order", 0.75
        )


def _after_number(text: str, match: re.Match[str]) -> bool:
    """〔2020〕5号公告: the number of a document that is named elsewhere."""
    return match["kind"] is None and text[max(0, match.start("first") - 1) : match.start("first")] in ("〕", "]", ")")


def _joined(name: str) -> str:
    """Without blanks; a heading that stands twice counts once."""
    half, rest = name[: len(name) // 2].strip(), name[len(name) // 2 :].strip()
    return "".join((half if half == rest else name).split())
