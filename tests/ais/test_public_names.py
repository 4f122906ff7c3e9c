"""Every public name is in one place, and lessons need numpy and pandas alone."""

import re
import subprocess
import sys

from soundings import ais


def test_every_public_name_is_there_and_has_a_docstring():
    """What `__all__` promises can be had, and says what it is."""
    for name in ais.__all__:
        assert getattr(ais, name).__doc__, name


def test_every_public_name_is_in_the_overview():
    """The module's own words list each of them."""
    listed = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", ais.__doc__))))

    assert sorted(set(ais.__all__) - listed) == []


def test_what_is_loaded_later_is_what_is_promised():
    """No name is left over on either side."""
    assert set(ais._LATER) < set(ais.__all__)


def test_a_lesson_loads_numpy_and_pandas_alone():
    """A page in the browser has nothing else."""
    heavy = "duckdb pyarrow.parquet shapely networkx scipy sklearn folium matplotlib pyspark"
    program = (
        "import sys; from soundings import ais; ais.port_calls, ais.read_fences;"
        f"print([m for m in {heavy.split()!r} if m in sys.modules])"
    )

    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert found.stdout.strip() == "[]"
