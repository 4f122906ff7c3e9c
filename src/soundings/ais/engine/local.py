"""Days built on this machine: one after the other, or in several processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from soundings.ais.engine.days import DayJob, build_day


def build_days(jobs: Sequence[DayJob], processes: int = 1) -> Iterator[str]:
    """
    Build the days of the jobs; yield each as it is done, in any order.

    Parameters
    ----------
    jobs : sequence of DayJob
    processes : int
        1 works in this process. With more, a program must guard its start by
        `if __name__ == "__main__":`, since every process begins by importing it.
    """
    if processes < 1:
        raise ValueError(f"processes is {processes}. Give 1 or more.")
    if processes == 1 or len(jobs) < 2:
        yield from map(build_day, jobs)
        return
    # Processes that start afresh: the same on every system, and safe beside threads.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(build_day, job) for job in jobs]
        try:
            for done in as_completed(waiting):
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)
