import pandas as pd
import pytest

from soundings import ais
from soundings.ais.cleaning_report import CLEANING, clean_and_report
from tests.ais.tracks import HOUR, make_track


def spoiled():
    """Return one good track with one fault of each kind."""
    track = make_track(*((m, 1.3 + m / 1000, 51.9) for m in range(20)))
    track["speed_knots"], track["course_degrees"] = 2.0, 90.0
    track["row"] = range(20)
    track.loc[3, "time_utc"] = pd.NaT
    track.loc[5, ["lon", "lat"]] = [181.0, 91.0]
    track.loc[6, "lat"] = 95.0
    track.loc[7, "mmsi"] = "123456789"
    track.loc[8, "mmsi"] = "992320001"
    track.loc[10, ["lon", "lat"]] = [51.9, 1.31]
    track.loc[12, "lon"] = 9.9
    track.loc[14, "speed_knots"] = 102.3
    copy = track.loc[[15]].assign(row=20)
    return pd.concat([track, copy], ignore_index=True)


def test_each_fault_is_booked_under_its_rule():
    """One row lost or changed for each, and the rest is kept."""
    kept, report = clean_and_report(spoiled())

    lost = report[report["n_lost"] > 0].set_index("rule")["n_lost"].to_dict()
    assert lost == {
        "mmsi and time known": 1,
        "position known": 1,
        "position on the globe": 1,
        "MMSI can be": 1,
        "sent by a ship": 1,
        "not a copy": 1,
        "not a stray": 1,
    }
    changed = report[report["n_changed"] > 0].set_index("rule")["n_changed"].to_dict()
    assert changed == {"lon and lat not swapped": 1, "speed_knots known": 1}
    assert kept["row"].tolist() == [0, 1, 2, 4, 9, 10, 11, 13, 14, 15, 16, 17, 18, 19]


def test_the_report_adds_up_to_the_last_row():
    """Each rule begins with what the rule before left."""
    positions = ais.read_positions(HOUR)

    kept, report = clean_and_report(positions)

    assert list(report.columns) == list(CLEANING)
    assert report["n_before"].iloc[0] == len(positions)
    assert report["n_after"].iloc[-1] == len(kept)
    assert report["n_before"].tolist()[1:] == report["n_after"].tolist()[:-1]
    assert (report["n_before"] - report["n_lost"]).tolist() == report[
        "n_after"
    ].tolist()


def test_a_real_hour_of_a_harbour_loses_little():
    """New York's harbour craft are where they say, all but a few."""
    positions = ais.read_positions(HOUR)

    kept, _ = clean_and_report(positions)

    assert len(kept) > 0.98 * len(positions)
    assert kept["course_degrees"].dropna().between(0, 359.9).all()


def test_other_senders_can_be_kept():
    """Aids to navigation stay if they are asked for; so do MMSIs that cannot be."""
    kept, _ = clean_and_report(
        spoiled(), keep_classes=("ship", "aid to navigation", "invalid")
    )

    assert {"123456789", "992320001"} <= set(kept["mmsi"])


def test_a_class_that_is_none_is_refused():
    """The message lists the classes there are."""
    with pytest.raises(ValueError, match="keep_classes has 'boat'"):
        clean_and_report(spoiled(), keep_classes=("boat",))


def test_cleaning_does_not_depend_on_the_order_of_the_file():
    """Shuffled rows give the same result."""
    mixed = spoiled().sample(frac=1, random_state=1)

    kept, _ = clean_and_report(spoiled())
    again, _ = clean_and_report(mixed)

    columns = ["mmsi", "time_utc", "lon", "lat", "hull"]
    assert kept[columns].equals(again[columns])


def test_an_empty_table_has_a_report_of_noughts():
    """Nothing in, nothing out, every rule listed."""
    kept, report = clean_and_report(spoiled().iloc[:0])

    assert kept.empty
    assert report["n_before"].sum() == 0
