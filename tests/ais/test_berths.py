import pandas as pd
import pytest

from soundings import ais
from soundings.ais.berths import fence_berths, widen_fences
from tests.ais.tracks import HARBOUR, PORTS, square

TWO = ais.make_fences(
    [
        {"fence": "west", "kind": "berth", "ring": square(0, 0, 0.001)},
        {"fence": "east", "kind": "berth", "ring": square(0.002, 0, 0.001)},
    ]
)


def berth_at(fences: pd.DataFrame, lon: float) -> object:
    """Return the berth at a longitude, halfway up the squares."""
    place = pd.DataFrame({"lon": [lon], "lat": [0.0005]})
    return ais.locate(place, fences)["berth"].fillna("none")[0]


def test_between_two_widened_berths_the_nearer_one_wins():
    """A gap of 111 metres, each wider by 100: the line halfway parts them."""
    wide = widen_fences(TWO, berth_m=100)

    assert [berth_at(wide, lon) for lon in (0.0014, 0.0016)] == ["west", "east"]
    assert berth_at(TWO, 0.0014) == "none"


def test_nothing_falls_out_of_a_widened_fence():
    """Every corner of the course's own berths is still in its berth."""
    fences = ais.read_fences(PORTS)
    fences = fences[fences["fence"].str.startswith(("GBFXT", "GBDVR"))]

    wide = widen_fences(fences, berth_m=40)

    for fence, ring in zip(fences["fence"], fences["ring"], strict=True):
        kind = fences.loc[fences["fence"] == fence, "kind"].iloc[0]
        inner = pd.DataFrame(ring.mean(axis=0) + 0.999 * (ring - ring.mean(axis=0)))
        inner.columns = ["lon", "lat"]
        was = ais.locate(inner, fences)[kind].fillna("")
        assert (ais.locate(inner, wide)[kind].fillna("")[was == fence] == fence).all()


def test_ports_are_not_widened():
    """A wider port would change who has visited it."""
    wide = widen_fences(HARBOUR, berth_m=50, anchorage_m=50)

    assert (wide["ring"][0] == HARBOUR["ring"][0]).all()


def test_each_berth_of_the_course_lies_in_its_own_fence():
    """Antennas stand up to a third of a hull from the middle, along the quay."""
    berths = pd.read_csv(PORTS.parent / "berths.csv")
    berths = berths[berths["port_id"] == "GBFXT"].reset_index(drop=True)

    found = ais.locate(berths[["lon", "lat"]], fence_berths(berths))

    assert (found["berth"] == berths["berth_id"]).all()


def test_a_negative_width_is_refused():
    """Shrinking is another thing."""
    with pytest.raises(ValueError, match="berth_m is -1"):
        widen_fences(TWO, berth_m=-1)
