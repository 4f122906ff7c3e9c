import gzip
import io
import json
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pytest

from soundings.simulator import dirty_record, disagreements, record, returns
from soundings.simulator.calls_truth import truth_file
from soundings.simulator.shocks import seconds
from tests.simulator.small_world import SETTINGS, make_geography, winter

WORLD = winter()
RECORD = record.record_calls(WORLD)


def read(content):
    return pd.read_csv(
        io.BytesIO(gzip.decompress(content)), dtype="str", keep_default_na=False
    )


def test_the_record_has_its_columns_and_every_call():
    """Nothing is planted outside the starter's days in this winter."""
    assert RECORD.columns.tolist() == list(record.CALLS)
    assert RECORD["call_id"].tolist() == WORLD.calls["call_id"].tolist()
    assert RECORD["vessel_id"].isin(WORLD.fleet["vessel_id"]).all()


def test_times_are_noted_to_five_minutes_and_never_early():
    """A clerk rounds down, and leaves what never happened empty."""
    for column in ("arrived_s", "anchored_s", "berthed_s", "departed_s"):
        happened = WORLD.calls[column] >= 0
        late_s = (WORLD.calls[column] - RECORD[column])[happened]
        assert late_s.between(0, 299).all()
        assert (RECORD.loc[happened, column] % 300 == 0).all()
        assert (RECORD.loc[~happened, column] == -1).all()


def test_what_is_derived_can_be_derived():
    """Delay, hours and the weekend follow from the columns beside them."""
    hours = (RECORD["unberthed_s"] - RECORD["berthed_s"]) / 3600
    delay = (RECORD["arrived_s"] - RECORD["eta_24h_s"]) / 3600
    days = pd.to_datetime(RECORD["arrived_s"], unit="s").dt.day_of_week

    np.testing.assert_allclose(RECORD["hours_at_berth"], hours, atol=0.0051)
    np.testing.assert_allclose(RECORD["delay_h"], delay, atol=0.0051)
    assert (RECORD["is_weekend"] == (days >= 5)).all()
    assert (RECORD["is_long_stay"] == (hours > 36)).all()


def test_weather_is_that_of_the_day_of_berthing():
    """And one port's day has one weather."""
    days = RECORD["berthed_s"] // 86_400
    groups = RECORD.groupby([RECORD["port_id"], days])

    assert (groups["rain_mm"].nunique() == 1).all()
    assert RECORD["wind_kn"].notna().all()
    storm = RECORD["berthed_s"].between(
        seconds("2020-12-04T12:00"), seconds("2020-12-04T23:59")
    )
    assert RECORD.loc[storm & (RECORD["port_id"] == "GBDVR"), "wind_kn"].min() >= 44


def test_the_files_read_as_they_should():
    """Text identities, times with Z, true and false, missing as nothing."""
    calls = read(record.calls_file(WORLD))

    assert calls.columns.tolist()[7:9] == ["eta_24h_utc", "arrived_utc"]
    assert calls["arrived_utc"].str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00Z").all()
    assert set(calls["is_weekend"]) == {"true", "false"}
    assert (calls["anchored_utc"] == "").mean() > 0.5
    vessels = record.vessels_file(WORLD).decode().splitlines()
    assert vessels[0] == ",".join(record.VESSELS)
    assert len(vessels) == 601


def test_the_leak_is_written_after_the_ship_has_left():
    """That is what makes it a leak."""
    leaky = record.leaky_stays(WORLD).merge(
        RECORD[["call_id", "departed_s", "hours_at_berth"]]
    )

    assert (leaky["worksheet_closed_s"] >= leaky["departed_s"] + 3 * 3600).all()
    assert (leaky["gang_shifts"] - leaky["hours_at_berth"] / 8).abs().max() <= 2.01
    assert not (leaky["cargo_group"] == "passenger").any()


def test_undoing_the_dirt_gives_the_clean_record():
    """Put back what the list says, drop the copies: every value is there."""
    dirty = read(dirty_record.dirty_file(WORLD)).set_index("row_id")
    faults = read(dirty_record.dirty_truth_file(WORLD))

    for fault in faults[faults["column"] != ""].itertuples():
        assert dirty.at[fault.row_id, fault.column] != fault.true_value
        dirty.at[fault.row_id, fault.column] = fault.true_value
    mended = dirty.drop(faults.loc[faults["column"] == "", "row_id"])

    clean = read(record.calls_file(WORLD))
    names = WORLD.fleet.set_index("vessel_id").loc[mended["vessel_id"]]
    assert mended["imo"].tolist() == names["imo"].tolist()
    assert mended["vessel_name"].tolist() == names["name"].tolist()
    mended = mended.drop(columns=["imo", "vessel_name"]).reset_index(drop=True)
    pd.testing.assert_frame_equal(mended, clean)


def test_dirt_comes_in_the_promised_shares():
    """Each kind that this winter can have, near its share."""
    _, faults = dirty_record.make_dirty(WORLD)
    per_call = faults.groupby("fault")["call_id"].nunique() / len(RECORD)

    for fault in ("draught_missing", "imo_typo", "port_code", "duplicate"):
        assert per_call[fault] == pytest.approx(dirty_record.SHARES[fault], abs=0.008)
    assert set(faults["fault"]) <= set(dirty_record.FAULTS)
    assert faults["row_id"].nunique() < 0.2 * len(RECORD)


def test_the_workbook_shows_what_is_true_or_a_mark():
    """Numbers are the record's; `c` hides few calls, `:` was never filled in."""
    truth = returns.monthly_returns(WORLD)
    book = openpyxl.load_workbook(io.BytesIO(returns.returns_file(WORLD, {})))

    assert book.sheetnames == ["GBFXT", "GBSOU"]
    sheet = book["GBSOU"]
    assert "A1:M1" in [str(r) for r in sheet.merged_cells.ranges]
    months = [sheet.cell(row, 1).value for row in range(6, 18)]
    assert months == [str(m) for m in range(1, 13)]
    groups = truth.loc[truth["port_id"] == "GBSOU", "cargo_group"].unique().tolist()
    for place, group in enumerate(groups):
        rows = truth[(truth["port_id"] == "GBSOU") & (truth["cargo_group"] == group)]
        for row, true in enumerate(rows.itertuples(), start=6):
            shown = sheet.cell(row, 2 + 3 * place).value
            marks = {"shown": true.calls, "suppressed": "c", "not_available": ":"}
            assert shown == marks[true.state]
    assert set(truth["state"]) == {"shown", "suppressed", "not_available"}


def test_the_workbook_carries_no_clock():
    """Every member has the same date, so the bytes are the same tomorrow."""
    content = returns.returns_file(WORLD, {})

    with zipfile.ZipFile(io.BytesIO(content)) as members:
        assert {m.date_time for m in members.infolist()} == {(2022, 2, 1, 9, 0, 0)}
        core = members.read("docProps/core.xml").decode()
    assert core.count("2022-02-01T09:00:00Z") == 2
    assert content == returns.returns_file(WORLD, {})


def test_months_as_text_hide_january():
    """Eleven months are `>= "10"` as text: all but the first."""
    months = pd.read_csv(io.BytesIO(returns.months_file(WORLD)), dtype={"month": "str"})

    late = months.loc[months["month"] >= "10", "month"].unique()
    assert len(late) == 11
    assert "1" not in late


def test_truth_is_json_and_names_every_effect():
    """Each says how it is recovered."""
    geography = make_geography(GBDVR="ferry", GBFXT="container", GBSOU="container bulk")
    truth = json.loads(truth_file(WORLD, geography))

    assert truth["synthetic"] is True
    assert truth["n_true_calls"] == len(WORLD.calls)
    assert all(
        {"lesson", "planted", "recover"} <= set(e) for e in truth["effects"].values()
    )
    assert {s["kind"] for s in truth["shocks"]} == {
        "storm", "strike", "fall", "holiday", "outage", "new_berth"
    }  # fmt: skip


def summer():
    """Felixstowe in the starter's days, with a terminal whose clock is ahead."""
    from dataclasses import replace

    from soundings.simulator.world import make_world

    geography = make_geography(GBFXT="container ferry")
    renamed = geography.berths.replace({"terminal_id": {"GBFXT-FER": "GBFXT-LAN"}})
    lanes = tuple(
        replace(lane, terminal_id="GBFXT-LAN")
        if lane.terminal_id == "GBFXT-FER"
        else lane
        for lane in geography.lanes
    )
    geography = replace(geography, berths=renamed, lanes=lanes)
    from soundings.simulator.arrivals import Traffic

    port = replace(
        SETTINGS[1],
        traffic=(*SETTINGS[1].traffic, Traffic("ro_ro_ferry", weekly_slots=14)),
    )
    span = seconds("2021-06-01T00:00"), seconds("2021-06-16T00:00")
    return make_world(geography, (port,), 7, start_s=span[0], end_s=span[1])


def test_the_record_disagrees_with_the_truth_as_listed():
    """One call missing, one berth wrong, two ships silent, one clock ahead."""
    world = summer()
    found = disagreements.list_disagreements(world).set_index("call_id")
    calls = record.record_calls(world).set_index("call_id")
    truth = world.calls.set_index("call_id")

    missing = found.index[found["reason"] == "not_recorded"]
    assert set(truth.index) - set(calls.index) == set(missing)
    wrong = calls["berth_id"] != truth.loc[calls.index, "berth_id"]
    listed = found.index[found["reason"].isin(["wrong_berth", "shift"])]
    assert set(calls.index[wrong]) == set(listed)
    assert len(disagreements.silent_call_ids(world)) == 2
    ahead_s = calls["berthed_s"] - truth.loc[calls.index, "berthed_s"]
    is_landguard = calls["terminal_id"] == "GBFXT-LAN"
    assert ahead_s[is_landguard].between(3301, 3600).all()
    assert ahead_s[~is_landguard].between(-299, 0).all()
