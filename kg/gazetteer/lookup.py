"""Divisions of China from province to village, by code, by name inside an area, and by year.

The data are the statistical editions of 2019 and 2023 (see README.md). Counties and above are read on first use; the
towns and villages of a prefecture lie in a stream of their own and are read when one of its counties is asked for.
"""

from __future__ import annotations

import lzma
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import ResourceError
from kg.gazetteer.names import short_names, short_township

UPPER = "upper"
COUNTIES_KEPT, PREFECTURES_KEPT = 512, 32  # bounds of memory: some 50 MB and 5 MB
NOT_AREAS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
WITHOUT_COUNTIES = frozenset({"441900", "442000", "460400"})  # 东莞市, 中山市, 儋州市: towns right below the prefecture
KINDS_OF_ZONES = ("经济", "高新", "高技术", "城乡", "新区", "工业园", "转型", "现代", "管理区", "开发区")
MIN_ZONE_NAME = 4
ZONE_ENDINGS = (
    "开发区",
    "园区",
    "示范区",
    "管理区",
    "管委会",
    "试验区",
    "实验区",
    "聚集区",
    "保税区",
    "高新区",
    "名胜区",
)


@dataclass(frozen=True, slots=True)
class Division:
    """One place of the code table: its code (6, 9 or 12 digits), name, and the first and last edition that has it."""

    code: str
    name: str
    first: int
    last: int

    @property
    def level(self) -> str:
        """province, prefecture, county, township, village, community or functional zone."""
        if len(self.code) == 12:
            return "community" if self.name.endswith(("社区", "小区")) else "village"
        if self.name.endswith(ZONE_ENDINGS):
            return "functional zone"
        if len(self.code) == 9:
            return "township"
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def has_towns(self) -> bool:
        """Whether towns lie right below it: a county, or one of the prefectures without counties."""
        return len(self.code) == 6 and (not self.code.endswith("00") or self.code in WITHOUT_COUNTIES)

    def in_year(self, year: int) -> bool:
        """Whether an edition nearest to `year` has this division."""
        return self.first <= nearest_edition(year) <= self.last


Table = Mapping[str, tuple[Division, ...]]


def nearest_edition(year: int) -> int:
    """The edition to ask for a text of `year`: 2019 up to 2021, else 2023."""
    return 2019 if year <= 2021 else 2023


@dataclass(frozen=True)
class Gazetteer:
    """Look-up over the generated files in `root`. Reads lazily and keeps what it has read."""

    root: Traversable

    @cached_property
    def _index(self) -> Mapping[str, tuple[int, int]]:
        out: dict[str, tuple[int, int]] = {}
        for line in (self.root / "divisions.index.tsv").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                key, start, length = line.split("\t")
                out[key] = (int(start), int(length))
        return out

    def _text(self, stream: str) -> str:
        start, length = self._index[stream]
        with (self.root / "divisions.tsv.xz").open("rb") as file:
            file.seek(start)
            data = file.read(length)
        try:
            return lzma.decompress(data).decode("utf-8")
        except lzma.LZMAError as error:
            raise ResourceError(f"divisions.tsv.xz: stream {stream}: {error}") from error

    @cached_property
    def upper(self) -> tuple[Division, ...]:
        """Provinces, prefectures and counties in order of code; headings of the table that are no places left out."""
        return tuple(d for d in _divisions(self._text(UPPER)) if d.name not in NOT_AREAS)

    @cached_property
    def _by_code(self) -> Mapping[str, tuple[Division, ...]]:
        out: dict[str, list[Division]] = {}
        for division in self.upper:
            out.setdefault(division.code, []).append(division)
        return {code: tuple(found) for code, found in out.items()}

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Division, ...]]:
        """Official name of a county or above → the divisions that bear it."""
        out: dict[str, list[Division]] = {}
        for division in self.upper:
            out.setdefault(division.name, []).append(division)
        return {name: tuple(found) for name, found in out.items()}

    @cached_property
    def zones(self) -> tuple[Division, ...]:
        """Functional zones at the level of counties."""
        return tuple(d for d in self.upper if d.level == "functional zone")

    @cached_property
    def by_short_name(self) -> Mapping[str, tuple[Division, ...]]:
        """Customary short name → the divisions it can stand for, higher levels first."""
        out: dict[str, list[Division]] = {}
        tops = [d for d in self.upper if d.code.endswith("0000")]
        prefectures = [d for d in self.upper if d.code.endswith("00") and not d.code.endswith("0000")]
        for division in tops:
            for short in short_names(division.name):
                out.setdefault(short, []).append(division)
        provinces = frozenset(out)
        for division in (*prefectures, *(d for d in self.upper if not d.code.endswith("00"))):
            zone = division.name.endswith(ZONE_ENDINGS)
            for short in self._zone_names(division) if zone else short_names(division.name):
                if short not in provinces:
                    out.setdefault(short, []).append(division)
        return {name: tuple(found) for name, found in out.items()}

    def _zone_names(self, zone: Division) -> tuple[str, ...]:
        """A functional zone without the places before its own name: 湘潭昭山示范区 → 昭山示范区."""
        name = zone.name
        for code in reversed(self.ancestors(zone.code)):
            for above in self._by_code.get(code, ()):
                for part in (above.name, *short_names(above.name)):
                    name = name.removeprefix(part)
        generic = name.startswith(KINDS_OF_ZONES) or len(name) < MIN_ZONE_NAME
        return () if generic or name == zone.name else (name,)

    def get(self, code: str, year: int | None = None) -> Division | None:
        """The division of `code`, as it was called in `year` if its name changed."""
        if len(code) == 6:
            return best(self._by_code.get(code, ()), year)
        return best(self._county(code[:6])[1].get(code, ()), year)

    def parent(self, code: str) -> str | None:
        """The code of the nearest higher division that is a place, or None for provinces."""
        if len(code) > 6:
            return code[:-3]
        upper = code[:4] + "00"
        if upper != code and upper in self._by_code:
            return upper
        top = code[:2] + "0000"
        return top if top != code and top in self._by_code else None

    def ancestors(self, code: str) -> tuple[str, ...]:
        """Codes of the higher divisions, nearest first."""
        out: list[str] = []
        above = self.parent(code)
        while above:
            out.append(above)
            above = self.parent(above)
        return tuple(out)

    def below(self, county: str) -> Mapping[str, tuple[Division, ...]]:
        """Name → towns and villages of that name in the county (six digits); empty for an unknown county."""
        return self._county(county)[0]

    @cached_property
    def _county(self) -> Callable[[str], tuple[Table, Table]]:
        return lru_cache(COUNTIES_KEPT)(self._read_county)

    @cached_property
    def _prefecture(self) -> Callable[[str], str]:
        return lru_cache(PREFECTURES_KEPT)(self._text)

    def _read_county(self, county: str) -> tuple[Table, Table]:
        """Towns and villages of a county by name and by code."""
        names: dict[str, list[Division]] = {}
        codes: dict[str, list[Division]] = {}
        for division in self._below(county):
            names.setdefault(division.name, []).append(division)
            codes.setdefault(division.code, []).append(division)
            for short in short_township(division.name) if len(division.code) == 9 else ():
                names.setdefault(short, []).append(division)
        return _frozen(names), _frozen(codes)

    def _below(self, county: str) -> Iterator[Division]:
        """Towns and villages of a county in order of code. Reading one reads its whole prefecture."""
        if county[:4] not in self._index:
            return
        text = "\n" + self._prefecture(county[:4])
        start = text.find(f"\n{county}") + 1
        if start:
            last = text.rfind(f"\n{county}") + 1
            yield from _divisions(text[start : text.find("\n", last)])

    def find(self, name: str, within: str, year: int | None = None) -> Division | None:
        """The town or village called `name` in a county or township, in the edition for `year` if it has one."""
        found = [d for d in self.below(within[:6]).get(name, ()) if d.code.startswith(within)]
        return best(found, year)

    def seat(self, code: str) -> tuple[float, float] | None:
        """Latitude and longitude (WGS-84) of the approximate seat of a county or above; the prefecture's for want of
        its own. None for other codes."""
        return self._seats.get(code)

    @cached_property
    def _seats(self) -> Mapping[str, tuple[float, float]]:
        lines = (self.root / "seats.tsv").read_text(encoding="utf-8").splitlines()
        rows = (line.split("\t") for line in lines if not line.startswith("#"))
        return {code: (float(lat), float(lon)) for code, lat, lon, _ in rows}

    def counties(self, code: str) -> tuple[str, ...]:
        """Codes of the counties inside a prefecture or province; a county gives itself."""
        prefix = code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
        inside = {d.code for d in self.upper if d.code.startswith(prefix) and not d.code.endswith("00")}
        return tuple(sorted(inside)) or (code,)


def _frozen(table: Mapping[str, list[Division]]) -> Table:
    return {key: tuple(found) for key, found in table.items()}


def _divisions(text: str) -> Iterator[Division]:
    for line in text.splitlines():
        code, name, first, last = line.split("\t")
        yield Division(code, name, int(first), int(last))


def best(found: Iterable[Division], year: int | None) -> Division | None:
    """The one to take of several: of the edition for `year`, else the newest, else the lowest code."""
    wanted = nearest_edition(year) if year else 2023
    rows = sorted(found, key=lambda d: (not d.first <= wanted <= d.last, -d.last, len(d.code), d.code))
    return rows[0] if rows else None


def load_gazetteer(root: Traversable | None = None) -> Gazetteer:
    """The package's gazetteer. Nothing is read until it is asked."""
    return Gazetteer(root or files("kg.gazetteer"))
