"""What several commands begin with: the store, its ports, and the calls found there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from soundings.program.options import progress

LEAST_SHARE: Final = 0.2
"""A first or last hour with a smaller share of the usual reports is not watched."""

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
) -> tuple[Results, pd.DataFrame, Store]:
    """
    Find the port calls of a store; what was found before is not computed again.

    Returns the results, the fences of `ports_file` and the store.
    """
    from soundings.ais.call_settings import RULES
    from soundings.ais.engine.pipeline import find_port_calls
    from soundings.ais.engine.store import Store
    from soundings.ais.fences import read_fences

    fences = read_fences(ports_file)
    held = Store(store)
    if held.has_unfinished():
        click.echo(
            "Reading files into this store was not finished: run `soundings ingest` "
            "again, or these figures lack what it did not reach.",
            err=True,
        )
    with progress("Days") as advance:
        found = find_port_calls(
            held,
            fences,
            RULES[rule],
            scheduler=scheduler,
            processes=processes,
            thinned_s=_thinned_s(held),
            progress=advance,
        )
    _say_what_is_missing(found, fences)
    return found, fences, held


def _say_what_is_missing(found: Results, fences: pd.DataFrame) -> None:
    """Name ports in which nothing was heard: they are not in any table."""
    ports = fences[fences["kind"] == "port"]
    unheard = ports.loc[~ports["fence"].isin(found.visits["port"]), "name"].tolist()
    if unheard and len(unheard) == len(ports):
        click.echo(
            "No report lies in any of these ports. Are longitude and latitude "
            "exchanged, in the reports or in the outlines? Is it the right file?",
            err=True,
        )
    elif unheard:
        click.echo(
            f"No ship was heard in {', '.join(map(str, unheard))}: no rows for it.",
            err=True,
        )


def say_written(path: Path, n_rows: int, what: str) -> None:
    """Say what was written where."""
    click.echo(f"{path}: {n_rows:,} {what}")


def span_of(store: Store) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last hour of which the store holds reports, half-open."""
    import pandas as pd

    days = store.days()
    if not days:
        raise ValueError(
            f"{store.folder}: no positions in the store. "
            "Read files into it with `soundings ingest`."
        )
    edges = sorted({*days[:2], *days[-2:]})
    times = pd.concat(
        [store.read("positions", d, ["time_utc"]).to_pandas() for d in edges]
    )
    hours = times["time_utc"].dt.floor("h").value_counts().sort_index()
    # A few reports just past midnight do not make another day.
    watched = hours.index[hours >= LEAST_SHARE * hours.median()]
    return watched[0], watched[-1] + pd.Timedelta(hours=1)


def stays_of_calls(found: Results) -> pd.DataFrame:
    """Return stays at berths by ships that called, not by barges moored for good."""
    is_call = (found.visits["why_no_call"] == "").to_numpy()
    at_berth = found.stays[found.stays["kind"] == "berth"]
    has_visit = at_berth[at_berth["visit"] >= 0]
    kept: pd.DataFrame = has_visit[is_call[has_visit["visit"].to_numpy()]]
    return kept


def _thinned_s(store: Store) -> float:
    """
    Return how many seconds NOAA's archive leaves between a ship's reports; else 0.

    It keeps one a minute; the median on its files is 70 s. Coverage by it says how often
    a ship was heard within a minute, which is more often than its reports were.
    """
    files = store.sources()
    is_thinned = len(files) > 0 and files["form"].str.startswith("NOAA").any()
    return 70.0 if is_thinned else 0.0
