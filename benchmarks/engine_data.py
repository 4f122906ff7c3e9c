"""
A month of ships for `engine.py`: sorted, a few of them, and day files by arrival.

Ships sail between twelve ports of 28 corners, lie at 72 berths and sometimes anchor on a
port's edge, with half a per cent of exact repeats, strays, latitude 91 and silences of
some hours. It is not one of the course's scenarios: nothing was tuned to it.
"""

from __future__ import annotations

from pathlib import Path

N_PORTS, BERTHS_PER_PORT, CORNERS = 12, 6, 28
ROWS_PER_VESSEL_DAY = 760
START_MS = 1_704_067_200_000  # 2024-01-01
DAY_MS = 86_400_000


def port_centres():
    """Return lon and lat of the ports, a day's sail apart or less."""
    import numpy as np

    number = np.arange(N_PORTS)
    return -10.0 + 3.0 * (number % 4), 48.0 + 2.5 * (number // 4)


def fences():
    """Return the fences table of twelve ports with six berths each."""
    import numpy as np

    from soundings import ais

    angle = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    made = []
    for port, (lon, lat) in enumerate(zip(*port_centres(), strict=True)):
        radius = 0.08 * (1 + 0.2 * np.cos(5 * angle))
        outline = np.column_stack(
            [lon + radius * np.cos(angle), lat + radius * np.sin(angle)]
        )
        ring = np.vstack([outline, outline[:1]])
        made.append({"fence": f"P{port:02d}", "kind": "port", "ring": ring})
        for berth in range(BERTHS_PER_PORT):
            west, south = lon - 0.03 + 0.01 * berth, lat - 0.002
            box = np.array([(0, 0), (0.006, 0), (0.006, 0.004), (0, 0.004), (0, 0)])
            made.append(
                {
                    "fence": f"P{port:02d}B{berth}",
                    "kind": "berth",
                    "ring": box + np.array([west, south]),
                }
            )
    return ais.make_fences(made)


def itinerary(chance, days: int):
    """Return the moments (s), lon and lat between which one ship moves in lines."""
    import numpy as np

    lons, lats = port_centres()
    time, points, port = 0.0, [], int(chance.integers(N_PORTS))
    while time < days * 86_400:
        lon, lat = lons[port], lats[port]
        if chance.random() < 0.25:  # anchors on the outline
            angle = chance.uniform(0, 2 * np.pi)
            radius = 0.08 * (1 + 0.2 * np.cos(5 * angle))
            at = lon + radius * np.cos(angle), lat + radius * np.sin(angle)
            points += [(time, *at), (time := time + chance.uniform(2, 20) * 3600, *at)]
            time += 1800
        berth = int(chance.integers(BERTHS_PER_PORT))
        at = lon - 0.027 + 0.01 * berth, lat
        points += [(time, *at), (time := time + chance.uniform(6, 40) * 3600, *at)]
        there = int(chance.integers(N_PORTS - 1))
        there += there >= port
        degrees = np.hypot(lons[there] - lon, lats[there] - lat)
        time += degrees * 60 / chance.uniform(9, 20) * 3600
        port = there
    return np.array(points).T


def one_ship(mmsi: int, days: int):
    """Return the reports of one ship, sorted by time, as an Arrow table."""
    import numpy as np
    import pyarrow as pa

    chance = np.random.default_rng(mmsi)
    moment, lons, lats = itinerary(chance, days)
    n = ROWS_PER_VESSEL_DAY * days
    seconds = np.sort(chance.integers(0, days * 86_400, n))
    for begin in chance.uniform(0, days * 86_400, days // 3 + 1):  # silences
        length = chance.lognormal(np.log(4 * 3600), 0.8)
        seconds = seconds[(seconds < begin) | (seconds > begin + length)]
    lon, lat = np.interp(seconds, moment, lons), np.interp(seconds, moment, lats)
    before = (
        np.interp(seconds - 30, moment, lons),
        np.interp(seconds - 30, moment, lats),
    )
    nm = 60 * np.hypot((lon - before[0]) * np.cos(np.radians(lat)), lat - before[1])
    speed = np.round(nm * 120 + chance.exponential(0.1, len(nm)), 1)
    lon, lat = (
        lon + chance.normal(0, 5e-5, len(nm)),
        lat + chance.normal(0, 5e-5, len(nm)),
    )
    lon[chance.random(len(nm)) < 0.001] += 5.0
    lat[chance.random(len(nm)) < 0.0005] = 91.0
    speed[chance.random(len(nm)) < 0.001] = np.nan
    again = np.repeat(np.arange(len(nm)), 1 + (chance.random(len(nm)) < 0.005))
    return pa.table(
        {
            "mmsi": np.full(len(again), mmsi),
            "time_utc": pa.array(START_MS + seconds[again] * 1000).cast(
                pa.timestamp("ms", tz="UTC")
            ),
            "lon": lon[again],
            "lat": lat[again],
            "speed_knots": pa.array(speed[again].astype(np.float32), from_pandas=True),
        }
    )


def make_data(folder: Path, n_vessels: int, days: int) -> None:
    """Write month.parquet sorted, two smaller ones likewise, and unsorted day files."""
    import duckdb
    import pyarrow.parquet as pq

    months = {"month": n_vessels, "tenth": max(1, n_vessels // 10)}
    months |= {"few": 20, "some": 60}
    for name, vessels in months.items():
        writer = None
        for number in range(vessels):
            table = one_ship(201_000_000 + number, days)
            writer = writer or pq.ParquetWriter(
                folder / f"{name}.parquet", table.schema, compression="zstd"
            )
            writer.write_table(table, row_group_size=250_000)
        writer.close()
    database = duckdb.connect()
    database.execute("set enable_progress_bar = false")
    database.execute("set TimeZone = 'UTC'; set memory_limit = '3GB'; set threads = 2")
    database.execute(f"set temp_directory = '{folder}/spill'")
    for day in range(days):
        # By arrival: every ship's next report comes among those of the others.
        database.execute(
            f"copy (select * from '{folder}/month.parquet' where time_utc >= "
            f"make_timestamptz({(START_MS + day * DAY_MS) * 1000}) and time_utc < "
            f"make_timestamptz({(START_MS + (day + 1) * DAY_MS) * 1000}) "
            f"order by time_utc, hash(mmsi)) to '{folder}/unsorted_{day:02d}.parquet' "
            "(compression zstd, row_group_size 250000)"
        )
