"""From a store of positions to port calls: the days that are new, then all together."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

import pandas as pd
import pyarrow as pa

from soundings.ais.coverage import COVERAGE
from soundings.ais.engine.days import (
    TABLES,
    DayJob,
    fences_as_json,
    is_built,
    make_job,
)
from soundings.ais.engine.joining import by_vessels, join_calls, join_days
from soundings.ais.engine.kernel import RUN_SETTINGS, RunSettings
from soundings.ais.engine.local import build_days
from soundings.ais.engine.store import Store, write_whole
from soundings.ais.tables import FENCES, check_columns
from soundings.ais.visits import (
    RULES,
    Calls,
    CallSettings,
    find_calls_in_runs,
    service_craft,
)
from soundings.ais.voyages import find_voyages


@dataclass(frozen=True)
class Results:
    """
    What `find_port_calls` finds, as tables; all but `runs` are in the store too.

    Attributes
    ----------
    calls, visits, stays, shifts : DataFrame
        As in `visits.Calls`.
    voyages : DataFrame
        From `voyages.find_voyages`.
    coverage : DataFrame
        Of all days (see `coverage.COVERAGE`).
    runs : DataFrame
        Of all days together (see `runs.RUNS`).
    n_days, n_built : int
        Days in the store, and those that had to be built this time.
    run_settings, call_settings : RunSettings, CallSettings
        Every threshold: report them with every figure.
    """

    calls: pd.DataFrame
    visits: pd.DataFrame
    stays: pd.DataFrame
    shifts: pd.DataFrame
    voyages: pd.DataFrame
    coverage: pd.DataFrame
    runs: pd.DataFrame
    n_days: int
    n_built: int
    run_settings: RunSettings
    call_settings: CallSettings


def find_port_calls(
    store: Store,
    fences: pd.DataFrame,
    call_settings: CallSettings = RULES["soundings"],
    run_settings: RunSettings = RUN_SETTINGS,
    *,
    scheduler: str = "local",
    processes: int = 1,
    master: str = "local[*]",
    thinned_s: float = 0.0,
    progress: Callable[[int, int], None] | None = None,
) -> Results:
    """
    Return the port calls of all positions in a store, and keep them there.

    Only days whose runs are missing, or were made from other positions, fences or
    thresholds, are built; a run that was stopped at any moment can simply be started
    again. Wherever the days are built, the results are the same.

    Parameters
    ----------
    store : Store
        With positions, from `ingest`.
    fences : DataFrame
        A fences table with ports, berths and if possible anchorages.
    call_settings : CallSettings
        When a visit, a stay, a call begins and ends.
    run_settings : RunSettings
        What is stopped, what is a silence, what is a stray.
    scheduler : {"local", "spark"}
        Where the days are built. Spark needs Java and a folder that every worker sees.
    processes : int
        How many at once, of the local scheduler.
    master : str
        Spark's address, such as "local[2]" or "spark://host:7077".
    thinned_s : float
        As in `coverage.expected_reports`: 60 if the archive keeps one report a minute.
    progress : callable, optional
        Told how many days are done, of how many.

    Returns
    -------
    Results

    Raises
    ------
    ValueError
        If the store has no positions or the fences no port or berth, a threshold does
        not fit another, or the scheduler is unknown.
    """
    check_columns(fences, tuple(FENCES), "find_port_calls")
    _refuse_no_berths(fences)
    _refuse_long_silence(run_settings, call_settings)
    days = store.days()
    if not days:
        raise ValueError(
            f"{store.folder}: no positions in the store. Run `soundings ingest` first."
        )
    store.remove_stale()
    text = fences_as_json(fences)
    jobs = [make_job(store, day, text, run_settings, thinned_s) for day in days]
    _remove_orphans(store, jobs[0].folder, days)
    missing = [job for job in jobs if not is_built(job)]
    n_done = len(jobs) - len(missing)
    for _ in _schedule(missing, scheduler, processes, master):
        n_done += 1
        if progress:
            progress(n_done, len(jobs))
    return _join(store, jobs, call_settings, len(missing))


def _schedule(
    jobs: Sequence[DayJob], scheduler: str, processes: int, master: str
) -> Iterator[str]:
    if scheduler == "local":
        return build_days(jobs, processes)
    if scheduler == "spark":
        from soundings.ais.engine import spark

        return spark.build_days(jobs, master)
    raise ValueError(f"scheduler is {scheduler!r}. Choose local or spark.")


def _refuse_no_berths(fences: pd.DataFrame) -> None:
    for kind in ("port", "berth"):
        if kind not in set(fences["kind"]):
            found = ", ".join(sorted(set(fences["kind"]))) or "none at all"
            raise ValueError(
                f"find_port_calls: no fence of kind {kind}. Found {found}. "
                "A call is a stay at a berth during a visit to a port: give both."
            )


def _refuse_long_silence(runs: RunSettings, calls: CallSettings) -> None:
    least = min(calls.gap_minutes, calls.confidence_gap_minutes)
    if runs.silence_minutes > least:
        raise ValueError(
            f"silence_minutes is {runs.silence_minutes:g}, and the calls ask about "
            f"silences of {least:g} minutes. Give silence_minutes={least:g} or less."
        )


def _remove_orphans(store: Store, folder: str, days: Sequence[str]) -> None:
    """Remove what was made from days that are no longer there."""
    for name in TABLES:
        for day in set(store.days(f"{name}/{folder}")) - set(days):
            shutil.rmtree(store.path(f"{name}/{folder}", day).parent)


def _join(
    store: Store, jobs: Sequence[DayJob], settings: CallSettings, n_built: int
) -> Results:
    runs, segments, coverage = (
        _all_days(store, f"{name}/{jobs[0].folder}", jobs)
        for name in ("runs", "segments", "coverage")
    )
    joined, found = _join_by_vessels(
        runs, segments, jobs[0].settings, settings, service_craft(store.statics())
    )
    coverage = coverage.sort_values(["port", "hour_utc"], ignore_index=True)
    tables = {
        "calls": found.calls,
        "visits": found.visits,
        "stays": found.stays,
        "shifts": found.shifts,
        "voyages": find_voyages(found.calls),
        "coverage": coverage[list(COVERAGE)],
    }
    words = {"call_settings": str(asdict(settings)), "runs": jobs[0].folder}
    for name, table in tables.items():
        arrow = pa.Table.from_pandas(table, preserve_index=False)
        path = store.folder / f"{name}.parquet"
        write_whole(arrow, path, jobs[0].folder, words)
    return Results(
        **tables,
        runs=joined,
        n_days=len(jobs),
        n_built=n_built,
        run_settings=jobs[0].settings,
        call_settings=settings,
    )


def _join_by_vessels(
    runs: pd.DataFrame,
    segments: pd.DataFrame,
    run_settings: RunSettings,
    settings: CallSettings,
    service: set[object],
) -> tuple[pd.DataFrame, Calls]:
    """Return the joined runs and the calls, found for some vessels at a time."""
    tells_hulls = run_settings.many_fast_steps is not None
    all_runs, parts = [], []
    for own, its_segments in by_vessels(runs, segments):
        joined = join_days(
            own, its_segments if tells_hulls else None, run_settings.silence_minutes
        )
        all_runs.append(joined)
        parts.append(find_calls_in_runs(joined, settings, service))
    return pd.concat(all_runs, ignore_index=True), join_calls(parts)


def _all_days(store: Store, table: str, jobs: Sequence[DayJob]) -> pd.DataFrame:
    parts = (store.read(table, job.day).to_pandas() for job in jobs)
    whole: pd.DataFrame = pd.concat(list(parts), ignore_index=True)
    return whole
