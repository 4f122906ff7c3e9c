"""The Python side of a warm server: what is imported before the fork, and after."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import os
import random
import sys
import tempfile
from typing import Any

from soundings import honest

KERNEL = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell",
    "ipykernel.debugger", "IPython.core.pylabtools", "IPython.core.completerlib",
    "IPython.core.debugger", "IPython.core.oinspect", "IPython.extensions.storemagic",
    "IPython.utils.wildcard", "comm", "stack_data",
    "IPython.core.logger", "IPython.core.magics.basic", "sqlite3", "runpy",
    "pdb", "code", "faulthandler", "tornado.locks", "tornado.queues",
    "tornado.platform.asyncio",
)  # fmt: skip
ANALYSIS = (
    "numpy", "numpy.random", "pandas", "pandas.io.formats.style",
    "pandas.io.formats.html", "pandas.plotting._matplotlib",
    "matplotlib.pyplot", "matplotlib.dates", "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg", "folium", "inspect", "csv", "gzip", "json",
)  # fmt: skip
OURS = (
    "soundings.ais", "soundings.checks", "soundings.readout",
    "soundings.course.warm.streams",
)  # fmt: skip
BOOK = ("myst_nb", "soundings.ais.maps")
"""Lessons glue values into their prose; exercises never do."""

_launcher = "ipykernel_launcher.py"


def warm_up(is_confined: bool) -> None:
    """
    Import what lessons and exercises use, and touch what imports itself late.

    What is not installed is left out. Figures are drawn without pyplot, and
    `matplotlib_inline` is left alone: it ties itself to the kernel that imports it,
    and imported here it would show no figure in any.
    """
    global _launcher
    # No debugger in a build or a marking; its import alone takes as long as pandas'.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    for name in (*KERNEL, *ANALYSIS, *OURS, *(() if is_confined else BOOK)):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    _touch_pandas()
    _touch_matplotlib()
    _touch_tracebacks()
    # What guards a marking remembers how everything is before any learner's code.
    honest.remember(honest.USUAL)
    found = importlib.util.find_spec("ipykernel_launcher")
    _launcher = (found and found.origin) or _launcher


def _touch_pandas() -> None:
    import pandas as pd

    table = pd.read_csv(io.StringIO("name,knots,time\nash,1.5,2024-05-01\nelm,2,\n"))
    table["time"] = pd.to_datetime(table["time"], utc=True)
    table.groupby("name")["knots"].median().sort_values()
    table.merge(table, on="name").drop_duplicates().describe()
    table.query("knots > 1").to_html()
    table._repr_html_()  # type: ignore[operator]
    repr(table)


def _touch_matplotlib() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    canvas = FigureCanvasAgg(figure)
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], label="ash")
    axes.set_title("Ships")
    axes.legend()
    canvas.print_png(io.BytesIO())


def _touch_tracebacks() -> None:
    """Have IPython read and colour the sources that most errors pass through."""
    import pandas as pd
    from IPython.core.ultratb import FormattedTB

    table = pd.DataFrame({"knots": [1.5, 2.0]})
    formatter = FormattedTB(mode="Context", theme_name="linux")
    for go_wrong in (
        lambda: table["speed"],
        lambda: table.speed,
        lambda: table.loc["ash"],
        lambda: table["knots"] + "1",
        lambda: pd.read_csv("missing.csv"),
    ):
        try:
            go_wrong()
        except Exception:
            formatter.text(*sys.exc_info())


def own_environment() -> dict[str, str]:
    """Give nothing: a Python kernel takes its environment from its caller."""
    return {}


def become(request: dict[str, Any]) -> None:
    """
    Turn this forked process into an IPython kernel, until it ends.

    The kernel begins as after a plain start: arguments, random numbers and the
    place for temporary files are its own.
    """
    import numpy as np
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = [_launcher, *request["argv"]]
    random.seed()
    np.random.seed()
    tempfile.tempdir = None
    stream = "--IPKernelApp.outstream_class=soundings.course.warm.streams.SteadyStream"
    IPKernelApp.launch_instance([*request["argv"], stream])
