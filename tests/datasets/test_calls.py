"""The port calls' files give back, in Python and in R, what was planted in them."""

import hashlib
import io
import json
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

from soundings.simulator.calls_truth import MAKERS
from soundings.simulator.eight_ports import SEED, SETTINGS
from soundings.simulator.geography import read_geography
from soundings.simulator.world import make_world
from tests.datasets.base_r import find_in_r
from tests.simulator.small_world import stays_at_places

DATASETS = Path(__file__).parents[2] / "datasets"
FOLDER = DATASETS / "calls"
TEXT = {"mmsi": "str", "imo": "str", "month": "str"}
TIMES = ["arrived_utc", "berthed_utc", "unberthed_utc", "departed_utc"]


@cache
def read_geography_once():
    return read_geography()


def read(name, folder=FOLDER, **options):
    return pd.read_csv(folder / name, dtype=TEXT, **options)


@pytest.fixture(scope="module")
def world():
    return make_world(read_geography_once(), SETTINGS, SEED)


@pytest.fixture(scope="module")
def truth():
    return json.loads((FOLDER / "truth.json").read_text("utf8"))


@pytest.fixture(scope="module")
def planted(truth):
    return truth["effects"]


@pytest.fixture(scope="module")
def calls():
    return read("sim_port_calls.csv.gz", parse_dates=TIMES)


@pytest.fixture(scope="module")
def vessels():
    return read("sim_vessels.csv")


@pytest.fixture(scope="module")
def cargo(calls, vessels):
    """Return the calls of cargo ships, with what a model of their hours needs."""
    ours = vessels[["vessel_id", "flag_iso3", "length_m", "beam_m"]]
    table = calls[calls["cargo_group"] != "passenger"].merge(ours, on="vessel_id")
    table["log_hours"] = np.log(table["hours_at_berth"])
    table["late_h"] = table["delay_h"].clip(0, 24)
    return table


@pytest.fixture(scope="module")
def in_r():
    """Return what `calls.R` finds, by name."""
    return find_in_r("calls.R", DATASETS, separator="\t")


def fit(table, *columns):
    """Return least-squares coefficients of log hours, with kinds and ports let free."""
    kinds = pd.get_dummies(table[["cargo_group", "port_id"]], drop_first=True)
    x = np.column_stack([np.ones(len(table)), *columns, kinds.to_numpy(float)])
    return np.linalg.lstsq(x, table["log_hours"].to_numpy(), rcond=None)[0][1:]


def content(path, data):
    """Return what a file says, whatever packed it."""
    if path.endswith(".gz"):
        return pd.read_csv(io.BytesIO(data), compression="gzip", dtype="str").to_csv()
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            return {name: members.read(name) for name in members.namelist()}
    return data


# --- The files --------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(MAKERS))
def test_the_files_are_what_the_simulator_makes(path, world):
    """From the committed seed, settings and geography."""
    made = MAKERS[path](world, read_geography_once())

    assert content(path, (DATASETS / path).read_bytes()) == content(path, made)


def test_ids_are_unique_and_keys_are_found(calls, vessels):
    """Every ship, berth, terminal and port that a call names is in its table."""
    berths = pd.read_csv(DATASETS / "reference" / "berths.csv").set_index("berth_id")
    ports = pd.read_csv(DATASETS / "reference" / "ports.csv")["port_id"]

    assert calls["call_id"].is_unique
    assert calls["vessel_id"].isin(vessels["vessel_id"]).all()
    assert calls["berth_id"].isin(berths.index).all()
    places = berths.loc[calls["berth_id"]].reset_index(drop=True)
    assert (places["terminal_id"] == calls["terminal_id"]).all()
    assert (places["port_id"] == calls["port_id"]).all()
    for column in ("port_id", "previous_port_id", "next_port_id"):
        assert calls[column].isin(ports).all()


def test_flags_are_known_to_the_reference_tables(vessels):
    """The first three digits of each radio belong to the flag, by `mid.csv`."""
    mids = pd.read_csv(DATASETS / "reference" / "mid.csv", dtype="str")
    flags = dict(zip(mids["mid"], mids["iso3"], strict=True))

    assert vessels["mmsi"].str[:3].map(flags).tolist() == vessels["flag_iso3"].tolist()


def test_every_berth_but_one_is_used(calls, planted):
    """The idle one's share of calls on time is 0/0."""
    berths = pd.read_csv(DATASETS / "reference" / "berths.csv")
    operating = berths[berths["port_id"].isin(calls["port_id"])]
    idle = operating.loc[~operating["berth_id"].isin(calls["berth_id"]), "berth_id"]

    assert idle.tolist() == planted["idle_berth"]["planted"]
    assert operating.loc[operating["is_idle"], "berth_id"].tolist() == idle.tolist()


def test_the_three_duplicates_are_the_only_ones():
    """33 rows, 30 keys; the rest as in the port table."""
    ports = read("sim_ports_duplicated.csv", keep_default_na=False)
    twice = ports.loc[ports["port_id"].duplicated(), "port_id"]

    assert len(ports) == 33
    assert sorted(twice) == ["GRPIR", "IDSUB", "MTMLA"]
    original = read("ports.csv", DATASETS / "reference", keep_default_na=False)
    assert set(original["port_name"]) < set(ports["port_name"])


def test_the_true_world_is_possible(world):
    """No berth holds two ships, no ship is in two places or faster than it can be."""
    stays = stays_at_places(world)
    stays = stays[~stays["place"].str.endswith("-ANC")].sort_values(["place", "from_s"])
    assert (stays["from_s"] >= stays.groupby("place")["to_s"].shift().fillna(0)).all()

    by_ship = world.calls.sort_values(["ship", "arrived_s"])
    gap_s = by_ship["arrived_s"] - by_ship.groupby("ship")["departed_s"].shift()
    assert (gap_s.dropna() > 0).all()
    voyages = world.voyages
    ends = zip(voyages["from_port_id"], voyages["to_port_id"], strict=True)
    nm = np.array([read_geography_once().leg_nm(a, b) for a, b in ends])
    speed = nm / (voyages["reached_s"] - voyages["left_s"]) * 3600
    most = world.fleet["service_speed_knots"].to_numpy()[voyages["ship"]]
    assert (speed <= most + 0.01).all()
    assert world.n_lost < 0.001 * len(world.calls)


# --- The planted effects ----------------------------------------------------


def test_calls_are_about_40_000_and_92_in_100_are_short(calls, planted, in_r):
    """What S0 counts and A4 builds on."""
    effect = planted["short_stays"]
    short = (~calls["is_long_stay"]).mean()

    assert 39_000 <= len(calls) <= 41_000
    assert short == pytest.approx(effect["planted"], abs=effect["tolerance"])
    assert in_r["calls"] == len(calls)
    assert in_r["short"] == pytest.approx(short, abs=1e-6)
    assert in_r["idle_berths"] == 1
    assert in_r["idle_berth_on_time"] == 0


def test_three_duplicates_add_a_tenth(calls, planted, in_r):
    """No error, no warning: calls that never happened."""
    ports = read("sim_ports_duplicated.csv")
    joined = calls[["port_id"]].merge(ports[["port_id"]], on="port_id")

    effect = planted["duplicated_ports"]
    grown = len(joined) / len(calls)
    assert grown == pytest.approx(1.10, abs=effect["tolerance"])
    assert in_r["joined_to_duplicates"] == pytest.approx(grown, abs=1e-6)


def test_rain_slows_dry_bulk_and_nothing_else(cargo, planted, in_r):
    """Three per cent for each millimetre."""
    is_bulk = (cargo["cargo_group"] == "dry_bulk").to_numpy(float)
    rain = cargo["rain_mm"].to_numpy()
    alone, together = fit(cargo, rain, rain * is_bulk)[:2]

    effect = planted["rain_and_dry_bulk"]
    assert together == pytest.approx(effect["planted"], abs=effect["tolerance"])
    assert alone == pytest.approx(0, abs=0.002)
    assert in_r["rain_and_dry_bulk"] == pytest.approx(together, abs=1e-5)
    assert in_r["rain_alone"] == pytest.approx(alone, abs=1e-5)


def test_being_late_costs_time_at_weekends_only(cargo, planted, in_r):
    """Three per cent for each hour, and none from Monday to Friday."""
    late, weekend = cargo["late_h"].to_numpy(), cargo["is_weekend"].to_numpy(float)
    weekday, _, together = fit(cargo, late, weekend, late * weekend)[:3]

    effect = planted["late_at_weekends"]
    assert together == pytest.approx(effect["planted"], abs=effect["tolerance"])
    assert weekday == pytest.approx(0, abs=0.004)
    assert in_r["late_at_weekends"] == pytest.approx(together, abs=1e-5)
    assert in_r["late_on_weekdays"] == pytest.approx(weekday, abs=1e-5)


def test_the_flag_has_no_effect(cargo, planted, in_r):
    """Not with kind, port and length held fast, and not among container ships."""
    effect = planted["no_effect_of_flag"]
    is_open = cargo["flag_iso3"].isin(effect["open_registries"])
    found = fit(cargo, is_open.to_numpy(float), cargo["length_m"].to_numpy())[0]

    assert found == pytest.approx(0, abs=effect["tolerance"])
    assert in_r["open_registry"] == pytest.approx(found, abs=1e-5)
    assert in_r["open_registry_p"] > 0.05
    boxes = cargo[cargo["cargo_group"] == "container"]
    means = boxes.groupby(is_open[boxes.index])["log_hours"].agg(["mean", "sem"])
    assert abs(means["mean"].diff().iloc[1]) < 3 * np.hypot(*means["sem"])


def test_the_faster_port_is_slower(cargo, planted, in_r):
    """Simpson: faster with small ships, faster with large, slower with all."""
    first, second = planted["simpson"]["planted"]
    boxes = cargo[cargo["cargo_group"] == "container"]
    size = (boxes["length_m"] >= 250).map({True: "large", False: "small"})
    hours = boxes.groupby(["port_id", size])["hours_at_berth"].mean()
    over_all = boxes.groupby("port_id")["hours_at_berth"].mean()

    for kind in ("small", "large"):
        assert hours[first, kind] < 0.95 * hours[second, kind]
        assert in_r[f"hours_{kind}_{first}"] == pytest.approx(
            hours[first, kind], abs=1e-5
        )
    assert over_all[first] > 1.10 * over_all[second]
    assert in_r[f"hours_all_{first}"] > 1.10 * in_r[f"hours_all_{second}"]


def test_a_less_accurate_model_is_cheaper(cargo, planted, in_r):
    """Ten for a missed long stay, one for a false alarm; on calls not learned from."""
    costs = planted["costs_beat_accuracy"]["planted"]
    like = [cargo["cargo_group"], cargo["port_id"], cargo["length_m"] // 50]
    is_test = cargo["call_id"].str[1:].astype(int) % 2 == 0
    learned = cargo["is_long_stay"].where(~is_test).astype(float)
    is_called = learned.groupby(like).transform("mean") > 1 / 11
    called, is_long = is_called[is_test], cargo.loc[is_test, "is_long_stay"]

    missed = costs["missed_long_stay"] * (is_long & ~called).sum()
    assert (called == is_long).mean() < 1 - is_long.mean()
    assert missed + (called & ~is_long).sum() < 0.8 * 10 * is_long.sum()
    assert in_r["accuracy_model"] < in_r["accuracy_always_short"]
    assert in_r["cost_model"] < 0.8 * in_r["cost_always_short"]


def test_the_leak_is_too_good_to_be_true(in_r):
    """It nearly tells long from short, and is known only after the ship has left."""
    assert in_r["auc_leak"] > 0.97
    assert in_r["auc_length"] < 0.80
    assert in_r["leak_known_after_h"] >= 3


def test_draughts_are_often_not_updated(calls, planted, in_r):
    """Four in ten, where there was something to update."""
    changed = calls[calls["draught_in_m"] != calls["draught_out_m"]]
    stale = (changed["draught_reported_out_m"] == changed["draught_in_m"]).mean()

    effect = planted["draught_not_updated"]
    assert stale == pytest.approx(effect["planted"], abs=effect["tolerance"])
    assert in_r["draught_not_updated"] == pytest.approx(stale, abs=1e-6)


def test_draught_tells_the_tonnes(cargo, planted):
    """The displacement method gives back what was loaded less what was discharged."""
    factor = cargo["cargo_group"].map(planted["payload"]["planted"]) * 1.025
    rise_m = cargo["draught_out_m"] - cargo["draught_in_m"]
    tonnes = rise_m * cargo["length_m"] * cargo["beam_m"] * factor

    assert (tonnes - (cargo["tonnes_out"] - cargo["tonnes_in"])).abs().max() <= 11


def test_delays_have_the_published_tail(cargo, planted):
    """43 % late against the ETA of the day before, and so on."""
    groups = ["tanker", "dry_bulk", "general_cargo"]
    here = cargo[
        cargo["port_id"].str.startswith("GB") & cargo["cargo_group"].isin(groups)
    ]

    effect = planted["delays"]
    for hours, share in effect["planted"].items():
        found = (here["delay_h"] > float(hours)).mean()
        assert found == pytest.approx(share, abs=effect["tolerance"])
    assert abs(here["delay_h"].median()) < 0.3


def test_felixstowe_has_the_published_partners_and_profile(calls):
    """Half the ships come from Rotterdam; Monday is a fifth below the mean."""
    here = calls[calls["port_id"] == "GBFXT"]
    origin = here["previous_port_id"].value_counts(normalize=True)
    for port_id, share in {"NLRTM": 0.51, "BEANR": 0.10, "DEHAM": 0.10}.items():
        assert origin[port_id] == pytest.approx(share, abs=0.06)

    by_day = here["arrived_utc"].dt.day_of_week.value_counts(normalize=True) * 7
    by_hour = here["arrived_utc"].dt.hour.value_counts(normalize=True).sort_index() * 24
    assert by_day[0] == pytest.approx(0.80, abs=0.05)
    assert by_day[[5, 6]].max() < 1
    assert by_hour.loc[4:12].mean() < 0.8
    assert by_hour[8] < 0.7
    assert by_hour.loc[13:21].mean() == pytest.approx(1.27, abs=0.08)


def test_the_weeks_show_the_shocks(calls, planted, truth, in_r):
    """A fall, Christmas, a strike without service, storms without berthing, week 53."""
    assert in_r["fall"] == pytest.approx(0.78, abs=0.05)
    assert 0.6 < in_r["christmas"] < 0.85
    assert (
        in_r["week_53"] == planted["weekly_calls"]["planted"]["2020-12-28, ISO week 53"]
    )
    assert in_r["strike_berthed"] == 0
    for shock in truth["shocks"]:
        if shock["kind"] in ("storm", "strike"):
            here = calls.loc[calls["port_id"] == shock["place"], "berthed_utc"]
            start, end = pd.Timestamp(shock["start"]), pd.Timestamp(shock["end"])
            assert not ((here >= start) & (here < end)).any()


def test_one_terminal_is_an_hour_ahead_in_summer(truth, in_r):
    """Its ships seem to reach the pilot station an hour too soon."""
    assert truth["clock"]["terminal_id"] == "GBFXT-LAN"
    assert in_r["clock_ahead_h"] == pytest.approx(1.0, abs=0.1)
    assert len(truth["clock"]["call_ids_2021_06_08_to_10"]) >= 3


def test_the_starter_days_disagree_as_listed(calls, truth):
    """Each kind at least once, and each as it says."""
    listed = pd.DataFrame(truth["disagreements"]).set_index("call_id")
    recorded = calls.set_index("call_id")["berth_id"]

    assert set(listed["reason"]) == {"silent", "not_recorded", "wrong_berth", "shift"}
    for call_id, row in listed.iterrows():
        assert recorded.get(call_id, "") == row["recorded_berth_id"]
    assert truth["n_true_calls"] - truth["n_recorded_calls"] == 1


def test_the_dirty_file_holds_every_call_and_some_twice(calls, in_r):
    """About 500 rows too many."""
    assert 300 < in_r["dirty_rows"] - len(calls) < 700
    assert in_r["dirty_ids_once"] == len(calls)


def test_the_workbook_is_as_messy_as_a_real_one(in_r):
    """Merged headers, both marks, footnotes, months as text; January hides."""
    book = openpyxl.load_workbook(FOLDER / "sim_port_returns.xlsx")
    values = [cell.value for sheet in book for row in sheet for cell in row]

    assert len(book.sheetnames) == 3
    assert all(len(sheet.merged_cells.ranges) > 3 for sheet in book)
    assert {"c", ":", "1", "12", "Total"} <= {v for v in values if isinstance(v, str)}
    assert in_r["months_late_as_text"] == 11
    assert in_r["january_late_as_text"] == 0


def test_another_seed_is_another_world(world):
    """The same seed is the same: the files above show it."""
    other = make_world(read_geography_once(), SETTINGS[:1], SEED + 1)

    def digest(calls):
        dover = calls[calls["port_id"] == SETTINGS[0].port_id]
        text = dover.drop(columns="call_id").to_csv(index=False)
        return hashlib.sha256(text.encode()).hexdigest()

    assert digest(other.calls) != digest(world.calls)
