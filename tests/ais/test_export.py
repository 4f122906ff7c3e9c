"""Tables leave the toolkit as files that others open."""

import gzip
import json

import pandas as pd
import pytest

from soundings.ais.export import write_table
from soundings.ais.fences import make_fences

SQUARE = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
FAR = [(10, 0), (12, 0), (12, 2), (10, 2), (10, 0)]
FENCES = make_fences(
    [
        {"fence": "here", "kind": "port", "ring": SQUARE},
        {"fence": "there", "kind": "port", "ring": FAR},
    ]
)
CALLS = pd.DataFrame(
    {
        "mmsi": ["002320001"],
        "port": ["here"],
        "berth": [None],
        "arrived_utc": pd.to_datetime(["2024-05-01T06:00:00Z"]),
        "departed_utc": pd.to_datetime(["2024-05-01T06:00:00.250Z"]),
        "hours": [float("nan")],
    }
)


def geojson(table, path, fences=FENCES):
    return json.loads(write_table(table, path, fences).read_text(encoding="utf-8"))


def test_csv_keeps_zeros_at_the_front_times_in_utc_and_gaps(tmp_path):
    """What is written can be read by any program without guessing."""
    text = write_table(CALLS, tmp_path / "deep" / "calls.csv").read_text()

    assert text == (
        "mmsi,port,berth,arrived_utc,departed_utc,hours\n"
        "002320001,here,,2024-05-01T06:00:00Z,2024-05-01T06:00:00.250Z,\n"
    )


def test_the_same_table_gives_the_same_bytes_even_compressed(tmp_path):
    """No time of writing is noted, so that results can be compared by checksum."""
    first = write_table(CALLS, tmp_path / "a" / "calls.csv.gz").read_bytes()
    second = write_table(CALLS, tmp_path / "b" / "calls.csv.gz").read_bytes()

    assert first == second
    assert gzip.decompress(first).startswith(b"mmsi,port")


def test_parquet_comes_back_as_it_was(tmp_path):
    """Types survive: text stays text, times stay times in UTC."""
    path = write_table(CALLS, tmp_path / "calls.parquet")

    back = pd.read_parquet(path)

    assert back["mmsi"].tolist() == ["002320001"]
    assert back["arrived_utc"].tolist() == CALLS["arrived_utc"].tolist()


def test_a_call_lies_in_the_middle_of_its_port(tmp_path):
    """A row that names a place becomes a point there; unknown values become null."""
    (feature,) = geojson(CALLS, tmp_path / "calls.geojson")["features"]

    assert feature["geometry"] == {"type": "Point", "coordinates": [1.0, 1.0]}
    assert feature["properties"]["hours"] is None
    assert feature["properties"]["arrived_utc"] == "2024-05-01T06:00:00Z"


def test_a_voyage_is_a_line_and_an_unknown_port_none(tmp_path):
    """Both ends must be known to draw the line between."""
    voyages = pd.DataFrame(
        {"from_port": ["here", "here"], "to_port": ["there", "nowhere"]}
    )

    known, unknown = geojson(voyages, tmp_path / "v.geojson")["features"]

    assert known["geometry"]["coordinates"] == [[1.0, 1.0], [11.0, 1.0]]
    assert unknown["geometry"] is None


def test_events_keep_their_own_point_and_a_list_stays_a_list(tmp_path):
    """A table with lon and lat needs no fences."""
    events = pd.DataFrame(
        {"lon": [1.5, None], "lat": [2.5, None], "mmsis": [["1", "2"], []]}
    )

    found = geojson(events, tmp_path / "e.geojson", None)["features"]

    assert found[0]["geometry"]["coordinates"] == [1.5, 2.5]
    assert found[0]["properties"]["mmsis"] == ["1", "2"]
    assert found[1]["geometry"] is None


@pytest.mark.parametrize(
    ("table", "name", "fences", "says"),
    [
        (CALLS, "calls.xlsx", FENCES, "calls.xlsx: this ending is not known"),
        (CALLS, "calls.geojson", None, "Give the fences"),
        (CALLS[["mmsi"]], "m.geojson", FENCES, "nothing in this table says where"),
    ],
)
def test_what_cannot_be_written_is_refused_with_the_way_out(
    tmp_path, table, name, fences, says
):
    """And nothing is left behind."""
    with pytest.raises(ValueError, match=says):
        write_table(table, tmp_path / name, fences)

    assert list(tmp_path.iterdir()) == []
