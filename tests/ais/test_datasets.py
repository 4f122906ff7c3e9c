import gzip
import importlib.util
import json

import pandas as pd
import pytest

from soundings import ais
from tests.ais.tracks import HOUR, ROOT, WEEK

DATASETS = ROOT / "datasets"
COAST = DATASETS / "basemap" / "new_york_harbor.geojson"


@pytest.fixture(scope="module")
def build():
    spec = importlib.util.spec_from_file_location("build", DATASETS / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_data_file_is_as_recorded(build):
    """checksums.sha256 covers each file, and each agrees."""
    assert build.check(DATASETS) == []


def test_building_again_gives_the_same_files(build, tmp_path):
    """From the same package, byte for byte in what the files say."""
    pytest.importorskip("tracktable_data")
    build.build(build.find_package(), tmp_path)

    for name in (build.HOUR, build.WEEK, build.COAST):
        assert build.content_of(tmp_path / name) == build.content_of(DATASETS / name), (
            name
        )


def test_a_changed_a_missing_and_an_unknown_file_are_each_named(build, tmp_path):
    """The check says which file, what was expected, what was found, and what to do."""
    for name in ("kept.csv", "changed.csv", "lost.csv"):
        (tmp_path / name).write_text("mmsi\n232999001\n")
    (tmp_path / "checksums.sha256").write_bytes(build.checksums(tmp_path))
    (tmp_path / "changed.csv").write_text("mmsi\n232999002\n")
    (tmp_path / "lost.csv").unlink()
    (tmp_path / "new.csv.gz").write_bytes(gzip.compress(b"mmsi\n"))

    changed, lost, new = build.check(tmp_path)

    assert changed.startswith("changed.csv: SHA-256 of the content is ")
    assert "expected" in changed
    assert lost.startswith("lost.csv: missing.")
    assert new.startswith("new.csv.gz: not in checksums.sha256.")
    assert all(
        "python datasets/build.py" in problem for problem in (changed, lost, new)
    )


def test_a_damaged_archive_is_a_sentence_not_a_traceback(build, tmp_path):
    """Half a download is named like any other change."""
    (tmp_path / "half.csv.gz").write_bytes(gzip.compress(b"mmsi\n" * 500)[:30])
    (tmp_path / "checksums.sha256").write_text(f"{'0' * 64}  half.csv.gz\n")

    assert "cannot be unpacked" in build.check(tmp_path)[0]


def test_the_real_files_hold_what_their_datasheet_says():
    """Rows, ships and span."""
    week, hour = ais.read_positions(WEEK), ais.read_positions(HOUR)

    assert (len(week), week["mmsi"].nunique()) == (172_679, 140)
    assert (len(hour), hour["mmsi"].nunique()) == (8_689, 295)
    assert week["time_utc"].min() >= pd.Timestamp("2020-12-01", tz="UTC")
    assert week["time_utc"].max() < pd.Timestamp("2020-12-08", tz="UTC")
    assert week["mmsi"].str.fullmatch(r"\d{9}").all()
    assert not week.duplicated(["mmsi", "time_utc"]).any()
    silence = week.sort_values("time_utc").groupby("mmsi")["time_utc"].diff()
    assert (silence > pd.Timedelta(minutes=20)).sum() == 394
    assert (silence > pd.Timedelta(hours=12)).sum() == 148


@pytest.mark.parametrize(
    ("place", "lon", "lat", "is_land"),
    [
        ("Manhattan", -73.97, 40.78, True),
        ("Staten Island", -74.15, 40.58, True),
        ("Newark", -74.20, 40.73, True),
        ("Brooklyn", -73.95, 40.65, True),
        ("Upper Bay", -74.05, 40.67, False),
        ("Lower Bay", -74.05, 40.53, False),
        ("the open sea", -73.70, 40.45, False),
    ],
)
def test_the_coast_puts_known_places_on_the_right_side(place, lon, lat, is_land):
    """Land is land and water is water, as anybody can look up."""
    features = json.loads(COAST.read_text())["features"]
    rings = [feature["geometry"]["coordinates"][0] for feature in features]

    inside = any(ais.is_inside([lon], [lat], ring)[0] for ring in rings)

    assert inside == is_land, place
