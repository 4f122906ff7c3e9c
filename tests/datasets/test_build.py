import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from soundings.course.data.manifest import read_manifest
from soundings.course.data.records import measure, read_records

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / "datasets"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    """Import the program without running it."""
    spec = importlib.util.spec_from_file_location("build", DATASETS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_file_that_is_made_is_recorded_once(build):
    """No output is forgotten in the checksums, and none is made twice."""
    paths = [output.path for output in build.OUTPUTS]

    assert len(set(paths)) == len(paths)
    assert set(paths) <= set(read_records(DATASETS))


def test_what_decides_an_output_is_there(build):
    """A pattern that matches nothing would never notice a change."""
    patterns = {pattern for output in build.OUTPUTS for pattern in output.inputs}

    assert [p for p in sorted(patterns) if not list(ROOT.glob(p))] == []


def test_simulated_files_say_so_in_their_names(build):
    """Simulated data begins `sim_`, or is the truth beside it; cut data does not."""
    for output in build.OUTPUTS:
        name = output.path.split("/")[1]
        is_simulated = any("simulator" in pattern for pattern in output.inputs)
        says_so = name.startswith("sim_") or "truth" in name

        assert is_simulated == says_so, output.path


def test_every_simulated_resource_is_marked(build):
    """The descriptors agree with the programs about what is made up."""
    simulated = {
        output.path
        for output in build.OUTPUTS
        if any("simulator" in pattern for pattern in output.inputs)
    }
    marked = {
        f"{path.parent.name}/{resource['path']}"
        for path in DATASETS.glob("*/datapackage.json")
        for resource in json.loads(path.read_text("utf8"))["resources"]
        if resource.get("synthetic")
    }

    assert simulated <= marked


def test_whoever_is_offline_has_the_substitute():
    """Each file that can be fetched names a file of the course that is there."""
    manifest = read_manifest(DATASETS / "sources.csv")

    substitutes = {publication.substitute for publication in manifest.values()}

    assert substitutes <= set(read_records(DATASETS))


def test_the_shoreline_is_cut_to_every_window(build):
    """The list of base maps and the windows they are cut to agree."""
    pytest.importorskip("h5py")
    from cuts import coast

    assert set(build.WINDOWS) == set(coast.WINDOWS)


def test_new_york_comes_out_of_the_package_byte_for_byte(build):
    """The real reports are the package's, row for row."""
    pytest.importorskip("tracktable_data")
    records = read_records(DATASETS)
    outputs = [o for o in build.OUTPUTS if o.path.startswith("ais/noaa")]

    assert len(outputs) == 2
    for output in outputs:
        assert measure(output.path, output.make()) == records[output.path]
