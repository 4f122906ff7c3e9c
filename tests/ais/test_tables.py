import gzip

import pytest

from soundings import ais
from soundings.ais.tables import REQUIRED


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "MMSI,BaseDateTime,LAT,LON,SOG",
            "002329999,2024-05-01T06:00:02,40.7,-74.0,102.3",
        ),
        (
            "BaseDateTime,LON,LAT,MMSI,SOG",
            "2024-05-01T06:00:02,-74.0,40.7,002329999,102.3",
        ),
        (
            "mmsi,base_date_time,longitude,latitude,sog",
            "002329999,2024-05-01 06:00:02,-74.0,40.7,102.3",
        ),
        (
            "mmsi,time_utc,lon,lat,speed_knots",
            "002329999,2024-05-01T06:00:02Z,-74.0,40.7,102.3",
        ),
    ],
    ids=["2015 to 2024", "2020", "2025", "our own"],
)
def test_every_dialect_gives_the_same_table(tmp_path, header, row):
    """Columns are found by name, whatever their order and spelling."""
    path = tmp_path / "ais.csv"
    path.write_text(f"{header}\n{row}\n")

    table = ais.read_positions(path)

    assert list(table) == [*REQUIRED, "speed_knots"]
    assert table["mmsi"].tolist() == ["002329999"]
    assert str(table["time_utc"][0]) == "2024-05-01 06:00:02+00:00"
    assert (table["lon"][0], table["lat"][0]) == (-74.0, 40.7)


def test_a_gzipped_file_with_a_byte_order_mark_is_read(tmp_path):
    """As spreadsheets write them."""
    path = tmp_path / "ais.csv.gz"
    text = "\ufeffmmsi,time_utc,lon,lat\n232999001,2024-05-01T06:00:02Z,-74.0,40.7\n"
    path.write_bytes(gzip.compress(text.encode()))

    assert ais.read_positions(path)["mmsi"].tolist() == ["232999001"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("MMSI,BaseDateTime,LAT\n", "no column for lon. Found MMSI, BaseDateTime, LAT"),
        ("mmsi,time_utc,lon,lat,latitude\n", "lat and latitude both mean lat"),
        ("mmsi,time_utc,lon,lat\n232999001,noon,1,1\n", "'noon' in data row 1"),
        (
            "mmsi,time_utc,lon,lat\n232999001,2024-05-01,east,1\n",
            "'east' in data row 1 of lon",
        ),
        ("", "the file is empty"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, text, says):
    """The error names the file, the column and what was found."""
    path = tmp_path / "ais.csv"
    path.write_text(text)

    with pytest.raises(ValueError, match=says) as error:
        ais.read_positions(path)

    assert str(error.value).startswith("ais.csv: ")
