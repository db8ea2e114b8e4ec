"""Bodies whose names follow a closed pattern from end to end: national associations, firms with their town in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.extract.bodies_words import BodyWords
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

PART = r"(?:(?![的了在是将向对为各等及被把从已要])[一-鿿])"
UNION = r"(?:联合会|协会|学会|商会|基金会|促进会|研究会|总会|慈善会|科学院|研究院|工程院|志愿者联盟)"
FIRM = r"(?:有限(?:责任)?公司|股份有限公司|集团(?:有限公司|公司)?|公司)"
NATIONAL = re.compile(rf"(?:中国|中华|全国){PART}{{2,12}}?{UNION}(?![员长])")
BRACKETS = re.compile(  # 青云(正阳)食品有限公司云河分公司
    rf"(?P<first>{PART}{{2,8}}?)\({PART}{{2,6}}\){PART}{{0,10}}?{FIRM}(?:{PART}{{2,4}}分公司)?"
)
BRACKETED_TOWN = re.compile(r"[一-鿿]\([一-鿿]{2,6}\)[一-鿿]{0,10}公司")  # what BRACKETS needs, quick to look for
ARMY = re.compile(
    r"(?:(?:东部|西部|南部|北部|中部)战区)?(?:陆军|空军|海军|火箭军|武警)?第?[0-9一二三四五六七八九十]{1,3}集团军(?:某?[旅团师部](?![员长]))?"
)
RAILWAY = re.compile(r"(?:国铁|中铁|铁路)(?:[一-鿿]{2,4})局(?:集团(?:有限公司|公司)?)?(?![一-鿿]?[部长限面])")
VERB_BEFORE = re.compile(r".*(?:记者从|走进|来到|走访|位于|联合|会同|感谢|例如|比如|包括|以及)")
RAILWAY_STEM = re.compile(r"(?:国铁|中铁|铁路)(?P<at>[一-鿿]{2,4})局")


ABROAD_HEADS = (
    r"(?:管理局|气象局|气象厅|地质调查局|调查局|救灾局|减灾局|消防厅|警察厅|水利局|"
    r"总统府|总理府|内政部|卫生部|国防部|外交部|应急部|紧急情况部|交通部|教育部|财政部|农业部|商务部|国务院|红新月会|红十字会|"
    r"(?:总务|外务|财务|法务|文部科学|厚生劳动|农林水产|经济产业|国土交通|环境|防卫)省|疾病控制与预防中心|疾控中心|预警中心|地震中心|地震台网|"
    r"国防军|武装部队|政府军|革命卫队|航天局|移民局|警察局|民防局|最高法院|宪法法院|议会|国会|中央银行|央行|军方)(?![长员议])"
)
ABROAD = re.compile(
    rf"(?:(?![的了在是将向对为各等及被把从已要发和与同、])[一-鿿]){{0,12}}?{ABROAD_HEADS}"  # 土耳其|外交部
    r"(?:消防厅|气象厅|警察厅|航空局|疾控中心)?"
)
ABROAD_PAIR = re.compile(  # 土耳其|灾害和应急管理局
    rf"(?![和与])(?:(?![的了在是将向对为各等及被把从已要发同、])[一-鿿]){{2,12}}?{ABROAD_HEADS}"
)


AID = re.compile(  # 云河省|第二批|支援|青山|医疗队
    r"(?:第[0-9一二三四五六七八九十]{1,3}|首)批次?(?:支援|驰援|援助|赴|援)(?P<at>[一-鿿]{1,5}?)(?:抗疫|抗震|抗洪|抢险)?"
    r"(?P<head>(?:应急|紧急|国家)?(?:医疗救援|医疗救治|医疗|医护|护理|疾控|防疫|消杀|救援|消防救援|心理救援)[大支小]?(?:队|分队))(?![伍员长])"
)
SENDERS = ("中国", "我国")
LONGEST_SENDER = 10
SENT_ABROAD = re.compile(
    r"驻(?P<at>[一-鿿]{2,8}?)(?:(?:特命全权)?(?:大使馆|总领事馆|总领馆|领事馆|使领馆|使馆|代表处|办事处|代表团|应急小组|工作组|国家办公室|国别办公室|办公室|维和部队|临时部队|特派团|援助团))(?![长员])"
)


def fixed(text: str, words: BodyWords, areas: Mapping[int, Mention]) -> Iterator[Mention]:
    """Bodies of closed patterns in `text`; `areas` are place mentions by the offset where they end."""
    for match in NATIONAL.finditer(text):
        if match[0] not in words.organs:
            yield _mention(*match.span(), match[0], "social")
    for match in BRACKETS.finditer(text) if BRACKETED_TOWN.search(text) else ():
        start = match.start("first")
        if verb := VERB_BEFORE.match(match["first"]):
            start += verb.end()
        if match.end("first") - start >= 2:
            yield _mention(start, match.end(), text[start : match.end()], "enterprise")
    for match in ARMY.finditer(text) if "集团军" in text else ():
        yield _mention(*match.span(), match[0], "military")
    for end, area in areas.items():
        country = area.span.of(text)
        if words.countries.get(country, "CN") != "CN" and (
            abroad := ABROAD.match(text, end) or ABROAD_PAIR.match(text, end)
        ):
            yield _abroad(area.span.start, abroad.end(), country, text)
            yield from _others(area, abroad[0], text, words, areas)
    for match in AID.finditer(text) if "批" in text else ():
        yield from _sent(match, areas)
    for match in SENT_ABROAD.finditer(text) if "驻" in text else ():
        yield from _posted(match, words, areas)
    for match in RAILWAY.finditer(text):
        stem = RAILWAY_STEM.match(text, match.start())
        if stem and stem.end("at") in areas and areas[stem.end("at")].span.start == stem.start("at"):
            name = f"中国铁路{stem['at']}局集团有限公司"
            yield _mention(*match.span(), name, "enterprise")


def _sent(match: re.Match[str], areas: Mapping[int, Mention]) -> Iterator[Mention]:
    """A team that one place sends to another; `match` begins after the sender, which may be a province and its city."""
    goal, sender = areas.get(match.end("at")), areas.get(match.start())
    if goal is None or goal.span.start != match.start("at") or sender is None or sender.rule == "areas.level-word":
        return
    start = sender.span.start
    while start in areas:
        start = areas[start].span.start
    place, organ = match.string[start : match.start()], match[0]
    form = BodyForm(place, organ, "health" if "医" in match["head"] else "other")
    yield Mention(Span(start, match.end()), Kind.ORGANIZATION, form, "bodies.team", 0.88)


def _others(area: Mention, organ: str, text: str, words: BodyWords, areas: Mapping[int, Mention]) -> Iterator[Mention]:
    """The offices of the countries that a list names before the last one: 苏丹|和伊朗外交部."""
    while area.span.start > 1 and text[area.span.start - 1] in "、和与及":
        before = areas.get(area.span.start - 1)
        if before is None or words.countries.get(before.span.of(text), "CN") == "CN":
            return
        yield Mention(
            before.span, Kind.ORGANIZATION, BodyForm(before.span.of(text), organ, "government"), "bodies.organ", 0.85
        )
        area = before


def _posted(match: re.Match[str], words: BodyWords, areas: Mapping[int, Mention]) -> Iterator[Mention]:
    """An office that a body has in a country: 世卫组织|驻阿富汗|应急小组; `match` begins at 驻."""
    text, at = match.string, match.start()
    if match.end("at") not in areas or areas[match.end("at")].span.start != match.start("at"):
        return
    senders = [
        at - n
        for n in range(2, min(at, LONGEST_SENDER) + 1)
        if text[at - n : at] in words.organs or text[at - n : at] in SENDERS
    ]
    if senders:
        yield _mention(min(senders), match.end(), text[min(senders) : match.end()], "government")


def _mention(start: int, end: int, organ: str, kind: str) -> Mention:
    return Mention(Span(start, end), Kind.ORGANIZATION, BodyForm("", organ, kind), "bodies.fixed", 0.88)


def _abroad(start: int, end: int, country: str, text: str) -> Mention:
    form = BodyForm(country, text[start + len(country) : end], "government")
    return Mention(Span(start, end), Kind.ORGANIZATION, form, "bodies.organ", 0.88)
