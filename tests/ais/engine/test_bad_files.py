"""Damaged files, each with what becomes of it: nothing is lost, nothing is silent."""

import bz2
import gzip
import io
import lzma
import random
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from soundings.ais.engine.ingest import ingest
from soundings.ais.engine.store import Store

HEADER = "MMSI,BaseDateTime,LAT,LON,SOG,VesselName,IMO"
N_GOOD = 50
ROWS = [
    f"23299900{i % 3},2024-05-01T06:{i:02}:00,51.{i:02},1.{i:02},0.1,SIM {i % 3},IMO3000001"
    for i in range(N_GOOD)
]
ROW = "232999001,2024-05-01T07:00:00,51.5,1.5,0.1,SIM 1,IMO3000001"


def text_of(*more: str, header: str = HEADER, rows: list[str] = ROWS) -> bytes:
    """Return the good rows with more lines in their middle."""
    half = len(rows) // 2
    return "\n".join([header, *rows[:half], *more, *rows[half:], ""]).encode()


def swapped() -> bytes:
    lines = [line.split(",") for line in text_of().decode().splitlines()]
    return "\n".join(",".join([m, t, x, y, *r]) for m, t, y, x, *r in lines).encode()


def without_speed() -> bytes:
    lines = [line.split(",") for line in text_of().decode().splitlines()]
    return "\n".join(",".join(cells[:4]) for cells in lines).encode()


def zipped(data: bytes, *names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names or ("ais.csv",):
            archive.writestr(name, data)
    return buffer.getvalue()


def zstandard(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as out:
        out.write(data)
    return sink.getvalue().to_pybytes()


def flipped(data: bytes) -> bytes:
    """Return the bytes with one near the end, of the checksum, changed."""
    return data[:-6] + bytes([data[-6] ^ 1]) + data[-5:]


TAKEN = {
    # what: (bytes, set aside, blank, rescued, kept beyond the good rows)
    "nothing wrong": (text_of(), 0, 0, 0, 0),
    "short row": (text_of("232999001,2024-05-01T07:00:00,51.5"), 1, 0, 0, 0),
    "long row": (text_of(ROW + ",1,2"), 1, 0, 0, 0),
    "abc as latitude": (text_of(ROW.replace("51.5", "abc")), 1, 0, 0, 0),
    "header again in the middle": (text_of(HEADER), 1, 0, 0, 0),
    "month 13": (text_of(ROW.replace("-05-", "-13-")), 1, 0, 0, 0),
    "MMSI of 20 digits": (text_of("2" * 20 + ROW[9:]), 1, 0, 0, 0),
    "MMSI of ten digits": (text_of("2" * 10 + ROW[9:]), 1, 0, 0, 0),
    "CRLF": (text_of().replace(b"\n", b"\r\n"), 0, 0, 0, 0),
    "mixed line ends": (text_of().replace(b"\n", b"\r\n", 20), 0, 0, 0, 0),
    "byte-order mark": (b"\xef\xbb\xbf" + text_of(), 0, 0, 0, 0),
    "unclosed quote": (text_of(ROW.replace("SIM 1", '"SIM 1')), 0, 0, 0, 1),
    "quote inside a name": (text_of(ROW.replace("SIM 1", 'SIM "1')), 0, 0, 0, 1),
    "comma in a quoted name": (text_of(ROW.replace("SIM 1", '"SIM, 1"')), 0, 0, 1, 1),
    "comma in a bad quoted row": (
        text_of(ROW.replace("SIM 1", '"SIM, 1"').replace("51.5", "abc")),
        *(1, 0, 0, 0),
    ),
    "Latin-1 byte": (
        text_of(ROW).replace(b"51.5,1.5,0.1,SIM", b"51.5,1.5,0.1,S\xc9M"),
        1,
        0,
        0,
        0,
    ),
    "last line cut": (text_of() + ROW[:20].encode(), 1, 0, 0, 0),
    "no last line end": (text_of() + ROW.encode(), 0, 0, 0, 1),
    "blank lines": (text_of("", "", "   "), 0, 3, 0, 0),
    "an unreadable time before a blank line": (
        text_of(ROW.replace("2024-05-01T07:00:00", "yesterday"), "", ROW),
        *(1, 1, 0, 1),
    ),
    "the same, lines ending in CR LF": (
        text_of(ROW.replace("T07:", " 99:"), "", ROW).replace(b"\n", b"\r\n"),
        *(1, 1, 0, 1),
    ),
    "an unreadable time, blank lines at the end": (
        text_of() + ROW.replace("T07:", " 99:").encode() + b"\n\n \n",
        *(1, 2, 0, 0),
    ),
    "CR CR LF": (text_of().replace(b"\n", b"\r\r\n"), 0, 0, 0, 0),
    "CR alone": (text_of("").replace(b"\n", b"\r"), 0, 1, 0, 0),
    "four line ends in one file": (
        text_of()
        .replace(b"\n", b"\r\r\n", 10)
        .replace(b"2\n", b"2\r")
        .replace(b"7\n", b"7\r\n"),
        *(0, 0, 0, 0),
    ),
    "blank lines before the header": (b"\n\n" + text_of(), 0, 2, 0, 0),
    "NUL in a name": (
        text_of(ROW).replace(b"51.5,1.5,0.1,SIM", b"51.5,1.5,0.1,S\x00M"),
        0,
        0,
        0,
        1,
    ),
    "LAT and LON swapped": (swapped(), 0, 0, 0, 0),
    "names of 2025": (
        text_of(header="mmsi,base_date_time,latitude,longitude,sog,vessel_name,imo"),
        *(0, 0, 0, 0),
    ),
    "semicolons": (text_of().replace(b",", b";"), 0, 0, 0, 0),
    "everything in quotes": (
        text_of().replace(b",", b'","').replace(b"\n", b'"\n"')[:-1].join([b'"', b""]),
        *(0, 0, 0, 0),
    ),
    "nan": (text_of(ROW.replace("51.5", "nan")), 1, 0, 0, 0),
    "inf": (text_of(ROW.replace("51.5", "inf")), 1, 0, 0, 0),
    "91 and 181": (text_of(ROW.replace("51.5,1.5", "91.0,181.0")), 1, 0, 0, 0),
    "latitude 95": (text_of(ROW.replace("51.5", "95")), 1, 0, 0, 0),
    "MMSI 0": (text_of("0" + ROW[9:]), 1, 0, 0, 0),
    "no time": (text_of(ROW.replace("2024-05-01T07:00:00", "")), 1, 0, 0, 0),
    "1970": (text_of(ROW.replace("2024", "1970")), 1, 0, 0, 0),
    "the year 2400": (text_of(ROW.replace("2024", "2400")), 1, 0, 0, 0),
    "decimal comma": (text_of(ROW.replace("51.5", '"51,5"')), 1, 0, 0, 0),
    "a base station": (text_of("002320001" + ROW[9:]), 0, 0, 0, 1),
    "gzip": (gzip.compress(text_of()), 0, 0, 0, 0),
    "zstd": (zstandard(text_of()), 0, 0, 0, 0),
    "zip": (zipped(text_of()), 0, 0, 0, 0),
    "bzip2": (bz2.compress(text_of()), 0, 0, 0, 0),
    "xz": (lzma.compress(text_of()), 0, 0, 0, 0),
}


@pytest.mark.parametrize("what", TAKEN)
def test_a_damaged_file_gives_all_its_good_rows(tmp_path, what):
    """And says of every other line why it is not among them."""
    data, n_aside, n_blank, n_rescued, n_more = TAKEN[what]
    path = tmp_path / "ais.csv"
    path.write_bytes(data)

    (row,) = ingest(path, tmp_path / "store").to_dict("records")

    assert row["kept"] == N_GOOD + n_more
    assert (row["quarantined"], row["blank"]) == (n_aside, n_blank)
    assert row["rescued"] == n_rescued
    assert row["lines"] == row["kept"] + row["quarantined"] + row["blank"]
    store = Store(tmp_path / "store")
    days = store.days("quarantine")
    reasons = [
        r for d in days for r in store.read("quarantine", d)["reason"].to_pylist()
    ]
    assert len(reasons) == n_aside
    assert all(reasons)
    ships = store.read("positions", "2024-05-01").to_pandas()
    assert (ships["lat"] >= 51).all()
    assert (ships["lon"] < 2).all()


REFUSED = {
    "empty file": (b"", "the file is empty"),
    "empty gzip": (gzip.compress(b""), "the file is empty"),
    "HTML page": (
        b"<!DOCTYPE html>\n<html><body>Not found</body></html>",
        "a web page",
    ),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF document"),
    "binary": (bytes(range(256)) + b"\x00" * 400, "binary data"),
    "UTF-16": (text_of().decode().encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (text_of().decode().encode("utf-16-le"), "UTF-16"),
    "noise": (random.Random(1).randbytes(3000), "binary data"),
    "no line in UTF-8": (b"S\xc9M\n" * 9, "not text in UTF-8"),
    "no speed": (without_speed(), "no column for speed_knots"),
    "no header": ("\n".join(ROWS).encode(), "no header line"),
    "two headers in one": (
        text_of(header=HEADER + ",LAT"),
        "two columns are called LAT",
    ),
    "two columns, one meaning": (
        text_of(header=HEADER.replace("IMO", "latitude")),
        "LAT and latitude both mean lat",
    ),
    "day or month first": (
        text_of(rows=[r.replace("2024-05-01T06", "05/01/2024 06") for r in ROWS]),
        "may have the day or the month first",
    ),
    "gzip cut short": (gzip.compress(text_of())[:-30], "cut short or damaged"),
    "zstd cut short": (zstandard(text_of())[:-30], "cut short or damaged"),
    "zip cut short": (zipped(text_of())[:-30], "cut short or damaged"),
    "bzip2 cut short": (bz2.compress(text_of())[:-30], "cut short or damaged"),
    "xz cut short": (lzma.compress(text_of())[:-30], "cut short or damaged"),
    "bad checksum in gzip": (flipped(gzip.compress(text_of())), "cut short or damaged"),
    "Parquet cut short": (b"PAR1" + b"\x15" * 100, "cut short or damaged"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_table_of_reports_is_refused(tmp_path, what):
    """The message names the file and the next step, and the store stays empty."""
    data, says = REFUSED[what]
    path = tmp_path / "ais.csv"
    path.write_bytes(data)

    with pytest.raises(ValueError, match=says) as error:
        ingest(path, tmp_path / "store")

    assert str(error.value).startswith("ais.csv")
    assert [p.name for p in (tmp_path / "store").iterdir()] == ["store.json"]


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    """Before anything is written."""
    with pytest.raises(ValueError, match="no such file"):
        ingest(tmp_path / "ais.csv", tmp_path / "store")
    (tmp_path / "raw").mkdir()
    with pytest.raises(ValueError, match="a folder without Parquet files"):
        ingest(tmp_path / "raw", tmp_path / "store")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (HEADER.encode(), "a header and no reports"),
        (
            text_of(rows=[r.replace("51.", "north") for r in ROWS]),
            "50 of 50 lines set aside",
        ),
    ],
    ids=["header only", "all rows bad"],
)
def test_a_file_without_a_single_position_is_a_warning(tmp_path, data, says):
    """It may be a quiet sea; it may be a mistake."""
    path = tmp_path / "ais.csv"
    path.write_bytes(data)

    (row,) = ingest(path, tmp_path / "store").to_dict("records")

    assert row["kept"] == 0
    assert says in row["warning"]
    assert Store(tmp_path / "store").days() == []


def test_lines_set_aside_keep_their_number_and_their_text(tmp_path):
    """So that a person can look them up, blank lines and all."""
    bad = {5: "", 9: ROW.replace("51.5", "abc"), 12: ROW.replace("51.5", "91.0")}
    lines = text_of().decode().splitlines()
    for number, text in bad.items():
        lines.insert(number - 1, text)
    path = tmp_path / "ais.csv"
    path.write_text("\n".join(lines) + "\n")

    ingest(path, tmp_path / "store")

    store = Store(tmp_path / "store")
    aside = [
        r
        for d in store.days("quarantine")
        for r in store.read("quarantine", d).to_pylist()
    ]
    found = {r["line"]: (r["reason"], r["text"]) for r in aside}
    assert found == {
        9: ("lat cannot be read", bad[9]),
        12: ("position not available", bad[12]),
    }


@pytest.mark.parametrize("seed", range(6))
def test_any_mixture_of_lines_adds_up_and_keeps_its_numbers(tmp_path, seed):
    """Good, bad and blank lines in any order, with any ends."""
    chance = random.Random(seed)
    bad = (
        *(ROW.replace("T07:00:00", " 99:00:00"), ROW.replace("2024", "yesterday")),
        *(ROW.replace("51.5", "abc"), ROW.replace("0.1", "fast"), "1,2", ROW + ",1"),
    )
    lines = [
        chance.choice((chance.choice(ROWS), chance.choice(bad), "", "  ", "\t"))
        for _ in range(60)
    ]
    ends = chance.choice((["\n"], ["\r\n"], ["\r\r\n"], ["\n", "\r\n", "\r\r\n"]))
    path = tmp_path / "ais.csv"
    text = "".join(line + chance.choice(ends) for line in [HEADER, *lines])
    path.write_bytes(text.encode())

    (row,) = ingest(path, tmp_path / "store").to_dict("records")

    aside = pq.read_table(tmp_path / "store" / "quarantine").to_pylist()
    expected = [(i, line) for i, line in enumerate(lines, 2) if line in bad]
    assert sorted((r["line"], r["text"]) for r in aside) == expected
    assert row["blank"] == sum(not line.strip() for line in lines)
    assert row["kept"] == sum(line in ROWS for line in lines)


def test_the_words_for_a_cut_file_are_not_those_of_the_packer(tmp_path):
    """A reader need not know what an EOFError is."""
    path = tmp_path / "ais.csv.gz"
    path.write_bytes(gzip.compress(text_of())[:-30])

    with pytest.raises(ValueError, match="it ends before its packer had") as error:
        ingest(path, tmp_path / "store")

    assert "Error" not in str(error.value)
    assert "marker" not in str(error.value)


def test_utf_16_is_told_how_to_become_what_can_be_read(tmp_path):
    """It holds ship reports: the file is the right one."""
    path = tmp_path / "ais.csv"
    path.write_bytes(text_of().decode().encode("utf-16"))

    with pytest.raises(ValueError) as error:
        ingest(path, tmp_path / "store")

    assert str(error.value) == (
        "ais.csv: text in UTF-16. Save it as UTF-8, and read that."
    )


def test_an_offset_from_utc_is_not_lost(tmp_path):
    """08:00 at +02:00 is 06:00, also in a file whose other times have none."""
    path = tmp_path / "ais.csv"
    path.write_bytes(
        text_of(ROW.replace("T07:00:00", "T09:30:00+02:00"), rows=ROWS[:2])
    )

    ingest(path, tmp_path / "store")

    times = Store(tmp_path / "store").read("positions", "2024-05-01")["time_utc"]
    assert max(times.to_pylist()).isoformat() == "2024-05-01T07:30:00+00:00"


def test_parquet_is_checked_as_text_is(tmp_path):
    """One's own Parquet, with one bad row, whose place and content are kept."""
    rows = {
        "mmsi": ["232999001", "232999002"],
        "time_utc": ["2024-05-01T06:00:00Z"] * 2,
        "lon": [1.3, 181.0],
        "lat": [51.9, 91.0],
        "speed_knots": [0.1, 102.3],
    }
    pq.write_table(pa.table(rows), tmp_path / "mine.parquet")

    (row,) = ingest(tmp_path, tmp_path / "store").to_dict("records")

    assert (row["source"], row["lines"], row["kept"]) == ("mine.parquet", 2, 1)
    (aside,) = Store(tmp_path / "store").read("quarantine", "2024-05-01").to_pylist()
    assert (aside["line"], aside["reason"]) == (2, "position not available")
    assert '"mmsi":"232999002"' in aside["text"]


def test_parquet_without_what_is_needed_is_refused(tmp_path):
    """Naming the columns it has."""
    pq.write_table(
        pa.table({"mmsi": [1], "lon": [1.0], "lat": [1.0]}), tmp_path / "a.parquet"
    )

    with pytest.raises(ValueError, match="no column for time_utc"):
        ingest(tmp_path / "a.parquet", tmp_path / "store")
