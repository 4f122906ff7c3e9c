"""
Two minutes of a ship's movement at a time, at two ports, for finding groups.

Planted. At Felixstowe the heading tells the groups apart as well as the speed does: a
berth, a channel and a sea lane each have their own direction. Add it, and clusters
look tighter. Surabaya faces the other way: there the same clusters are wrong, while
those of speed and turn still hold. The 2018 study of the ONS Data Science Campus left
heading out for this reason.

Beside them, a table of two crescents: groups that k-means cuts across and DBSCAN
(Ester and others, 1996) follows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from soundings.ais.geometry import Floats
from soundings.simulator.chance import bell, stream, uniform
from soundings.simulator.csv_files import csv_bytes, gzipped
from soundings.simulator.portable import PI, sin_cos

WINDOWS_PER_PORT = 1200
AXES = {"GBFXT": 310.0, "IDSUB": 150.0}
"""Which way a ship faces that comes up the channel; moored, it mostly faces so too."""


@dataclass(frozen=True)
class Motion:
    """
    How ships move in one behaviour: mean and standard deviation of each feature.

    Attributes
    ----------
    share : float
        Of all windows.
    speed_knots, speed_sd_knots, turn_degrees_per_minute : (float, float)
        Of the window's mean speed, spread of speed, and mean size of turn.
    heading_degrees : (float, float)
        Clockwise from the port's axis.
    """

    behaviour: str
    share: float
    speed_knots: tuple[float, float]
    speed_sd_knots: tuple[float, float]
    turn_degrees_per_minute: tuple[float, float]
    heading_degrees: tuple[float, float]


MOTIONS = (
    Motion("moored", 0.34, (0.08, 0.08), (0.06, 0.05), (0.9, 0.8), (157, 3)),
    Motion("manoeuvring", 0.18, (2.6, 1.0), (0.7, 0.3), (9.0, 4.0), (-90, 12)),
    Motion("channel", 0.18, (8.0, 1.8), (0.45, 0.22), (2.6, 1.4), (0, 4)),
    Motion("channel", 0.15, (8.6, 1.8), (0.45, 0.22), (2.6, 1.4), (180, 4)),
    Motion("sea", 0.15, (14.0, 2.4), (0.3, 0.18), (1.2, 0.8), (-38, 6)),
)
"""Channel twice: inwards and outwards. What ships do is the same, the heading is not."""


def motion_windows(seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the windows of both ports, and what the ships were really doing.

    Returns
    -------
    DataFrame
        `window_id, port_id, mean_speed_knots, sd_speed_knots,
        mean_turn_degrees_per_minute, mean_heading_degrees`, in no order.
    DataFrame
        Truth: `window_id, behaviour`, in the same order.
    """
    parts = [_port_windows(seed, port_id, axis) for port_id, axis in AXES.items()]
    windows = pd.concat(parts, ignore_index=True)
    windows.insert(0, "window_id", [f"M{i + 1:04d}" for i in range(len(windows))])
    return windows.drop(columns="behaviour"), windows[["window_id", "behaviour"]]


def _port_windows(seed: int, port_id: str, axis_degrees: float) -> pd.DataFrame:
    key = stream(seed, f"windows/{port_id}")
    edges = np.cumsum([motion.share for motion in MOTIONS])
    # Shares are kept exactly; the order is shuffled below.
    place = np.searchsorted(
        edges, (np.arange(WINDOWS_PER_PORT) + 0.5) / WINDOWS_PER_PORT
    )
    place = place[np.argsort(uniform(key, np.arange(len(place))), kind="stable")]
    rows = np.arange(len(place))

    def feature(name: str, index: int) -> Floats:
        mean = np.array([getattr(motion, name)[0] for motion in MOTIONS], dtype=float)
        spread = np.array([getattr(motion, name)[1] for motion in MOTIONS], dtype=float)
        return np.asarray(mean[place] + spread[place] * bell(key, rows, index))

    heading = np.rint((axis_degrees + feature("heading_degrees", 4)) * 10) / 10
    return pd.DataFrame(
        {
            "port_id": port_id,
            "mean_speed_knots": abs(feature("speed_knots", 1)),
            "sd_speed_knots": abs(feature("speed_sd_knots", 2)),
            "mean_turn_degrees_per_minute": abs(feature("turn_degrees_per_minute", 3)),
            "mean_heading_degrees": heading % 360.0,
            "behaviour": [MOTIONS[i].behaviour for i in place],
        }
    )


def crescents(seed: int, n_each: int = 250) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return boats on both sides of a curved bank, and which side each is on.

    Returns
    -------
    DataFrame
        `boat_id, east_km, north_km`, shuffled.
    DataFrame
        Truth: `boat_id, crescent` (1 or 2).
    """
    key, n = stream(seed, "windows/crescents"), np.arange(2 * n_each)
    side = (n >= n_each).astype(int)
    sine, cosine = sin_cos(PI * uniform(key, n, 1))
    east = np.where(side == 0, cosine, 1.0 - cosine) + 0.06 * bell(key, n, 2)
    north = np.where(side == 0, sine, 0.5 - sine) + 0.06 * bell(key, n, 3)
    shuffled = np.argsort(uniform(key, n, 0), kind="stable")
    boats = pd.DataFrame(
        {
            "boat_id": [f"B{i + 1:03d}" for i in n],
            "east_km": 2.0 * east[shuffled],
            "north_km": 2.0 * north[shuffled],
        }
    )
    truth = pd.DataFrame({"boat_id": boats["boat_id"], "crescent": side[shuffled] + 1})
    return boats, truth


def make_windows(seed: int) -> bytes:
    """Return `sim_motion_windows.csv.gz`."""
    return gzipped(csv_bytes(motion_windows(seed)[0], {"mean_heading_degrees": 1}))


def make_windows_truth(seed: int) -> bytes:
    """Return `sim_motion_windows_truth.csv.gz`."""
    return gzipped(csv_bytes(motion_windows(seed)[1]))


def make_crescents(seed: int) -> bytes:
    """Return `sim_crescents.csv`."""
    return csv_bytes(crescents(seed)[0], {"east_km": 3, "north_km": 3})


def make_crescents_truth(seed: int) -> bytes:
    """Return `sim_crescents_truth.csv`."""
    return csv_bytes(crescents(seed)[1])


MAKERS: dict[str, Callable[[int], bytes]] = {
    "ais/sim_motion_windows.csv.gz": make_windows,
    "ais/sim_motion_windows_truth.csv.gz": make_windows_truth,
    "ais/sim_crescents.csv": make_crescents,
    "ais/sim_crescents_truth.csv": make_crescents_truth,
}
"""What writes each file, by its path in the folder of data sets."""
