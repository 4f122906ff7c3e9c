import pandas as pd
import pytest

from soundings.ais.identity import check_imo, check_mmsi, flag_identities, mmsi_class


@pytest.mark.parametrize(
    ("mmsi", "expected"),
    [
        ("232999001", "ship"),
        (232999001, "ship"),
        ("002320001", "coast station"),
        (2320001, "coast station"),
        ("023200001", "group of ships"),
        ("111232001", "rescue aircraft"),
        ("823200001", "handheld radio"),
        ("970123456", "rescue transmitter"),
        ("972123456", "man overboard"),
        ("974123456", "emergency beacon"),
        ("982320001", "craft of a ship"),
        ("992320001", "aid to navigation"),
        ("222123456", "invalid"),
        ("000000000", "invalid"),
        (0, "invalid"),
        ("123456789", "invalid"),
        (1193046, "invalid"),
        ("999999999", "invalid"),
        ("2329990011", "invalid"),
        ("MMSI", "invalid"),
        ("", "invalid"),
    ],
)
def test_an_mmsi_says_what_sends(mmsi, expected):
    """By its first digits; country codes that nobody has are nobody's."""
    assert mmsi_class(mmsi) == expected
    assert check_mmsi(mmsi) == (expected == "ship")


def test_the_check_digit_finds_every_single_wrong_digit_but_those_that_cancel():
    """A change times its weight of a multiple of ten is missed: 5 places 2, 4 and 6."""
    right = "9074729"
    missed = [
        place
        for place in range(7)
        for digit in "0123456789"
        if digit != right[place]
        and check_imo(right[:place] + digit + right[place + 1 :])
    ]

    assert check_imo(right)
    # Weights 6, 4 and 2 stand in the second, fourth and sixth place.
    assert set(missed) <= {1, 3, 5, 2}


@pytest.mark.parametrize(
    "imo", ["IMO9074729", "imo 9074729", "9074729", 9074729, 9074729.0]
)
def test_an_imo_number_is_read_as_it_is_written(imo):
    """With its prefix, as a number, or as a number that once was a float."""
    assert check_imo(imo)


@pytest.mark.parametrize(
    "imo", [0, "0000000", "", None, float("nan"), "907472", "90747290", "A074729"]
)
def test_what_is_no_imo_number_is_refused(imo):
    """Unset, too short, too long, not digits."""
    assert not check_imo(imo)


def test_flag_identities_says_why():
    """One word a row for the MMSI, one reason for the IMO number."""
    table = pd.DataFrame(
        {
            "mmsi": ["232999001", "992320001", "123456789", "232999001"],
            "imo": ["IMO9074729", "0", "9074728", "12"],
        }
    )

    flagged = flag_identities(table)

    assert flagged["mmsi_class"].tolist() == [
        "ship",
        "aid to navigation",
        "invalid",
        "ship",
    ]
    assert flagged["imo_fault"].fillna("").tolist() == [
        "",
        "not set",
        "wrong check digit",
        "not seven digits",
    ]


def test_flag_identities_counts_a_missing_number_as_none():
    """No MMSI is invalid; no IMO number is not set."""
    table = pd.DataFrame({"mmsi": ["232999001", None], "imo": [None, "9074729"]})

    flagged = flag_identities(table)

    assert flagged["mmsi_class"].tolist() == ["ship", "invalid"]
    assert flagged["imo_fault"].fillna("").tolist() == ["not set", ""]


def test_flag_identities_needs_an_mmsi():
    """The message says what is missing."""
    with pytest.raises(ValueError, match="no column mmsi"):
        flag_identities(pd.DataFrame({"imo": ["9074729"]}))
