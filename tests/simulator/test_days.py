"""A day of radio: what ships send, what is heard, what is wrong, and the truth of it."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest

from soundings.simulator.days import make_day, make_parts
from soundings.simulator.dirt import BIT, CLEAN, FAULTS, INVALID_MMSI, Dirt, identities
from soundings.simulator.fleet import add_small_craft, make_fleet
from soundings.simulator.movements import (
    ANCHORED,
    MOORED,
    in_order,
    knots_of,
    rest,
    sail,
)
from soundings.simulator.reception import Receiver
from soundings.simulator.reports import make_radios
from soundings.simulator.transfers import transfers
from tests.simulator.seas import DAY, make_call, make_geography, make_sea, many_ships

HOUR = 3600
NEAR = (Receiver("R1", 0.6, 50.0, 60.0, 0.0),)


@pytest.fixture(scope="module")
def fleet():
    """Return the ships of `make_sea`."""
    return make_sea().fleet


def only(fleet, **wanted):
    """Return a sea's first ship whose radio is as wanted."""
    radios = make_radios(fleet, 5)
    fits = np.ones(len(fleet), dtype=bool)
    for name, (low, high) in wanted.items():
        values = getattr(radios, name)
        fits &= (values >= low) & (values <= high)
    return int(np.flatnonzero(fits)[0])


def one_ship(ship, legs, **settings):
    """Return a clean day of one ship, heard by one perfect receiver."""
    sea = make_sea(
        knots=in_order([knots_of(ship, 0, legs)]), receivers=NEAR, **settings
    )
    return make_day(sea, DAY)


def ships(part):
    """Return position reports of ships, without the shore's."""
    return part.reports[part.reports["ship"] >= 0]


def test_a_moored_ship_reports_every_three_minutes(fleet):
    """If its crew has set the status; and it hardly moves."""
    ship = only(fleet, radio=(0, 0), crew=(0.2, 0.9))
    part = one_ship(
        ship, [rest(np.array([0.6, 50.0]), DAY, DAY + 24 * HOUR, MOORED, 90.0)]
    )
    reports = ships(part)
    if set(reports["status"]) == {0}:
        pytest.fail("choose another seed: this crew forgot")
    assert set(reports["status"]) == {5}
    assert len(reports) == pytest.approx(480, abs=25)
    assert (reports["sog_raw"] <= 3).all()
    spread = reports[["lon_raw", "lat_raw"]].std() / 600_000 * 111_000
    assert (spread < 8).all()


def test_a_wrong_status_changes_the_rate(fleet):
    """A crew that never sets it makes a moored ship report every ten seconds."""
    ship = only(fleet, radio=(0, 0), crew=(0.0, 0.089))
    part = one_ship(
        ship, [rest(np.array([0.6, 50.0]), DAY, DAY + 24 * HOUR, MOORED, 90.0)]
    )
    assert set(ships(part)["status"]) == {0}
    assert len(ships(part)) == pytest.approx(8640, rel=0.08)
    assert (
        part.truth["faults"][part.truth["ship"] == ship] & BIT["status_wrong"]
    ).all()


def test_speed_and_course_are_those_of_the_way(fleet):
    """Twelve knots due east, course 90 degrees, heading near it."""
    ship = only(fleet, radio=(0, 0), crew=(0.2, 0.9), has_gyro=(1, 1))
    east = 12 / 60 / np.cos(np.radians(50.0))
    way = np.array([(0.4, 50.0), (0.4 + east, 50.0)])
    reports = ships(one_ship(ship, [sail(way, DAY, DAY + HOUR)]))
    assert reports["sog_raw"].mean() == pytest.approx(120, abs=1)
    assert reports["cog_raw"].mean() == pytest.approx(900, abs=4)
    # The tide sets the ship aside: she points up to four degrees off her course.
    assert reports["heading"].between(85, 95).all()
    passed_h = (reports["received_ms"] / 1000 - DAY) / HOUR
    expected = 0.4 + east * passed_h
    metres = (reports["lon_raw"] / 600_000 - expected) * 71_000
    antenna = fleet.loc[ship, "length_m"] / 2
    assert metres.abs().max() < antenna + 30


def test_a_bend_is_turned_in_a_minute_and_reported_faster(fleet):
    """Heading goes round in between, and the rate of turn has the turn's sign."""
    ship = only(fleet, radio=(0, 0), crew=(0.2, 0.9), has_gyro=(1, 1), has_rate=(1, 1))
    way = np.array([(0.4, 49.9), (0.4, 50.0), (0.55, 50.0)])
    reports = ships(one_ship(ship, [sail(way, DAY, DAY + HOUR)]))
    turning = reports[reports["rot_raw"] > 0]
    assert len(turning) == pytest.approx(18, abs=3)
    assert turning["heading"].between(1, 89).mean() > 0.8
    assert turning["heading"].is_monotonic_increasing
    assert (reports["rot_raw"] >= 0).all()


def test_a_ship_at_anchor_swings_round_it(fleet):
    """Between 60 and 320 metres from it, all along an arc, not on one spot."""
    ship = only(fleet, radio=(0, 0), crew=(0.2, 0.9))
    anchor = np.array([0.6, 50.0])
    reports = ships(one_ship(ship, [rest(anchor, DAY, DAY + 24 * HOUR, ANCHORED)]))
    east = (reports["lon_raw"] / 600_000 - 0.6) * 71_500
    north = (reports["lat_raw"] / 600_000 - 50.0) * 111_200
    away = np.hypot(east, north)
    assert away.between(60, 330).all()
    assert away.std() < 15
    assert np.hypot(east.std(), north.std()) > 40


def test_nobody_hears_beyond_the_range():
    """And nearby nearly everything is heard."""
    near = make_day(
        make_sea(knots=many_ships(), receivers=(Receiver("A", 0.6, 50.0, 60.0, 0.0),)),
        DAY,
    )
    far = make_day(
        make_sea(knots=many_ships(), receivers=(Receiver("A", 5.0, 50.0, 60.0, 0.0),)),
        DAY,
    )
    assert len(ships(near)) > 100_000
    assert len(ships(far)) == 0


def test_fewer_are_heard_from_far_away():
    """The loss rises with distance."""
    receiver = Receiver("A", 0.3, 50.0, 25.0, 0.1)
    part = make_day(make_sea(knots=many_ships(), receivers=(receiver,)), DAY)
    whole = make_day(make_sea(knots=many_ships(), receivers=NEAR), DAY)
    heard = ships(part)["ship"].value_counts()
    sent = ships(whole)["ship"].value_counts()
    share = (heard / sent).fillna(0)
    assert share.loc[1] > share.loc[31] > share.loc[55]


def test_an_outage_is_silence_and_nothing_else():
    """Every report of other hours is still there, byte for byte."""
    outage = ((DAY + 6 * HOUR, DAY + 9 * HOUR),)
    before = make_day(make_sea(knots=many_ships(), receivers=NEAR), DAY).reports
    after = make_day(
        make_sea(knots=many_ships(), receivers=(replace(NEAR[0], outages=outage),)), DAY
    ).reports
    silent = before["time_s"].between(DAY + 6 * HOUR, DAY + 9 * HOUR - 1)
    assert silent.sum() > 1000
    expected = before[~silent].drop(columns="row").reset_index(drop=True)
    pd.testing.assert_frame_equal(after.drop(columns="row"), expected)


def test_a_second_receiver_sends_copies_with_its_own_clock():
    """The first one's rows stay; copies are marked; arrival is not in order of clocks."""
    alone = make_day(make_sea(knots=many_ships(), receivers=NEAR), DAY)
    both = make_day(
        make_sea(
            knots=many_ships(),
            receivers=(*NEAR, Receiver("R2", 0.5, 50.0, 50.0, 0.3, 2000)),
        ),
        DAY,
    )
    first = both.reports[both.reports["station"] == 0]
    columns = ["ship", "time_s", "received_ms", "lon_raw", "sog_raw"]
    order = ["ship", "received_ms"]
    pd.testing.assert_frame_equal(
        ships(alone)
        .pipe(lambda t: t[t["ship"] >= 0])[columns]
        .sort_values(order, ignore_index=True),
        first[first["ship"] >= 0][columns].sort_values(order, ignore_index=True),
    )
    copies = both.reports[(both.truth["copy"] == 1).to_numpy()]
    assert set(copies["station"]) == {1}
    late = both.reports["received_ms"] - both.reports["time_s"] * 1000
    assert late[both.reports["station"] == 1].median() > 2000
    assert not both.reports["received_ms"].is_monotonic_increasing
    backward = -both.reports["received_ms"].diff().min()
    assert 0 < backward < 6000


def test_a_satellite_hears_in_passes_and_the_long_range_message():
    """Type 27 is for it alone."""
    satellite = Receiver("S", 0.6, 50.0, 1000.0, 0.5, pass_s=600, period_s=6000)
    part = make_day(make_sea(knots=many_ships(), receivers=(satellite, *NEAR)), DAY)
    reports = part.reports
    seen = reports[reports["station"] == 0]
    assert (seen["time_s"] % 6000 < 600).all()
    assert (reports.loc[reports["message_type"] == 27, "station"] == 0).all()
    assert (seen["message_type"] == 27).sum() > 50


def test_the_shore_speaks_too():
    """Base stations every ten seconds, buoys every three minutes."""
    part = make_day(make_sea(receivers=NEAR), DAY)
    shore = part.reports[part.reports["ship"] < 0]
    counts = shore.groupby("message_type").size()
    assert counts[4] == pytest.approx(8640, rel=0.05)
    assert counts[21] == pytest.approx(960, rel=0.1)
    assert shore["mmsi"].isin([2_329_900, 992_329_900, 992_329_901]).all()


def test_a_clean_sea_has_no_fault_but_the_crews():
    """Status and gyro; nothing else is wrong."""
    part = make_day(make_sea(knots=many_ships(), dirt=CLEAN), DAY)
    assert set(part.corruptions["fault"]) <= {"status_wrong", "heading_unknown"}


@pytest.fixture(scope="module")
def dirty():
    """Return a dirty day of many ships, whole and undisturbed."""
    dirt = replace(Dirt(), mmsi_shared=0.05, mmsi_reused=0.05, circle=0.01)
    knots = many_ships(120)
    clean = make_day(make_sea(knots=knots, dirt=replace(CLEAN, off=dirt.off)), DAY)
    return clean, make_day(make_sea(knots=knots, dirt=dirt), DAY), dirt


def test_every_changed_value_is_listed_and_none_that_was_not(dirty):
    """Against the same day without faults, row by row."""
    clean, spoilt, _ = dirty
    fields_seen = ["lon_raw", "lat_raw", "sog_raw", "cog_raw", "second", "mmsi"]
    assert (clean.reports["row"] == spoilt.reports["row"]).all()
    listed = spoilt.corruptions.set_index(["row", "field"])
    for field in fields_seen:
        changed = spoilt.reports.loc[
            (
                clean.reports[field].astype(int) != spoilt.reports[field].astype(int)
            ).to_numpy(),
            "row",
        ]
        rows = listed.xs(field, level="field").index
        assert sorted(rows) == sorted(changed), field
        right = clean.reports.set_index("row").loc[rows, field].astype(int)
        assert (listed.xs(field, level="field")["true_value"] == right).all(), field
    assert not (spoilt.corruptions["fault"] == "unlisted").any()


def test_faults_come_at_their_rates(dirty):
    """Shares of rows, or of ship-hours, as asked for."""
    _, spoilt, dirt = dirty
    faults = spoilt.truth.loc[(spoilt.truth["ship"] >= 0).to_numpy(), "faults"]
    shares = {name: ((faults & BIT[name]) != 0).mean() for name in FAULTS}
    for name in ("jump", "speed_unknown", "second_invalid"):
        assert shares[name] == pytest.approx(getattr(dirt, name), rel=0.15), name
    lasting = ("no_fix", "frozen", "circle", "mmsi_invalid")
    assert all(shares[name] > 0 for name in lasting)
    found, asked = (
        sum(shares[name] for name in lasting),
        sum(getattr(dirt, name) for name in lasting),
    )
    assert found == pytest.approx(asked, rel=0.4)
    assert shares["swapped"] == pytest.approx(dirt.swapped, rel=0.4)


def test_codes_for_unknown_are_those_of_the_standard(dirty):
    """Without a fix: latitude 91, longitude 181, 102.3 knots, course 360, second 60 or more."""
    _, spoilt, _ = dirty
    no_fix = spoilt.reports[((spoilt.truth["faults"] & BIT["no_fix"]) != 0).to_numpy()]
    assert len(no_fix) > 100
    assert set(no_fix["lat_raw"]) == {91 * 600_000}
    assert set(no_fix["lon_raw"]) == {181 * 600_000}
    assert set(no_fix["sog_raw"]) == {1023}
    assert set(no_fix["cog_raw"]) == {3600}
    assert no_fix["second"].between(60, 63).all()


def test_a_jump_is_farther_than_any_ship_sails(dirty):
    """Five nautical miles and more from the truth."""
    clean, spoilt, _ = dirty
    others = BIT["frozen"] | BIT["circle"]
    faults = spoilt.truth["faults"].to_numpy()
    jumps = ((faults & BIT["jump"]) != 0) & ((faults & others) == 0)
    north = spoilt.reports["lat_raw"][jumps] - clean.reports["lat_raw"][jumps]
    east = spoilt.reports["lon_raw"][jumps] - clean.reports["lon_raw"][jumps]
    assert (np.hypot(north, east * np.cos(np.radians(50))) / 10_000 > 4.9).all()


def test_invalid_numbers_are_those_that_real_ships_send(dirty):
    """0, 123456789 and the default of one maker."""
    _, spoilt, _ = dirty
    invalid = ((spoilt.truth["faults"] & BIT["mmsi_invalid"]) != 0).to_numpy()
    assert set(spoilt.reports.loc[invalid, "mmsi"]) == set(INVALID_MMSI)


def test_two_hulls_may_have_one_number(dirty):
    """As listed: always, or from the day the other ship gave it up."""
    _, spoilt, dirt = dirty
    table = identities(make_sea().fleet, dirt, 5, DAY)
    shared = table[(table["fault"] == "mmsi_shared") & (table["ship"] < 120)]
    assert len(shared) > 0
    for row in shared.itertuples():
        sent = spoilt.reports.loc[
            (spoilt.reports["ship"] == row.ship).to_numpy(), "mmsi"
        ]
        assert int(row.mmsi) in set(sent)


@pytest.mark.parametrize("name", [field.name for field in fields(Dirt)])
@pytest.mark.parametrize("value", [-0.1, 1.1])
def test_a_share_that_cannot_be_is_refused(name, value):
    """With the setting named."""
    with pytest.raises(ValueError, match=rf"dirt\.{name} is {value}"):
        Dirt(**{name: value})


def test_static_reports_say_who_and_where_to():
    """Every six minutes; the draught changes after the berth; the name is the fleet's."""
    sea = make_sea(receivers=NEAR)
    statics = make_day(sea, DAY).statics
    fives = statics[statics["message_type"] == 5]
    assert 140 < len(fives) < 200
    assert set(fives["name"]) == {sea.fleet.loc[0, "name"]}
    assert fives["draught_raw"].tolist() == sorted(fives["draught_raw"])
    assert set(fives["draught_raw"]) == {90, 110}
    changed = fives.loc[fives["draught_raw"] == 110, "time_s"].min()
    assert changed >= DAY + 17.4 * HOUR


def test_a_fault_that_lasts_does_not_keep_the_clock(dirty):
    """Spells without a fix begin at any minute of the hour, and differ in length."""
    _, spoilt, _ = dirty
    bad = ((spoilt.truth["faults"] & BIT["no_fix"]) != 0).to_numpy()
    begins = spoilt.reports[bad].groupby("ship")["time_s"].min() % HOUR
    assert begins.between(300, 3300).mean() > 0.6


def test_a_voyage_takes_over_where_the_call_ends():
    """A ship that leaves is heard without a gap from the berth to the open sea."""
    call = make_call(anchored_s=-1, weighed_s=-1)
    sea = make_sea(pd.DataFrame([call]), receivers=NEAR)
    way = np.array([(1.0, 50.0), (1.6, 50.0), (9.0, 50.0)])
    legs = {("XXAAA", "SGSIN"): (way, 309.0)}
    voyages = pd.DataFrame(
        {
            "ship": [0],
            "from_port_id": ["XXAAA"],
            "to_port_id": ["SGSIN"],
            "left_s": [call["departed_s"]],
            "reached_s": [DAY + 90 * HOUR],
            "from_call_id": ["C1"],
            "to_call_id": [""],
        }
    )
    sea = replace(sea, geography=replace(sea.geography, legs=legs), voyages=voyages)
    heard = ships(make_day(sea, DAY))
    times = np.sort(heard["time_s"])
    assert np.diff(times).max() < 400
    assert heard["lon_raw"].max() / 600_000 > 1.3
    at_sea = heard[heard["lon_raw"] > 1.05 * 600_000]
    assert at_sea["sog_raw"].median() > 80


def test_a_barge_lies_alongside_a_ship_at_anchor():
    """For two hours, as the truth says, and each barge at one ship at a time."""
    fleet = add_small_craft(make_fleet(1), make_geography().ports, ["XXAAA"], 5)
    wait = {"anchored_s": DAY, "weighed_s": DAY + 9 * HOUR}
    calls = pd.DataFrame(
        [make_call(call_id=f"C{n}", ship=n, **wait) for n in range(40)]
    )
    table = transfers(calls, fleet, 5)
    assert len(table) == 1
    assert fleet.loc[table["barge"], "ship_group"].tolist() == ["tug"]
    assert (table["end_s"] - table["start_s"] == 2 * HOUR).all()


def test_a_silent_call_leaves_no_report():
    """Its radio was off; the call is still true."""
    sea = replace(make_sea(receivers=NEAR), silent=("C1",))
    assert len(ships(make_day(sea, DAY))) == 0
    assert len(sea.calls) == 1


def test_parts_of_a_day_are_the_day():
    """However many hours a part holds, rows are numbered without a gap."""
    sea = make_sea(knots=many_ships(300), receivers=NEAR)
    parts = list(make_parts(sea, DAY))
    rows = np.concatenate([part.reports["row"] for part in parts])
    assert len(parts) > 1
    assert (np.diff(rows) == 1).all()


def test_the_same_seed_gives_the_same_day_and_another_does_not():
    """To the last value."""
    dirt = Dirt()
    one, same = (
        make_day(make_sea(knots=many_ships(20), dirt=dirt), DAY) for _ in range(2)
    )
    other = make_day(make_sea(knots=many_ships(20), dirt=dirt, seed=6), DAY)
    pd.testing.assert_frame_equal(one.reports, same.reports)
    pd.testing.assert_frame_equal(one.statics, same.statics)
    assert len(other.reports) != len(one.reports)


def test_a_call_is_heard_over_two_days():
    """What happens after midnight is the second day's, and nothing is lost between."""
    call = make_call(departed_s=DAY + 30 * HOUR, unberthed_s=DAY + 28 * HOUR)
    sea = make_sea(pd.DataFrame([call]), receivers=NEAR)
    one, two = make_day(sea, DAY), make_day(sea, DAY + 24 * HOUR)
    assert ships(one)["time_s"].max() > DAY + 24 * HOUR - 400
    assert ships(two)["time_s"].min() < DAY + 24 * HOUR + 400
    assert set(two.reports["row"]).isdisjoint(one.reports["row"])
