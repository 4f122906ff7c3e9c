"""
What a call moved, from how deep the ship lay before and after.

The displacement method: Arslanalp, Koepke and Verschuur, *Tracking Trade from Space*,
IMF Working Paper WP/21/225 (2021); formulas as in the World Bank's published code.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.ais.geometry import Floats
from soundings.ais.tables import check_columns, vessel_key

WATER_T_PER_M3: Final = 1.025
BLOCK: Final = {
    "container": 0.65,
    "tanker": 0.82,
    "dry_bulk": 0.83,
    "general_cargo": 0.75,
    "ro_ro": 0.60,
    "passenger": 0.60,
}
"""
Share of length × beam × draught that a laden hull fills, where a register is missing.

The middle of the ranges that textbooks of ship design give; a single ship may lie 0.05
to either side. With its displacement from a register use `design_block`.
"""
OTHER_BLOCK: Final = 0.72
PAYLOADS: Final = {
    "mmsi": "the ship's radio",
    "port": "where it called",
    "arrived_utc": "when",
    "draught_in_m": "reported on arrival",
    "draught_out_m": "taken for the departure",
    "draught_from": "reported, next call, or missing: where draught_out_m comes from",
    "moved_t": "loaded less discharged, tonnes; negative: the ship left lighter",
    "low_t": "lower end of a 90 % interval",
    "high_t": "upper end",
}
"""One row is one call, with what it left by."""
DRAUGHT_ERROR_M: Final = 0.1
BLOCK_ERROR: Final = 0.05
Z90: Final = 1.645


def design_block(
    displacement_t: npt.ArrayLike,
    length_m: npt.ArrayLike,
    beam_m: npt.ArrayLike,
    design_draught_m: npt.ArrayLike,
) -> Floats:
    """
    Return the block coefficient at the design draught: how full the hull is, 0 to 1.

    Examples
    --------
    200 m × 30 m × 10 m hold 60,000 m³; 49,200 t of sea water are 48,000 of them.

    >>> float(design_block(49_200, 200, 30, 10))
    0.8
    """
    box_m3 = np.asarray(length_m, float) * np.asarray(beam_m, float)
    box_m3 = box_m3 * np.asarray(design_draught_m, float)
    return np.asarray(np.asarray(displacement_t, float) / (box_m3 * WATER_T_PER_M3))


def displacement_t(
    draught_m: npt.ArrayLike,
    length_m: npt.ArrayLike,
    beam_m: npt.ArrayLike,
    design_draught_m: npt.ArrayLike,
    block: npt.ArrayLike,
) -> Floats:
    """
    Return the weight of the water that a hull displaces, in tonnes.

    A hull is slimmer near its keel: at the draught `d` its block coefficient is
    1 − (1 − `block`) · (design draught / `d`)^⅓. Missing where anything is missing or
    zero, since AIS says 0 for an unknown draught.

    Parameters
    ----------
    draught_m : array_like
        How deep it lies.
    length_m, beam_m : array_like
    design_draught_m : array_like
        How deep it lies when full.
    block : array_like
        Its block coefficient when full, from `design_block` or `BLOCK`.

    Examples
    --------
    Full: 0.8 × 200 × 30 × 10 × 1.025.

    >>> round(float(displacement_t(10, 200, 30, 10, 0.8)))
    49200

    Half as deep, it is less than half as heavy.

    >>> round(float(displacement_t(5, 200, 30, 10, 0.8)))
    23001
    """
    known = [
        np.where(np.asarray(value, float) > 0, value, np.nan)
        for value in (draught_m, length_m, beam_m, design_draught_m, block)
    ]
    draught, length, beam, design, full = known
    fills = 1 - (1 - full) * np.cbrt(design / draught)
    return np.asarray(fills * length * beam * draught * WATER_T_PER_M3)


def estimate_payloads(
    calls: pd.DataFrame, vessels: pd.DataFrame, min_change_m: float = 0.1
) -> pd.DataFrame:
    """
    Estimate what each call moved: displacement on departure less that on arrival.

    Crews often forget to set the draught when they leave. Where the departure's is
    missing, or nearer to the arrival's than `min_change_m`, the draught with which the ship
    arrived at its *next* call is taken instead (back-propagation). A call without a
    next one keeps what was reported.

    A container ship that loads as much as it discharges moves nothing here, and
    ballast water counts as cargo: sums over many calls say more than one call.

    Parameters
    ----------
    calls : DataFrame
        Calls with `mmsi` (and `hull`), `port`, `arrived_utc`, `draught_in_m` and
        `draught_out_m` as reported; 0 or missing where not known. Every call of a
        vessel must be there: a next call that was not seen is taken to be none.
    vessels : DataFrame
        One row a vessel, with the same key: `length_m`, `beam_m`, `design_draught_m`;
        and if you have it `ship_group` (a key of `BLOCK`) or `block`.
    min_change_m : float
        AIS sends draughts in steps of 0.1 m.

    Returns
    -------
    DataFrame
        As `PAYLOADS`, ordered by vessel and time. `moved_t` is missing where a draught
        or the hull's size is. The interval takes both draughts to be right to 0.1 m,
        and the block coefficient to 0.05 (standard errors).

    Raises
    ------
    ValueError
        If a column is missing or a vessel stands twice.

    Examples
    --------
    The crew left the draught at 8 m; at the next port they arrive with 10.

    >>> calls = pd.DataFrame({
    ...     "mmsi": "232999001", "port": ["A", "B"],
    ...     "arrived_utc": pd.date_range("2024-05-01", periods=2, freq="D", tz="UTC"),
    ...     "draught_in_m": [8.0, 10.0], "draught_out_m": [8.0, 6.0],
    ... })
    >>> vessels = pd.DataFrame({
    ...     "mmsi": ["232999001"], "length_m": 200, "beam_m": 30,
    ...     "design_draught_m": 10.0, "ship_group": "dry_bulk",
    ... })
    >>> estimate_payloads(calls, vessels)[["draught_from", "draught_out_m"]].values.tolist()
    [['next call', 10.0], ['reported', 6.0]]
    """
    columns = ("mmsi", "port", "arrived_utc", "draught_in_m", "draught_out_m")
    check_columns(calls, columns, "estimate_payloads")
    size = ("length_m", "beam_m", "design_draught_m")
    check_columns(vessels, ("mmsi", *size), "estimate_payloads")
    key = [name for name in vessel_key(calls) if name in vessels.columns]
    twice = vessels.loc[vessels.duplicated(key), "mmsi"]
    if len(twice):
        raise ValueError(
            f"estimate_payloads: {twice.iloc[0]} stands twice among the vessels. "
            "Keep one row for each."
        )
    found = calls.sort_values([*vessel_key(calls), "arrived_utc"], kind="stable")
    found = _with_departure(found.reset_index(drop=True), min_change_m)
    hulls = found[key].merge(_with_block(vessels), on=key, how="left")
    moved, error = _moved(found, hulls)
    found = found.assign(
        moved_t=moved, low_t=moved - Z90 * error, high_t=moved + Z90 * error
    )
    names = [*vessel_key(calls), *(name for name in PAYLOADS if name != "mmsi")]
    return found[names]


def _with_departure(calls: pd.DataFrame, min_change_m: float) -> pd.DataFrame:
    """Choose the draught on departure, and say where it comes from."""
    arrived = calls["draught_in_m"].where(calls["draught_in_m"] > 0)
    reported = calls["draught_out_m"].where(calls["draught_out_m"] > 0)
    following = arrived.groupby([calls[name] for name in vessel_key(calls)]).shift(-1)
    # Half a step of rounding: 8.1 less 8.0 is a little less than a tenth.
    is_unset = reported.isna() | ((reported - arrived).abs() < min_change_m - 0.05)
    is_from_next = is_unset & following.notna()
    departed = reported.where(~is_from_next, following)
    source = np.select(
        [is_from_next, departed.notna()], ["next call", "reported"], "missing"
    )
    return calls.assign(
        draught_in_m=arrived, draught_out_m=departed, draught_from=source
    )


def _with_block(vessels: pd.DataFrame) -> pd.DataFrame:
    """Return the vessels with a block coefficient each: their own, or their kind's."""
    none = pd.Series(np.nan, index=vessels.index)
    group = vessels["ship_group"] if "ship_group" in vessels.columns else none
    by_kind = group.map(BLOCK).astype(float).fillna(OTHER_BLOCK)
    own = vessels["block"] if "block" in vessels.columns else none
    return vessels.assign(block=own.astype(float).fillna(by_kind))


def _moved(calls: pd.DataFrame, hulls: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return tonnes moved and their standard error, by small steps in what is uncertain."""

    def moved(
        deeper_in: float = 0.0, deeper_out: float = 0.0, fuller: float = 0.0
    ) -> pd.Series:
        weights = [
            displacement_t(
                draught,
                hulls["length_m"],
                hulls["beam_m"],
                hulls["design_draught_m"],
                hulls["block"] + fuller,
            )
            for draught in (
                calls["draught_in_m"] + deeper_in,
                calls["draught_out_m"] + deeper_out,
            )
        ]
        return pd.Series(weights[1] - weights[0], index=calls.index)

    value = moved()
    steps = (
        moved(deeper_in=DRAUGHT_ERROR_M),
        moved(deeper_out=DRAUGHT_ERROR_M),
        moved(fuller=BLOCK_ERROR),
    )
    variance = sum(((step - value) ** 2 for step in steps), start=0 * value)
    return value, variance**0.5
