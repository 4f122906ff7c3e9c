import numpy as np
import pytest

from soundings.simulator.cargo import (
    LATE_WEEKEND_EFFECT,
    RAIN_EFFECT,
    WATER_T_PER_M3,
    WATERPLANE,
    hours_of_service,
    make_load,
)

SHIP = {"length_m": 200.0, "beam_m": 32.0, "design_draught_m": 12.0, "dwt_t": 50_000.0}


def hours(group="container", normal=0.0, rain_mm=0.0, late_h=0.0, is_weekend=False):
    return hours_of_service("", group, 200.0, 1.0, normal, rain_mm, late_h, is_weekend)


def load(group, draws=(0.5, 0.5, 0.5, 0.5), limit_m=20.0):
    return make_load(group, **SHIP, limit_m=limit_m, draws=list(draws))


def test_rain_slows_dry_bulk_alone():
    """Ten millimetres: e to the power of 0.3."""
    assert hours("dry_bulk", rain_mm=10) / hours("dry_bulk") == pytest.approx(
        np.exp(10 * RAIN_EFFECT)
    )
    assert hours("container", rain_mm=10) == hours("container")


def test_lateness_counts_at_weekends_alone():
    """And being early gains nothing, nor do more than 24 hours cost more."""
    assert hours(late_h=10, is_weekend=True) / hours() == pytest.approx(
        np.exp(10 * LATE_WEEKEND_EFFECT)
    )
    assert hours(late_h=10) == hours()
    assert hours(late_h=-10, is_weekend=True) == hours()
    assert hours(late_h=90, is_weekend=True) == hours(late_h=24, is_weekend=True)
    assert hours("passenger", late_h=10, is_weekend=True) == hours("passenger")


@pytest.mark.parametrize("group", sorted(WATERPLANE))
def test_what_is_loaded_sinks_the_ship(group):
    """The change of draught is the tonnes over the waterplane, to ten tonnes."""
    for u in np.linspace(0, 0.99, 12).tolist():
        moved = load(group, draws=(u, 1 - u, u, u))
        rise_m = (moved.draught_out_dm - moved.draught_in_dm) / 10
        tonnes = rise_m * 200 * 32 * WATER_T_PER_M3 * WATERPLANE[group]

        assert moved.tonnes_out - moved.tonnes_in == pytest.approx(tonnes, abs=11)
        assert min(moved.tonnes_in, moved.tonnes_out) >= 0


def test_bulk_comes_or_goes():
    """An importer discharges all and loads nothing; an exporter the other way."""
    imports, exports = (
        load("dry_bulk", (0, 1, 0, 0.1)),
        load("dry_bulk", (0, 1, 0, 0.9)),
    )

    assert imports.tonnes_in > 0
    assert imports.tonnes_out == 0
    assert imports.draught_in_dm > imports.draught_out_dm
    assert exports.tonnes_in == 0
    assert exports.tonnes_out > 0


def test_nobody_comes_deeper_than_the_port():
    """The limit holds on the way in and out."""
    moved = load("tanker", (1, 1, 1, 0.1), limit_m=9.06)

    assert moved.draught_in_dm == 90
    assert moved.draught_out_dm <= 90
