"""The one-page report of `soundings report`, as a browser shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser

from soundings.program import main
from tests.program.two_ports import write_fences, write_ferry
from tests.site.conftest import serve
from tests.site.test_pages import find_violations, visit

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the report of a ferry between two harbours."""
    place = tmp_path_factory.mktemp("report")
    ports, ships = write_fences(place / "ports.geojson"), place / "ships"
    ferry = write_ferry(place / "sim_ferry.csv")
    for words in (
        ("ingest", ferry, "--store", ships),
        ("report", "--store", ships, "--ports", ports, "-o", place / "report.html"),
    ):
        result = CliRunner().invoke(main, [str(word) for word in words])
        assert result.exit_code == 0, result.output
    return place


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_report_is_accessible_complete_in_itself_and_never_too_wide(
    browser: Browser, folder: Path, width: int
) -> None:
    """No violation in page or maps, no request beyond the page, no script error."""
    with (
        serve(folder) as address,
        visit(browser, f"{address}/report.html", width=width) as visited,
    ):
        violations = find_violations(visited.page)

        needed = visited.page.evaluate("document.documentElement.scrollWidth")
        assert visited.foreign == []
        assert [f for f in visited.failed if "favicon" not in f] == []
        assert violations == []
        assert needed <= width
