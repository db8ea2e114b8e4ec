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


ABROAD = re.compile(  # 土耳其灾害和应急管理局, 日本厚生劳动省
    r"(?:(?![的了在是将向对为各等及被把从已要发])[一-鿿]){2,12}?(?:管理局|气象局|气象厅|地质调查局|调查局|救灾局|减灾局|消防厅|警察厅|水利局|"
    r"总统府|总理府|内政部|卫生部|国防部|外交部|应急部|紧急情况部|交通部|教育部|财政部|农业部|商务部|国务院|红新月会|红十字会|"
    r"(?:总务|外务|财务|法务|文部科学|厚生劳动|农林水产|经济产业|国土交通|环境|防卫)省|疾病控制与预防中心|疾控中心|预警中心|地震中心|地震台网)"
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
        if words.countries.get(country, "CN") != "CN" and (abroad := ABROAD.match(text, end)):
            yield _abroad(area.span.start, abroad.end(), country, text)
    for match in RAILWAY.finditer(text):
        stem = RAILWAY_STEM.match(text, match.start())
        if stem and stem.end("at") in areas and areas[stem.end("at")].span.start == stem.start("at"):
            name = f"中国铁路{stem['at']}局集团有限公司"
            yield _mention(*match.span(), name, "enterprise")


def _mention(start: int, end: int, organ: str, kind: str) -> Mention:
    return Mention(Span(start, end), Kind.ORGANIZATION, BodyForm("", organ, kind), "bodies.fixed", 0.88)


def _abroad(start: int, end: int, country: str, text: str) -> Mention:
    form = BodyForm(country, text[start + len(country) : end], "government")
    return Mention(Span(start, end), Kind.ORGANIZATION, form, "bodies.organ", 0.88)
