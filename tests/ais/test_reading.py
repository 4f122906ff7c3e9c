import bz2
import gzip
import io
import lzma
import zipfile

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from soundings.ais import read_positions
from soundings.ais.reading import read
from soundings.simulator.danish import write_danish
from soundings.simulator.noaa import write_noaa

NOAA_2015 = (
    "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,"
    "Status,Length,Width,Draft,Cargo,TransceiverClass\n"
    "232999001,2024-05-01T06:00:02,51.9,1.3,0.1,360.0,511.0,SIM A,IMO3000007,SIMA,71,5,"
    "200,30,10.5,71,A\n"
)
SAME_SHIP = {
    "NOAA, 2015": NOAA_2015,
    "NOAA, words for the status": NOAA_2015.replace(",71,5,", ",71,moored,"),
    "NOAA, 2020": (
        "BaseDateTime,LON,LAT,MMSI,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,"
        "Status,Length,Width,Draft,Cargo,TranscieverClass,ETA\n"
        "2024-05-01T06:00:02,1.3,51.9,232999001,0.1,360.0,511.0,SIM A,IMO3000007,SIMA,"
        "71.0,5.0,200.0,30.0,10.5,71.0,A,2024-05-02T00:00:00\n"
    ),
    "NOAA, 2025": (
        "mmsi,base_date_time,longitude,latitude,sog,cog,heading,vessel_name,imo,"
        "call_sign,vessel_type,status,length,width,draft,cargo,transceiver\n"
        "232999001,2024-05-01 06:00:02,1.3,51.9,0.1,,,SIM A,IMO3000007,SIMA,71,5,200,30,"
        "10.5,71,A\n"
    ),
    "Danish, 2006": (
        "# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,"
        "COG,Heading,IMO,Callsign,Name,Ship type,Cargo type,Width,Length,"
        "Type of position fixing device,Draught,Destination,ETA,Data source type\n"
        "01/05/2024 06:00:02,Class A,232999001,51.9,1.3,Moored,0.0,0.1,,,3000007,SIMA,"
        "SIM A,Cargo,Category X,30,200,GPS,10.5,GBFXT,,AIS\n"
    ),
    "Danish, 2015": (
        "01/05/2024 06:00:02;Class A;232999001;51,9;1,3;Moored;0,0;0,1;;;3000007;SIMA;"
        "SIM A;Cargo;Category X;30;200;GPS;10,5;GBFXT; ;AIS\n"
    ),
}


@pytest.mark.parametrize("text", SAME_SHIP.values(), ids=SAME_SHIP)
def test_one_ship_is_the_same_in_every_dialect(tmp_path, text):
    """Words become codes, times UTC, decimal commas points; the hull keeps its number."""
    path = tmp_path / "ais.csv"
    path.write_text(text)

    ship = read(path, blank=True).iloc[0]

    assert ship["mmsi"] == "232999001"
    assert ship["time_utc"] == pd.Timestamp("2024-05-01 06:00:02", tz="UTC")
    assert (ship["lon"], ship["lat"], ship["speed_knots"]) == (1.3, 51.9, 0.1)
    assert np.isnan(ship["course_degrees"])
    assert np.isnan(ship["heading_degrees"])
    assert (ship["status"], ship["ship_type"]) == (5, 71)
    assert (ship["name"], ship["imo"], ship["call_sign"]) == (
        "SIM A",
        "3000007",
        "SIMA",
    )
    assert (ship["length_m"], ship["width_m"], ship["draught_m"]) == (200, 30, 10.5)
    assert ship["transceiver"] == "A"


def test_codes_for_unknown_stay_unless_they_are_to_go(tmp_path):
    """As in `read_positions`: learners meet 511 before it is taken away."""
    path = tmp_path / "ais.csv"
    path.write_text(NOAA_2015)

    assert read(path)["heading_degrees"].tolist() == [511]
    assert read(path, blank=True)["heading_degrees"].isna().all()


def test_it_reads_what_read_positions_reads(tmp_path):
    """On a file without words and prefixes, the two agree to the last value."""
    path = tmp_path / "ais.csv"
    path.write_text(NOAA_2015.replace("IMO3000007", "3000007"))

    pd.testing.assert_frame_equal(
        read(path), read_positions(path), check_dtype=False, check_index_type=False
    )


def _zipped(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("ais.csv", data)
    return buffer.getvalue()


def _zstandard(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as out:
        out.write(data)
    return sink.getvalue().to_pybytes()


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress, _zipped, _zstandard]
)
def test_every_packing_is_told_from_its_bytes(tmp_path, pack):
    """Whatever the file is called."""
    path = tmp_path / "ais.data"
    path.write_bytes(pack(NOAA_2015.encode()))

    assert read(path)["mmsi"].tolist() == ["232999001"]


def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path):
    """A spreadsheet may have had the file."""
    path = tmp_path / "ais.csv"
    path.write_bytes(b"\xef\xbb\xbf" + NOAA_2015.replace("\n", "\r\n").encode())

    assert read(path)["mmsi"].tolist() == ["232999001"]


def test_stations_on_shore_have_nine_digits_too(tmp_path):
    """The Danish files leave leading zeros out."""
    path = tmp_path / "ais.csv"
    path.write_text(SAME_SHIP["Danish, 2015"].replace("232999001", "2190067"))

    assert read(path)["mmsi"].tolist() == ["002190067"]


def test_a_comma_in_a_quoted_name_is_part_of_the_name(tmp_path):
    """So is a quote inside a name that is never closed."""
    path = tmp_path / "ais.csv"
    path.write_text(NOAA_2015.replace("SIM A,", '"SIM, A",'))
    assert read(path)["name"].tolist() == ["SIM, A"]

    path.write_text(NOAA_2015.replace("SIM A,", 'SIM "A,') + NOAA_2015.split("\n")[1])
    assert read(path)["name"].tolist() == ['SIM "A', "SIM A"]


HEADER = "mmsi,time_utc,lon,lat,speed_knots\n"
GOOD = "232999001,2024-05-01T06:00:02Z,1.3,51.9,0.1\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "the file is empty"),
        (b"%PDF-1.7", "a PDF document, not a CSV"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"PAR1\x00\x00", "a Parquet file"),
        (b"\x00\x01\x02" * 50, "binary data"),
        (gzip.compress(b""), "the file is empty"),
        (gzip.compress((HEADER + GOOD * 900).encode())[:-20], "cut short or damaged"),
        (b"mmsi,time_utc,lon\n1,2,3\n", "no column for lat"),
        (GOOD.encode(), "no header line"),
        (
            (HEADER + "1,2024-05-01,1.3\n").encode(),
            "line 2 should have 5 cells; found 3",
        ),
        (
            (HEADER + GOOD + "x" + GOOD).encode(),
            "'x232999001' in line 3 is not an MMSI",
        ),
        (
            (HEADER + GOOD + "\n" + GOOD.replace("1.3", "east")).encode(),
            "'east' in line 4",
        ),
        (
            (HEADER + GOOD + GOOD.replace("2024-05-01", "noon")).encode(),
            "line 3 is not a time",
        ),
        ((HEADER + GOOD).encode() + b"\xe9", "byte 0xe9 in line 3 is not UTF-8"),
        (b"\\s:A,c:1*00\\!AIVDM,1,1,,A,14W`M;P,0*44\n", "radio sentences"),
        (
            (
                HEADER + GOOD.replace("2024-05-01T06:00:02Z", "01/02/2024 06:00:02")
            ).encode(),
            "may have the day or the month first",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(tmp_path, content, says):
    """The message names the file, what was found, and where."""
    path = tmp_path / "ais.csv"
    path.write_bytes(content)

    with pytest.raises(ValueError, match=says) as error:
        read(path)

    assert str(error.value).startswith("ais.csv: ")


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    """And a folder to be a folder."""
    with pytest.raises(ValueError, match="no such file"):
        read(tmp_path / "ais.csv")
    with pytest.raises(ValueError, match="a folder, not a file"):
        read(tmp_path)


def test_a_header_alone_is_read_with_a_warning(tmp_path):
    """It may be a quiet sea, or a download that stopped."""
    path = tmp_path / "ais.csv"
    path.write_text(HEADER)

    with pytest.warns(UserWarning, match="a header and no reports"):
        assert len(read(path)) == 0


def test_a_status_in_unknown_words_is_missing_with_a_warning(tmp_path):
    """The words are in the warning."""
    path = tmp_path / "ais.csv"
    path.write_text(NOAA_2015.replace(",71,5,", ",71,asleep,"))

    with pytest.warns(UserWarning, match="'asleep'"):
        assert read(path)["status"].isna().all()


def test_epoch_seconds_and_offsets_are_times(tmp_path):
    """06:00:02 UTC, said in three ways."""
    path = tmp_path / "ais.csv"
    for text in ("1714543202", "1714543202000", "2024-05-01T08:00:02+02:00"):
        path.write_text(HEADER + GOOD.replace("2024-05-01T06:00:02Z", text))

        assert read(path)["time_utc"].tolist() == [pd.Timestamp("2024-05-01T06:00:02Z")]


@pytest.fixture(scope="module")
def hour():
    """Return an hour of simulated reports and statics."""
    chance = np.random.default_rng(1)
    n = 400
    return pd.DataFrame(
        {
            "row": np.arange(n),
            "mmsi": 232_999_001 + np.arange(n) % 7,
            "received_ms": 1_714_543_200_000 + np.arange(n) * 9_000,
            "message_type": np.where(np.arange(n) % 7 == 3, 18, 1),
            "status": np.where(np.arange(n) % 7 == 3, 15, 0),
            "rot_raw": 0,
            "sog_raw": chance.integers(0, 300, n),
            "lon_raw": chance.integers(600_000, 1_200_000, n),
            "lat_raw": chance.integers(30_600_000, 31_200_000, n),
            "cog_raw": chance.integers(0, 3_600, n),
            "heading": chance.integers(0, 360, n),
        }
    )


EMPTY_STATICS = {
    **dict.fromkeys(("row", "mmsi", "received_ms", "message_type"), "int64"),
    **dict.fromkeys(("part", "imo"), "int64"),
    **dict.fromkeys(("call_sign", "name", "destination"), "object"),
    **dict.fromkeys(("ship_type", "to_bow_m", "to_stern_m", "to_port_m"), "int64"),
    **dict.fromkeys(("to_starboard_m", "epfd", "eta_month", "eta_day"), "int64"),
    **dict.fromkeys(("eta_hour", "eta_minute", "draught_raw", "dte"), "int64"),
}


@pytest.mark.parametrize(
    ("write", "dialect"),
    [
        *((write_noaa, name) for name in ("2015", "2020", "2025")),
        *((write_danish, name) for name in ("2006", "2015", "2023")),
    ],
)
def test_simulated_archives_come_back_row_for_row(tmp_path, hour, write, dialect):
    """Every line is a row, and every value is the one that was written."""
    statics = pd.DataFrame(
        {name: pd.Series([], dtype=t) for name, t in EMPTY_STATICS.items()}
    )
    path = tmp_path / "ais.csv"
    with path.open("wb") as file:
        rows = write(file, hour, statics, dialect)

    table = read(path)

    sent = hour.set_index("row").loc[rows]
    assert len(table) == len(rows) > 300
    assert table["mmsi"].tolist() == sent["mmsi"].astype("str").tolist()
    assert np.allclose(table["lon"], sent["lon_raw"] / 600_000, atol=6e-6)
    assert np.allclose(table["speed_knots"], sent["sog_raw"] / 10)
    assert table["time_utc"].tolist() == [
        pd.Timestamp(ms // 1000, unit="s", tz="UTC") for ms in sent["received_ms"]
    ]
