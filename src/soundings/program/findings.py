"""What several commands begin with: the store, its ports, and the calls found there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from soundings.program.options import progress

if TYPE_CHECKING:
    import pandas as pd

    from soundings.ais.engine.pipeline import Results
    from soundings.ais.engine.store import Store


def find(
    store: Path,
    ports_file: Path,
    rule: str = "soundings",
    scheduler: str = "local",
    processes: int = 1,
) -> Results:
    """Find the port calls of a store; what was found before is not computed again."""
    from soundings.ais.call_settings import RULES
    from soundings.ais.engine.pipeline import find_port_calls
    from soundings.ais.engine.store import Store
    from soundings.ais.fences import read_fences

    fences = read_fences(ports_file)
    held = Store(store)
    with progress("Days") as advance:
        return find_port_calls(
            held,
            fences,
            RULES[rule],
            scheduler=scheduler,
            processes=processes,
            thinned_s=_thinned_s(held),
            progress=advance,
        )


def say_written(path: Path, n_rows: int, what: str) -> None:
    """Say what was written where."""
    click.echo(f"{path}: {n_rows:,} {what}")


def span_of(store: Store) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first moment of the first day in the store, and the end of the last."""
    import pandas as pd

    days = store.days()
    if not days:
        raise ValueError(
            f"{store.folder}: no positions in the store. "
            "Read files into it with `soundings ingest`."
        )
    end = pd.Timestamp(days[-1], tz="UTC") + pd.Timedelta(days=1)
    return pd.Timestamp(days[0], tz="UTC"), end


def stays_of_calls(found: Results) -> pd.DataFrame:
    """Return stays at berths by ships that called, not by barges moored for good."""
    is_call = (found.visits["why_no_call"] == "").to_numpy()
    at_berth = found.stays[found.stays["kind"] == "berth"]
    has_visit = at_berth[at_berth["visit"] >= 0]
    kept: pd.DataFrame = has_visit[is_call[has_visit["visit"].to_numpy()]]
    return kept


def _thinned_s(store: Store) -> float:
    """Return 60 if all files are NOAA's, whose archive keeps one report a minute."""
    files = store.sources()
    is_thinned = len(files) > 0 and files["form"].str.startswith("NOAA").all()
    return 60.0 if is_thinned else 0.0
