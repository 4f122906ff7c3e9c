"""Voyages are pairs of calls, and missed calls do not make new ones."""

import pandas as pd
import pytest

from soundings.ais.voyages import drop_skipped_calls, find_voyages


def calls_of(ports, mmsi="232999001", hull=None, start="2024-05-01"):
    """One call a day, half a day long, at the ports in turn."""
    arrived = pd.date_range(start, periods=len(ports), freq="D", tz="UTC")
    table = pd.DataFrame(
        {
            "mmsi": mmsi,
            "port": list(ports),
            "arrived_utc": arrived,
            "departed_utc": arrived + pd.Timedelta(hours=12),
        }
    )
    return table if hull is None else table.assign(hull=hull)


def legs(voyages):
    return list(zip(voyages["from_port"], voyages["to_port"], strict=True))


def test_the_first_call_has_no_voyage_and_a_second_at_the_same_port_none():
    """A, A, B, A: from A to B and back."""
    voyages = find_voyages(calls_of("AABA"))

    assert legs(voyages) == [("A", "B"), ("B", "A")]


def test_a_voyage_lasts_from_the_last_departure_to_the_next_arrival():
    """It leaves on the second day at noon and arrives on the third at midnight."""
    (voyage,) = find_voyages(calls_of("AAB")).to_dict("records")

    assert voyage["departed_utc"] == pd.Timestamp("2024-05-02 12:00", tz="UTC")
    assert voyage["arrived_utc"] == pd.Timestamp("2024-05-03", tz="UTC")


def test_ships_and_hulls_are_kept_apart_in_any_order_of_rows():
    """Two hulls under one number make no voyage between them."""
    table = pd.concat(
        [calls_of("AB", hull=1), calls_of("XY", hull=2), calls_of("BA", "232999002", 1)]
    )

    voyages = find_voyages(table.sample(frac=1, random_state=1))

    assert legs(voyages) == [("A", "B"), ("X", "Y"), ("B", "A")]
    assert voyages["hull"].tolist() == [1, 2, 1]


def test_a_voyage_that_took_too_long_is_left_out():
    """After half a day at sea it counts, after a limit below that it does not."""
    table = calls_of("AB")

    assert len(find_voyages(table, max_days=0.5)) == 1
    assert len(find_voyages(table, max_days=0.49)) == 0


def test_no_calls_make_no_voyages():
    """An empty table gives an empty table with its columns."""
    voyages = find_voyages(calls_of("A")[:0])

    assert list(voyages.columns) == [
        "mmsi",
        "from_port",
        "to_port",
        "departed_utc",
        "arrived_utc",
    ]


def test_a_ship_that_really_sails_both_ways_keeps_both():
    """Half of its voyages are direct: no missed call explains that."""
    voyages = find_voyages(calls_of("ABCAC" * 10))

    kept = drop_skipped_calls(voyages, missed_share=0.2)

    assert set(legs(kept)) == set(legs(voyages))


def test_another_ships_rare_voyage_is_no_skip():
    """Who sails A to C once and nothing else was not seen to sail through B."""
    line = calls_of("ABC" * 20)
    tramp = calls_of("AC", "232999002")

    kept = drop_skipped_calls(find_voyages(pd.concat([line, tramp])), 0.2)

    assert ("A", "C") in legs(kept)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: find_voyages(calls_of("AB"), max_days=0), "max_days is 0"),
        (lambda: find_voyages(calls_of("AB").drop(columns="port")), "no column port"),
        (
            lambda: drop_skipped_calls(find_voyages(calls_of("AB")), 1),
            "is 1. Give a share",
        ),
    ],
)
def test_what_cannot_be_is_refused(call, says):
    """The message names the setting or the column."""
    with pytest.raises(ValueError, match=says):
        call()
