import subprocess
import sys

import folium
import pytest
from bs4 import BeautifulSoup
from folium.plugins import HeatMap

from soundings import ais
from soundings.ais import maps
from tests.ais.tracks import HARBOUR, hand_made_day

TITLE = "Map of a harbour's <quay>"


@pytest.fixture
def sea_map() -> ais.SeaMap:
    return ais.SeaMap(TITLE, centre=(-74.1, 40.6)).add_fences(HARBOUR)


def frame(sea_map: ais.SeaMap) -> BeautifulSoup:
    return BeautifulSoup(sea_map._repr_html_(), "html.parser").iframe


def test_the_map_asks_for_nothing_outside_itself(sea_map):
    """No element of the page has an address in the network."""
    sea_map.add_positions(hand_made_day())
    folium.Marker((40.6, -74.1), tooltip="a pin").add_to(sea_map)
    page = BeautifulSoup(frame(sea_map)["srcdoc"], "html.parser")

    addresses = [tag.get("src") or tag.get("href") for tag in page.find_all(True)]

    assert not [address for address in addresses if address]
    assert "@import" not in str(page)
    assert "url(http" not in str(page)


def test_the_map_has_a_title_a_language_and_a_label(sea_map):
    """Those who cannot see it hear what it is."""
    page = BeautifulSoup(frame(sea_map)["srcdoc"], "html.parser")

    assert frame(sea_map)["title"] == TITLE
    assert page.html["lang"] == "en-GB"
    assert page.title.string == TITLE
    assert 'setAttribute("aria-label"' in str(page)
    assert "user-scalable=no" not in str(page)


def test_a_map_without_a_centre_shows_all_that_was_drawn():
    """Fences and positions fit the frame, whatever its size; latitude first in Leaflet."""
    positions = hand_made_day().assign(lon=9.0, lat=2.0)
    chart = ais.SeaMap(TITLE).add_fences(HARBOUR).add_positions(positions)

    assert "fitBounds([[0.0, 0.0], [2.0, 9.0]]" in chart.to_html()


def test_a_map_with_a_centre_stays_there(sea_map):
    """Who says where to look is not overruled."""
    assert "map.fitBounds([[" not in sea_map.to_html()


def test_a_plugin_that_needs_another_library_is_refused(sea_map):
    """Better no map than one that stays empty without a network."""
    HeatMap([(40.6, -74.1)]).add_to(sea_map)

    with pytest.raises(
        ValueError, match=r"leaflet_heat\.min\.js, which is not carried"
    ):
        sea_map.to_html()


@pytest.mark.parametrize(
    ("extra", "says"),
    [({"popup": "hello"}, "A popup"), ({"icon": folium.Icon()}, "An icon")],
    ids=["popup", "icon"],
)
def test_what_would_fail_in_the_browser_is_refused(sea_map, extra, says):
    """Popups need jQuery, and icons with pictures a font."""
    folium.Marker((40.6, -74.1), **extra).add_to(sea_map)

    with pytest.raises(ValueError, match=says):
        sea_map.to_html()


def test_a_map_may_be_shown_added_to_and_shown_again(sea_map):
    """A cell may be run again, and the next one may draw more."""
    once = sea_map.to_html()

    sea_map.add_positions(hand_made_day())
    twice = sea_map.to_html()

    dots = '"type": "MultiPoint"'
    assert dots not in once
    assert twice.count(dots) == 1
    assert twice.count("<script") == once.count("<script")


def test_a_missing_coast_says_what_to_give(tmp_path):
    """The path is named, and where such files are."""
    with pytest.raises(FileNotFoundError, match="datasets/basemap"):
        ais.SeaMap(TITLE, coast=tmp_path / "nowhere.geojson")


def test_a_missing_library_says_what_to_run(sea_map, monkeypatch, tmp_path):
    """Leaflet is fetched at set-up, not committed."""
    monkeypatch.setattr(maps, "VENDOR", tmp_path)
    maps._library.cache_clear()

    with pytest.raises(FileNotFoundError, match=r"\./course setup"):
        sea_map.to_html()

    maps._library.cache_clear()


def test_the_toolkit_loads_without_folium():
    """A browser page has numpy and pandas alone."""
    program = (
        "import sys; sys.modules['folium'] = None\n"
        "from soundings import ais\n"
        "print(ais.port_calls.__name__)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True
    )

    assert done.stdout == "port_calls\n", done.stderr


def test_a_name_cannot_break_out_of_the_map():
    """Names come from files that anybody may have drawn."""
    name = "Kapa`a ${1+1} </script><b>"
    fences = HARBOUR.assign(name=name)

    page = ais.SeaMap(name).add_fences(fences).to_html()

    assert "</script><b>" not in page
    # Tooltips stand in template strings, where these two signs are code.
    assert "Kapa&#96;a &#36;{1+1}" in page
