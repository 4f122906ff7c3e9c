"""
Sixty fictional towns near six real ports, and every adult who lives there.

The towns' places are fixed by hand; people are drawn one by one, so that the truth a
survey of them tries to find is known exactly. Nothing here describes a real town.

Three things are planted. One town's nearest port is another one if degrees are taken
for distances. Two towns name their port by a code that no port has. And the towns
beside the quays, where support for growth is highest, are a small part of the people.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from soundings.simulator.chance import Ints, bell, choose, lognormal, stream, uniform
from soundings.simulator.portable import Floats

STRATA = ("quayside", "coast", "inland")
AGE_GROUPS = ("16-24", "25-44", "45-64", "65+")
MODES = ("online", "telephone", "face_to_face")
INCOME_BANDS = ("1_lowest", "2_lower", "3_upper", "4_highest")
ROOM_FOR_ADULTS = 1_000_000  # person numbers set aside for each town
ADULTS_PER_NEIGHBOURHOOD = 200

REGIONS = {
    "GBFXT": "Haven",
    "GBSOU": "Solent",
    "GBDVR": "Strait",
    "GBIMM": "Humber",
    "IDSUB": "East Java",
    "GRPIR": "Saronic",
}
WRONG_CODES = {"Semaphorden": "GB DVR", "Derrickstoke": "GBSUO"}
FLIPS_UNDER_FLAT_DISTANCE = "Fathomby Quay"


class Town(NamedTuple):
    """A fictional town: its stratum, nearest operating port and place in degrees."""

    name: str
    port_id: str
    stratum: str
    lon: float
    lat: float


TOWNS = (
    Town("Bollardham", "GBFXT", "quayside", 1.335, 51.968),
    Town("Gantrywick", "GBFXT", "quayside", 1.265, 51.930),
    Town("Hatchmouth", "GBFXT", "coast", 1.225, 51.845),
    Town("Fenderness", "GBFXT", "coast", 1.150, 51.805),
    Town("Spinnaker Staithe", "GBFXT", "coast", 1.310, 52.090),
    Town("Tillerbridge", "GBFXT", "coast", 1.160, 52.045),
    Town("Halyard Hythe", "GBFXT", "coast", 1.030, 51.825),
    Town("Oarlock Green", "GBFXT", "coast", 1.500, 52.110),
    Town("Kedgewell", "GBFXT", "inland", 0.950, 51.900),
    Town("Winchford", "GBFXT", "inland", 1.050, 51.925),
    Town("Cleatborough", "GBFXT", "inland", 1.540, 52.200),
    Town("Davitsfield", "GBFXT", "inland", 1.000, 52.190),
    Town("Ropewalk Thorpe", "GBFXT", "inland", 0.650, 51.940),
    Town("Fathomby Quay", "GBFXT", "inland", 0.380, 52.690),
    Town("Mooringley", "GBSOU", "quayside", -1.425, 50.920),
    Town("Derrickstoke", "GBSOU", "quayside", -1.370, 50.900),
    Town("Ballasthythe", "GBSOU", "coast", -1.360, 50.810),
    Town("Jibborough", "GBSOU", "coast", -1.180, 50.860),
    Town("Mizzenbourne", "GBSOU", "coast", -1.140, 50.805),
    Town("Foresail Bay", "GBSOU", "coast", -1.550, 50.765),
    Town("Keelworth", "GBSOU", "coast", -1.290, 50.740),
    Town("Rudderbourne", "GBSOU", "inland", -1.500, 50.990),
    Town("Compassford", "GBSOU", "inland", -1.310, 51.060),
    Town("Sextant Magna", "GBSOU", "inland", -1.480, 51.210),
    Town("Logline Abbas", "GBSOU", "inland", -1.780, 51.070),
    Town("Bilgeworthy", "GBSOU", "inland", -1.000, 50.930),
    Town("Rampgate", "GBDVR", "quayside", 1.305, 51.135),
    Town("Foghornsea", "GBDVR", "coast", 1.385, 51.210),
    Town("Lanternfold", "GBDVR", "coast", 1.165, 51.090),
    Town("Groynestead", "GBDVR", "coast", 1.390, 51.345),
    Town("Buoyhithe", "GBDVR", "coast", 0.930, 50.980),
    Town("Signalhurst", "GBDVR", "inland", 1.080, 51.270),
    Town("Semaphorden", "GBDVR", "inland", 0.870, 51.140),
    Town("Pennantfield", "GBDVR", "inland", 1.220, 51.220),
    Town("Ensignhurst", "GBDVR", "inland", 0.780, 51.200),
    Town("Linkspan Down", "GBDVR", "inland", 1.120, 51.180),
    Town("Hopperby", "GBIMM", "quayside", -0.230, 53.610),
    Town("Coalhoist", "GBIMM", "quayside", -0.090, 53.560),
    Town("Lockgatesby", "GBIMM", "coast", -0.300, 53.660),
    Town("Shoalwick", "GBIMM", "coast", -0.035, 53.540),
    Town("Sandbargh", "GBIMM", "coast", -0.340, 53.755),
    Town("Pilotsea", "GBIMM", "coast", -0.190, 53.930),
    Town("Dredgerthorpe", "GBIMM", "inland", -0.430, 53.670),
    Town("Turbinby", "GBIMM", "inland", -0.700, 53.590),
    Town("Conveyorwold", "GBIMM", "inland", -0.430, 53.840),
    Town("Stevedoreby", "GBIMM", "inland", 0.000, 53.370),
    Town("Jangkarwangi", "IDSUB", "quayside", 112.725, -7.235),
    Town("Dermagasari", "IDSUB", "quayside", 112.650, -7.175),
    Town("Layarmadu", "IDSUB", "coast", 112.750, -7.120),
    Town("Tambatrejo", "IDSUB", "coast", 112.620, -7.020),
    Town("Kemudisari", "IDSUB", "inland", 112.720, -7.340),
    Town("Haluanjati", "IDSUB", "inland", 112.600, -7.360),
    Town("Buritanrejo", "IDSUB", "inland", 112.430, -7.470),
    Town("Palkajaya", "IDSUB", "inland", 112.700, -7.600),
    Town("Agkyrino", "GRPIR", "quayside", 23.645, 37.955),
    Town("Prymnopolis", "GRPIR", "coast", 23.620, 37.980),
    Town("Katartiada", "GRPIR", "coast", 23.770, 37.860),
    Town("Timonopigi", "GRPIR", "inland", 23.800, 38.020),
    Town("Istiochori", "GRPIR", "inland", 23.720, 38.080),
    Town("Skarmopigi", "GRPIR", "inland", 23.530, 38.060),
)

_MEDIAN_POPULATION = {"quayside": 6_500.0, "coast": 7_000.0, "inland": 12_000.0}
_AGE_SHARES = (0.13, 0.30, 0.33, 0.24)
_YOUNG_AGE_SHARES = (0.22, 0.42, 0.26, 0.10)  # East Java
_WORKS_IN_PORT = {"quayside": 0.24, "coast": 0.08, "inland": 0.03}
_SUPPORT = {"quayside": 0.54, "coast": 0.46, "inland": 0.38}
_SUPPORT_BY_REGION = {
    "Haven": -0.04,
    "Solent": -0.10,
    "Strait": 0.02,
    "Humber": 0.10,
    "East Java": 0.18,
    "Saronic": 0.00,
}
_SUPPORT_BY_AGE = (0.06, 0.03, -0.01, -0.06)
_NOISE_BY_AGE = (0.12, 0.24, 0.40, 0.52)
_NOISE = {"quayside": 0.14, "coast": 0.03, "inland": -0.06}
_HOUSEHOLD_SIZES = (0.29, 0.35, 0.16, 0.13, 0.05, 0.02)
_COMMUTE_MEDIAN_MIN = {"quayside": 18.0, "coast": 24.0, "inland": 29.0}


def make_towns(seed: int, places: Sequence[Town] = TOWNS) -> pd.DataFrame:
    """
    Return the towns, one row each, with `town_id` and how many people live there.

    `nearest_port_id` is the true one here; the two planted wrong codes come in when
    the file is written. `adults` counts those aged 16 and over. A town's people do not
    depend on which other towns follow it.
    """
    towns = pd.DataFrame(places).rename(columns={"port_id": "nearest_port_id"})
    entity = np.arange(len(towns))
    towns.insert(0, "town_id", [f"T{i + 1:02d}" for i in entity])
    towns["region"] = towns["nearest_port_id"].map(REGIONS)
    median = _by_name(towns["stratum"], _MEDIAN_POPULATION)
    population = lognormal(stream(seed, "population"), entity, 0, median, 0.35)
    towns["population"] = np.rint(population).astype(np.int64)
    is_young = (towns["region"] == "East Java").to_numpy()
    part = uniform(stream(seed, "adult-share"), entity)
    adult_share = np.where(is_young, 0.70, 0.79) + 0.04 * part
    towns["adults"] = np.rint(towns["population"] * adult_share).astype(np.int64)
    size = np.where(is_young, 3.5, 2.25) + 0.3 * uniform(stream(seed, "size"), entity)
    towns["households"] = np.rint(towns["population"] / size).astype(np.int64)
    return towns


def make_adults(seed: int, places: Sequence[Town] = TOWNS) -> pd.DataFrame:
    """
    Return every adult of every town with the answers they would give to each question.

    Columns: `person` (a number that stays when towns are added), `town` (row of
    `make_towns`), `neighbourhood` (counted from 0 over all towns), codes into
    `STRATA`, `AGE_GROUPS`, `INCOME_BANDS` and `MODES`, and the answers themselves.
    Rows are ordered by neighbourhood. No answer is missing here.
    """
    towns = make_towns(seed, places)
    adults = _place(towns)
    person = adults["person"].to_numpy()
    stratum, region = adults["stratum"].to_numpy(), adults.pop("region")

    def chance_of(name: str) -> Floats:
        return uniform(stream(seed, name), person)

    def pick(name: str, shares: tuple[float, ...]) -> Ints:
        return choose(stream(seed, name), person, shares)

    age = np.where(
        region == "East Java", pick("age", _YOUNG_AGE_SHARES), pick("age", _AGE_SHARES)
    )
    is_older = age == 3
    works_share = _by_code(stratum, _WORKS_IN_PORT) * np.where(is_older, 0.2, 1.0)
    works = chance_of("works-in-port") < works_share
    place = bell(stream(seed, "neighbourhood"), adults["neighbourhood_key"].to_numpy())
    noise_share = _by_code(stratum, _NOISE) + np.array(_NOISE_BY_AGE)[age]
    noise = chance_of("noise") < np.clip(noise_share + 0.04 * place, 0.02, 0.95)
    support_share = (
        _by_code(stratum, _SUPPORT)
        + _by_name(region, _SUPPORT_BY_REGION)
        + np.array(_SUPPORT_BY_AGE)[age]
        + 0.20 * works
        - 0.10 * noise
        + 0.05 * place
    )
    supports = chance_of("support") < np.clip(support_share, 0.03, 0.97)
    mood = bell(stream(seed, "mood"), person) + 0.9 * supports - 0.5 * noise
    mode = np.where(is_older, pick("mode", (0.25, 0.45, 0.30)), pick("mode", (6, 2, 2)))
    # An interviewer at the door hears a kinder answer, one time in four.
    is_kinder = (mode == 2) & (chance_of("kinder") < 0.25)
    satisfaction = 1 + np.searchsorted([-1.1, -0.3, 0.6, 1.5], mood)
    commute = lognormal(stream(seed, "commute"), person, 0, 1.0, 0.6)
    commute *= _by_code(stratum, _COMMUTE_MEDIAN_MIN) * np.where(works, 0.7, 1.0)
    income = pick("income", (1.0, 1.0, 1.0, 1.0))
    return adults.drop(columns="neighbourhood_key").assign(
        age=age,
        works_in_port=works,
        noise_problem=noise,
        supports_expansion=supports,
        mode=mode,
        satisfaction_online=satisfaction,
        satisfaction=np.minimum(satisfaction + is_kinder, 5),
        household_size=1 + pick("household", _HOUSEHOLD_SIZES),
        commute_min=np.clip(np.rint(commute), 1, 150).astype(np.int64),
        income=np.where(works, np.maximum(income, pick("pay", (1, 2, 2, 1))), income),
    )


def _place(towns: pd.DataFrame) -> pd.DataFrame:
    """Return the adults of each town in neighbourhoods of about 200."""
    count = towns["adults"].to_numpy()
    town = np.repeat(np.arange(len(towns)), count)
    within = np.arange(len(town)) - np.repeat(np.cumsum(count) - count, count)
    blocks = np.maximum(count // ADULTS_PER_NEIGHBOURHOOD, 1)
    block = within * blocks[town] // count[town]
    return pd.DataFrame(
        {
            "person": town * ROOM_FOR_ADULTS + within,
            "town": town,
            "neighbourhood": (np.cumsum(blocks) - blocks)[town] + block,
            "neighbourhood_in_town": block,
            "neighbourhood_key": town * ROOM_FOR_ADULTS + block,
            "stratum": towns["stratum"].map(STRATA.index).to_numpy()[town],
            "region": towns["region"].to_numpy()[town],
        }
    )


def _by_name(names: pd.Series, values: dict[str, float]) -> Floats:
    return np.asarray(names.map(values), dtype=np.float64)


def _by_code(codes: Ints, values: dict[str, float]) -> Floats:
    return np.array([values[name] for name in STRATA])[codes]


def towns_for_file(towns: pd.DataFrame, sampled: set[str]) -> pd.DataFrame:
    """Return the towns as published: with the two wrong codes, and who was asked."""
    published = towns.assign(
        nearest_port_id=[
            WRONG_CODES.get(name, port)
            for name, port in zip(towns["name"], towns["nearest_port_id"], strict=True)
        ],
        sampled=towns["town_id"].isin(sampled),
    ).rename(columns={"adults": "population_16plus"})
    columns = ["town_id", "name", "lon", "lat", "nearest_port_id", "region", "stratum"]
    columns += ["population", "population_16plus", "households", "sampled"]
    return published[columns]
