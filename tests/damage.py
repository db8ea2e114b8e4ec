"""Damage of the kinds that web copies of reports carry, made on purpose: seeded, so the same call gives the same text.

`damage(text, kind, seed)` returns the damaged text; `strip_digits` also says which figures went. Kinds in `KINDS`
leave every fact in place, only harder to read; those in `LOSSY` destroy some.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

import opencc
from pypinyin import Style, pinyin

HAN = re.compile(r"[一-鿿]")
FULL_TO_HALF = {code: code - 0xFEE0 for code in map(ord, "\uff0c\uff1a\uff1b\uff1f\uff01\uff08\uff09")}
SPAM = (
    "国产精品久久无码在线观看,亚洲欧美日韩一区二区",
    "成人影院免费视频 人妻少妇激情自拍",
    "澳门娱乐城官网注册 真人百家乐投注平台",
)
HEAD = (
    "首页 >新闻中心 >政务要闻",
    "您当前的位置:网站首页 > 要闻动态 > 正文",
    "【字体:大 中 小】 【打印】 浏览次数:{n}",
)
TAIL = (
    "分享到:\n\n相关文章:\n",
    "扫一扫在手机打开当前页\n",
    "上一篇:没有了\n下一篇:返回列表\n",
    "声明:转载此文是为了传播更多信息,如有来源标注错误或侵权,请与本站联系,我们将及时删除。\n转载请注明:http://www.example.com/news/{n}.html\n",
    "原文地址:https://www.example.com/item/{n}/\n",
    "版权所有 某某网 联系电话:0100-{n} 京ICP备{n}号\n",
    "微信图片_20220613{n}.jpg\n",
    "本站部分内容来源于网络,其真实性与本站无关,请网友自行判断\n",
)


def damage(text: str, kind: str, seed: int = 0) -> str:
    """`text` with damage of one kind.

    Raises:
        KeyError: if there is no such kind.
    """
    return {**KINDS, **LOSSY}[kind](text, random.Random(f"{kind}:{seed}"))


def fixed_glosses(text: str, rng: random.Random, blank: bool = False) -> str:
    """Forty of the text's characters carry their reading wherever they stand; the text is made Traditional first."""
    text = opencc.OpenCC("s2t").convert(text)
    kinds = sorted(set(HAN.findall(text)))
    chosen = frozenset(rng.sample(kinds, min(40, len(kinds))))
    return HAN.sub(lambda m: m[0] + (_gloss(m[0], blank) if m[0] in chosen else ""), text)


def random_glosses(text: str, rng: random.Random, blank: bool = False) -> str:
    """Nine of a hundred characters carry a reading; the text is made Traditional character by character (製定, 正麵)."""
    convert = opencc.OpenCC("s2t").convert
    over = {"制": "製", "面": "麵", "志": "誌", "系": "係", "复": "複", "干": "幹", "采": "採", "里": "裏"}
    table: dict[str, str] = {}

    def one(match: re.Match[str]) -> str:
        char = match[0]
        if char not in table:
            table[char] = over.get(char) or convert(char)
        return table[char] + (_gloss(char, blank) if rng.random() < 0.09 else "")

    return HAN.sub(one, text)


def blank_glosses(text: str, rng: random.Random) -> str:
    """Random glosses with a blank before the closing bracket."""
    return random_glosses(text, rng, blank=True)


def _gloss(char: str, blank: bool) -> str:
    reading = pinyin(char, style=Style.TONE)[0][0]
    return f"({reading}{' ' if blank else ''})" if reading != char else ""


def doubled_commas(text: str, rng: random.Random) -> str:
    """A comma before most marks."""
    return re.sub(
        r"[,\uff0c、。;\uff1b](?!$)",
        lambda m: ("\uff0c" if m[0] == "\uff0c" else ",") + m[0] if rng.random() < 0.7 else m[0],
        text,
    )


def half_width(text: str, rng: random.Random) -> str:
    """Marks folded to half width, all of them."""
    del rng
    return text.translate(FULL_TO_HALF)


def full_width(text: str, rng: random.Random) -> str:
    """Marks between Chinese characters widened, and digits in one of two texts."""
    text = re.sub(r"(?<=[一-鿿”》])[,:;?!()]|[,:;?!()](?=[一-鿿“《])", lambda m: chr(ord(m[0]) + 0xFEE0), text)
    return re.sub(r"\d", lambda m: chr(ord(m[0]) + 0xFEE0), text) if rng.random() < 0.5 else text


def furniture(text: str, rng: random.Random) -> str:
    """A spam line or navigation before, two to four tails of a page after."""
    number = str(rng.randint(1000, 99999))
    head = [rng.choice(HEAD), *rng.sample(SPAM, rng.randint(0, 1))]
    tail = sorted(rng.sample(TAIL, rng.randint(2, 4)), key=lambda t: "相关" in t)
    return "\n".join([*head, text.rstrip("\n"), "".join(tail)]).replace("{n}", number)


def html(text: str, rng: random.Random) -> str:
    """Tags around lines and inside them, entities for blanks and quotes."""
    lines = []
    for line in text.split("\n"):
        cut = rng.randrange(len(line) + 1)
        if rng.random() < 0.3:
            line = f'{line[:cut]}<span style="font-size:16px">{line[cut:]}</span>'
        line = line.replace("“", "&ldquo;").replace("”", "&rdquo;") if rng.random() < 0.5 else line
        lines.append(f"<p>&nbsp;&nbsp;{line}</p>" if line.strip() and rng.random() < 0.6 else line)
    return "\n".join(lines)


def repeats(text: str, rng: random.Random) -> str:
    """Two long paragraphs stand twice, the copy at once or at the end."""
    lines = text.rstrip("\n").split("\n")
    for line in rng.sample([x for x in lines if len(x) > 40], min(2, sum(len(x) > 40 for x in lines))):
        lines.insert(lines.index(line) + 1 if rng.random() < 0.5 else len(lines), line)
    return "\n".join(lines)


def junk(text: str, rng: random.Random) -> str:
    """Invisible characters inside words, runs of ASCII junk between paragraphs."""
    lines = []
    for line in text.split("\n"):
        cut = rng.randrange(len(line) + 1)
        lines.append(f"{line[:cut]}\u200b{line[cut:]}")
        if rng.random() < 0.2:
            lines.append("#$%^&*#$@@##")
    return "\n".join(lines)


# ------------------------------------------------------------------------------------------------------ lossy kinds

STARTS = re.compile(r"[。”」](?=[“”])|(?<=[。,])“|。(?=[一-鿿])")


def lost_bytes(text: str, rng: random.Random) -> str:
    """At up to three places next to 。 or “ the bytes slip by one; the reading resumes by the next ASCII byte."""
    places = [m.start() for m in STARTS.finditer(text)]
    chosen = sorted(rng.sample(places, min(3, len(places))), reverse=True)
    for at in chosen:
        end = re.compile(r"\n|$").search(text, at + 1).start()  # type: ignore[union-attr]
        text = text[:at] + slip(text[at:end], rng.choice(("comma", "first", "second"))) + text[end:]
    return text


def slip(text: str, how: str) -> str:
    """`text` as GBK with one byte too many or too few at its head, read again.

    "comma" puts a byte between the two of the first character, "first" and "second" drop one of these.
    """
    data = text.encode("gbk", errors="ignore")
    data = {"comma": data[:1] + b"," + data[1:], "first": data[1:], "second": data[:1] + data[2:]}[how]
    return read_gbk(data).translate(FULL_TO_HALF)


def read_gbk(data: bytes) -> str:
    """Read as browsers of old did: a broken pair is one `?`, an unassigned pair is nothing."""
    out = []
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            out.append(chr(data[at]))
            at += 1
            continue
        pair = data[at : at + 2]
        at += 2
        if len(pair) < 2 or pair[1] < 0x40:
            out.append("?")
        else:
            out.append(pair.decode("gbk", errors="ignore") if pair[1] not in (0x7F, 0xFF) else "?")
    return "".join(out)


def strip_digits(text: str, seed: int = 0) -> tuple[str, list[str]]:
    """Runs of three digits or more vanish (a point and decimals with them).

    Returns:
        The text and the runs that went, in order. Years before 年 stay, as on the pages seen.
    """
    del seed
    gone: list[str] = []

    def drop(match: re.Match[str]) -> str:
        gone.append(match[0])
        return ""

    return re.sub(r"\d{3,}(?:\.\d+)?(?!\d*年)", drop, text), gone


def lost_digits(text: str, rng: random.Random) -> str:
    """`strip_digits` without the list."""
    del rng
    return strip_digits(text)[0]


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "fixed-glosses": fixed_glosses,
    "random-glosses": random_glosses,
    "blank-glosses": blank_glosses,
    "doubled-commas": doubled_commas,
    "half-width": half_width,
    "full-width": full_width,
    "furniture": furniture,
    "html": html,
    "repeats": repeats,
    "junk": junk,
}
LOSSY: dict[str, Callable[[str, random.Random], str]] = {"lost-bytes": lost_bytes, "lost-digits": lost_digits}


def write_twins(texts: list[Path], out: Path, kinds: tuple[str, ...] = tuple(KINDS), seed: int = 0) -> list[Path]:
    """Write a damaged twin of each text for each kind.

    Args:
        texts: UTF-8 files.
        out: folder; twins go to `out/<kind>/<name>.txt`, so that a gold file of that name still fits.
        kinds: which damage.
        seed: of the damage.

    Returns:
        The files written.
    """
    written = []
    for kind in kinds:
        (out / kind).mkdir(parents=True, exist_ok=True)
        for path in texts:
            twin = out / kind / path.name
            twin.write_text(damage(path.read_text(encoding="utf-8"), kind, seed), encoding="utf-8")
            written.append(twin)
    return written


def main(arguments: list[str]) -> int:
    """`python -m tests.damage TEXTS OUT [KIND...]`: twins of every text file of a folder, for `kg evaluate --damaged`."""
    if len(arguments) < 2:
        print(main.__doc__)
        return 2
    kinds = tuple(arguments[2:]) or tuple(KINDS)
    print(len(write_twins(sorted(Path(arguments[0]).glob("*.txt")), Path(arguments[1]), kinds)), "twins")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
