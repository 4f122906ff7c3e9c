import pandas as pd
import pytest

from soundings.simulator.fleet import (
    CLASSES,
    FLEET_COLUMNS,
    add_small_craft,
    make_fleet,
    particulars,
)
from soundings.simulator.identities import FLAGS, MIDS, OPEN_REGISTRIES, imo_number

FLEET = make_fleet(7)
PORTS = pd.DataFrame({"country_iso3": ["GBR", "GRC"]}, index=["GBFXT", "GRPIR"])


def test_there_are_600_ships_with_every_column():
    """What the data sets promise."""
    assert len(FLEET) == 600
    assert FLEET.columns.tolist() == list(FLEET_COLUMNS)
    assert FLEET["vessel_id"].tolist()[::599] == ["V0001", "V0600"]
    assert not FLEET.isna().any().any()


@pytest.mark.parametrize("column", ["vessel_id", "mmsi", "imo", "name", "call_sign"])
def test_no_two_ships_share_an_identity(column):
    """Small craft included."""
    everybody = add_small_craft(FLEET, PORTS, ["GBFXT", "GRPIR"], 7)

    assert everybody[column].is_unique


def test_identities_are_made_up_and_well_formed():
    """Names and call signs say SIM; numbers have the right length and range."""
    assert FLEET["name"].str.match(r"SIM [A-Z]+ [A-Z]+$").all()
    assert FLEET["name"].str.len().max() <= 20
    assert FLEET["call_sign"].str.match(r"SIM[0-9A-Z]{4}$").all()
    assert FLEET["mmsi"].str.match(r"\d{3}99\d{4}$").all()
    assert FLEET["imo"].between("3000000", "3999999").all()


def test_imo_check_digits_are_right():
    """The first six digits times 7 to 2 add up to the last."""
    digits = FLEET["imo"].map(lambda imo: [int(d) for d in imo])
    total = digits.map(lambda d: sum(x * w for x, w in zip(d, range(7, 1, -1))))  # noqa: B905

    assert (total % 10 == digits.str[6]).all()
    assert imo_number(907472) == "9074729"


def test_mmsi_and_flag_agree():
    """The first three digits belong to the flag."""
    mids = FLEET["mmsi"].str[:3].astype(int)

    assert all(m in MIDS[f] for m, f in zip(mids, FLEET["flag_iso3"], strict=True))


def test_ships_fit_their_class():
    """As many as asked for, as long as asked for, under flags of their trade."""
    for ship_class in CLASSES:
        ships = FLEET[FLEET["ship_class"] == ship_class.name]
        assert len(ships) == ship_class.count
        assert ships["length_m"].between(*ship_class.lengths_m).all()
        assert set(ships["flag_iso3"]) <= set(FLAGS[ship_class.flags])
        assert set(ships["ship_group"]) == {ship_class.group}


def test_longer_ships_are_larger_in_every_way():
    """Within a group, the particulars rise together."""
    for group, ships in FLEET.groupby("ship_group"):
        ranks = ships[["length_m", "beam_m", "design_draught_m", "dwt_t"]].rank()
        assert ranks.corr().min().min() > 0.85, group


def test_open_registers_are_as_common_among_small_ships_as_large():
    """Size must not give the flag an effect that is not planted."""
    is_open = FLEET["flag_iso3"].isin(OPEN_REGISTRIES)
    is_large = FLEET["length_m"] > FLEET.groupby("ship_class")["length_m"].transform(
        "median"
    )

    assert abs(is_open[is_large].mean() - is_open[~is_large].mean()) < 0.06
    assert 0.4 < is_open.mean() < 0.65


def test_small_craft_come_after_and_change_nothing():
    """Ships keep their rows; craft are at home somewhere, and fly its flag."""
    everybody = add_small_craft(FLEET, PORTS, ["GBFXT", "GRPIR"], 7)
    craft = everybody[600:]

    pd.testing.assert_frame_equal(everybody[:600], FLEET)
    assert craft["home_port_id"].isin(["GBFXT", "GRPIR"]).all()
    tugs = craft[craft["ship_group"] == "tug"]
    assert set(zip(tugs["home_port_id"], tugs["flag_iso3"], strict=True)) == {
        ("GBFXT", "GBR"),
        ("GRPIR", "GRC"),
    }
    assert craft["length_m"].min() >= 8
    assert set(craft["transceiver"]) == {"A", "B_SO", "B_CS", "none"}


def test_another_seed_is_another_fleet():
    """And the same seed is the same fleet."""
    pd.testing.assert_frame_equal(make_fleet(7), FLEET)
    assert not make_fleet(8)["mmsi"].equals(FLEET["mmsi"])


def test_an_unknown_group_is_refused():
    """By name, with the groups there are."""
    with pytest.raises(ValueError, match="no ships of group 'submarine'"):
        particulars("submarine", 100)
