"""
What is true of the harbour towns and their survey, and how to find it in the files.

And the same survey held two hundred times, which no real survey could be.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from soundings.simulator import respondents
from soundings.simulator.comments import EDITS, TOPICS
from soundings.simulator.estimates import Z_95, Estimate, kappa, unweighted, weighted
from soundings.simulator.portable import PI, Floats, atan2, sin_cos
from soundings.simulator.towns import (
    AGE_GROUPS,
    FLIPS_UNDER_FLAT_DISTANCE,
    INCOME_BANDS,
    MODES,
    STRATA,
    WRONG_CODES,
    make_towns,
)

REPEATS = 200
SUPPRESS_BELOW = 5
FELIXSTOWE = (1.316667, 51.95)  # World Port Index: lon, lat
EARTH_RADIUS_KM = 6371.0088


@lru_cache(maxsize=1)
def repeats(seed: int) -> pd.DataFrame:
    """
    Return the support found by 200 surveys, by each way of estimating it.

    Design `as_drawn` is the published one; `proportional` holds as many interviews in
    as many neighbourhoods, but spreads them over the strata as people are spread.
    """
    adults = respondents.population(seed).groupby("stratum").size()
    total = sum(respondents.NEIGHBOURHOODS.values())
    shares = np.rint(adults / adults.sum() * total).astype(int)
    proportional = dict(zip(STRATA, shares, strict=True))
    rows = []
    for repeat in range(REPEATS):
        sample = respondents.draw(seed, repeat)
        spread = respondents.draw(seed, repeat, proportional)
        for design, method, found in (
            ("as_drawn", "unweighted", unweighted(sample["supports_expansion"])),
            ("as_drawn", "pilot", pilot_share(sample)),
            ("as_drawn", "weighted", weighted(sample)),
            ("as_drawn", "calibrated", respondents.calibrate(seed, sample)),
            ("proportional", "weighted", weighted(spread)),
        ):
            rows.append((repeat + 1, design, method, *found))
    return pd.DataFrame(
        rows, columns=["repeat", "design", "method", "estimate", "standard_error"]
    )


def truth_json(seed: int) -> bytes:
    """Return `truth.json`: the population's figures, and each thing planted."""
    truth = {
        "about": "The simulated harbour towns: true of them, and of nowhere else.",
        "seed": seed,
        "published_repeat": respondents.published_repeat(seed) + 1,
        "population": _population(seed),
        "planted": [
            *_sampling(seed),
            *_missing(seed),
            *_mode(seed),
            *_small_cells(seed),
            *_comments(seed),
            *_places(seed),
        ],
    }
    return (json.dumps(truth, indent=1) + "\n").encode()


def _population(seed: int) -> dict[str, Any]:
    adults, towns = respondents.population(seed), make_towns(seed)
    region = towns["region"].to_numpy()[adults["town"]]
    support = adults["supports_expansion"]
    return {
        "adults": len(adults),
        "adults_by_stratum": dict(
            zip(STRATA, adults.groupby("stratum").size().tolist(), strict=True)
        ),
        "supports_expansion": _4(support.mean()),
        "supports_expansion_by_stratum": _shares(
            support, np.array(STRATA)[adults["stratum"]]
        ),
        "supports_expansion_by_region": _shares(support, region),
        "supports_expansion_by_age_group": _shares(
            support, np.array(AGE_GROUPS)[adults["age"]]
        ),
        "noise_problem": _4(adults["noise_problem"].mean()),
        "works_in_port": _4(adults["works_in_port"].mean()),
        "commute_min_mean": _4(adults["commute_min"].mean()),
        "income_band": _shares(
            pd.Series(1.0, adults.index), np.array(INCOME_BANDS)[adults["income"]], True
        ),
    }


def _sampling(seed: int) -> list[dict[str, Any]]:
    truth = float(respondents.population(seed)["supports_expansion"].mean())
    said, drawn = respondents.answers(seed), repeats(seed).copy()
    drawn["away"] = drawn["estimate"] - truth
    drawn["holds"] = drawn["away"].abs() <= Z_95 * drawn["standard_error"]
    first = drawn[drawn["design"] == "as_drawn"]
    holds = first.groupby("method")["holds"].mean().to_dict()
    squares = (first["away"] * first["away"]).groupby(first["method"]).mean().to_dict()
    by_weight = drawn[drawn["method"] == "weighted"]
    variance = by_weight.groupby("design")["estimate"].var().to_dict()
    return [
        _plant(
            "samples_and_surveys",
            "more data, a surer wrong answer",
            {
                "truth": _4(truth),
                "unweighted": _interval(unweighted(said["supports_expansion"])),
                "pilot": _interval(pilot_share(said)),
                "weighted": _interval(weighted(said)),
                "calibrated": _interval(respondents.calibrate(seed, said)),
            },
            "Share of supports_expansion: all rows; rows with pilot true; with "
            "design_weight, strata and psu; with weights scaled to population_16plus "
            "of each region.",
        ),
        _plant(
            "samples_and_surveys",
            "how often the 95 % interval holds the truth",
            {str(method): _4(share) for method, share in holds.items()},
            "sim_harbour_towns_repeats.csv: estimate within 1.96 standard errors.",
        ),
        _plant(
            "samples_and_surveys",
            "two designs at equal cost",
            {
                "variance_ratio": _4(variance["as_drawn"] / variance["proportional"]),
                "error_weighted": _4(np.sqrt(squares["weighted"])),
                "error_calibrated": _4(np.sqrt(squares["calibrated"])),
            },
            "sim_harbour_towns_repeats.csv: variance of the weighted estimate, "
            "as_drawn over proportional; root mean square errors.",
        ),
    ]


def _missing(seed: int) -> list[dict[str, Any]]:
    said = respondents.answers(seed)
    weight, noise = said["design_weight"], said["noise_problem"]
    asked = ~said["noise_missing"]
    # Fill in each age group's share of those who answered.
    age = said.loc[asked, "age"]
    by_age = (noise * weight)[asked].groupby(age).sum() / weight[asked].groupby(
        age
    ).sum()
    return [
        _plant(
            "samples_and_surveys",
            "commute_min is missing completely at random",
            {
                "rate": respondents.COMMUTE_MISSING,
                "found": _4(said.commute_missing.mean()),
            },
            "The rate is the same in every group.",
        ),
        _plant(
            "samples_and_surveys",
            "noise_problem is missing at random given age",
            {
                "rate_by_age_group": dict(
                    zip(AGE_GROUPS, respondents.NOISE_MISSING_BY_AGE, strict=True)
                ),
                "all_answers": _4(np.average(noise, weights=weight)),
                "given_answers": _4(np.average(noise[asked], weights=weight[asked])),
                "adjusted_by_age": _4(
                    np.average(said["age"].map(by_age), weights=weight)
                ),
            },
            "Weighted share of those who answered; then the share in each age group, "
            "averaged over everyone's weights.",
        ),
        _plant(
            "samples_and_surveys",
            "income_band is missing not at random",
            {
                "rate_by_income_band": dict(
                    zip(INCOME_BANDS, respondents.INCOME_MISSING_BY_BAND, strict=True)
                ),
                "highest_of_all": _4((said["income"] == 3).mean()),
                "highest_of_given": _4(
                    (said.loc[~said["income_missing"], "income"] == 3).mean()
                ),
            },
            "Nothing in the survey shows it: compare with the truth file.",
        ),
    ]


def _mode(seed: int) -> list[dict[str, Any]]:
    said = respondents.answers(seed)
    by_mode = said.groupby("mode")["satisfaction"].mean()
    lift = said["satisfaction"] - said["satisfaction_online"]
    return [
        _plant(
            "samples_and_surveys",
            "an interviewer at the door hears kinder answers",
            {
                "mean_by_mode": dict(
                    zip(MODES, by_mode.round(4).tolist(), strict=True)
                ),
                "points_added_face_to_face": _4(lift[said["mode"] == 2].mean()),
            },
            "Mean of port_satisfaction_1to5 by mode, within an age group.",
        )
    ]


def _small_cells(seed: int) -> list[dict[str, Any]]:
    """Find rows of the table town × topic × age with one cell of 3, the rest safe."""
    said = respondents.answers(seed)
    said = said[said["comment"] != ""]
    counts = said.groupby(["town_id", "topic_a", "age"]).size().unstack(fill_value=0)
    is_small = counts < SUPPRESS_BELOW
    rows = counts[(is_small.sum(axis=1) == 1) & (counts.min(axis=1) == 3)]
    return [
        _plant(
            "assure_protect_publish",
            "a suppressed 3 is the row's total less its other cells",
            [
                {
                    "town_id": town,
                    "topic_a": topic,
                    "age_group": AGE_GROUPS[int(np.argmin(cells))],
                    "count": 3,
                    "row_total": int(sum(cells)),
                }
                for town, topic, *cells in rows.reset_index().itertuples(
                    index=False, name=None
                )
            ],
            f"Count comments by town_id, topic_a and age_group; hide counts below "
            f"{SUPPRESS_BELOW}, publish row totals.",
        )
    ]


def _comments(seed: int) -> list[dict[str, Any]]:
    said = respondents.answers(seed)
    said = said[said["comment"] != ""]
    letters, own = said[said["edit"] != ""], said[said["edit"] == ""]
    is_plain = own["comment"].str.len().between(40, 160)
    plain = own[is_plain & (own["topic_a"] == own["topic_b"])]
    ten = [plain[plain["topic"] == topic].iloc[0] for topic in TOPICS]
    ten += [letters[letters["edit"] == edit].iloc[0] for edit in ("exact", "spacing")]
    ten.append(own[is_plain & (own["topic_a"] != own["topic_b"])].iloc[0])
    return [
        _plant(
            "read_responses",
            "one letter is the loudest theme",
            {
                "comments": len(said),
                "letters": len(letters),
                "letters_by_edit": {e: int((letters.edit == e).sum()) for e in EDITS},
                "ranking": _ranking(said["topic_a"]),
                "ranking_without_letters": _ranking(own["topic_a"]),
            },
            "Comments that share the sentences on the saltmarsh, after lower case and "
            "single spaces; the truth file's letter_edit names each.",
        ),
        _plant(
            "read_responses",
            "two coders agree moderately",
            {
                "kappa_without_letters": _4(kappa(own["topic_a"], own["topic_b"])),
                "kappa_with_letters": _4(kappa(said["topic_a"], said["topic_b"])),
            },
            "Cohen's kappa of topic_a and topic_b where there is a comment.",
        ),
        _plant(
            "what_data_science_can_do",
            "ten comments to read aloud",
            sorted(row["respondent_id"] for row in ten),
            "One of each topic, two letters, and one the coders disagree on.",
        ),
    ]


def _places(seed: int) -> list[dict[str, Any]]:
    towns = make_towns(seed)
    lon, lat = towns["lon"].to_numpy(), towns["lat"].to_numpy()
    near = _km(lon, lat, *FELIXSTOWE) <= 30
    flat = (lon - FELIXSTOWE[0]) ** 2 + (lat - FELIXSTOWE[1]) ** 2 <= 0.27**2
    flips = towns[towns["name"] == FLIPS_UNDER_FLAT_DISTANCE].iloc[0]
    wrong = towns[towns["name"].isin(WRONG_CODES)]
    return [
        _plant(
            "places_and_distance",
            "a town's nearest port flips under flat distance",
            {"town_id": flips["town_id"], "globe": "GBFXT", "degrees": "GBIMM"},
            "Nearest operating port by distance on the globe, and by degrees.",
        ),
        _plant(
            "places_and_distance",
            "two towns name a port by a wrong code",
            {
                town: {"written": WRONG_CODES[name], "meant": port}
                for town, name, port in zip(
                    wrong["town_id"],
                    wrong["name"],
                    wrong["nearest_port_id"],
                    strict=True,
                )
            },
            "Join nearest_port_id to port_id; what finds no partner is wrong.",
        ),
        _plant(
            "places_and_distance",
            "people within 30 km of Felixstowe",
            {
                "population": int(towns.loc[near, "population"].sum()),
                "population_within_0.27_degrees": int(
                    towns.loc[flat, "population"].sum()
                ),
            },
            "Distance on the globe from 1.316667 E 51.95 N; then a circle of 0.27.",
        ),
    ]


def _km(lon: Floats, lat: Floats, lon_0: float, lat_0: float) -> Floats:
    """Return distances on a sphere, by the haversine formula."""
    half_lat = sin_cos((lat - lat_0) * PI / 360)[0]
    half_lon = sin_cos((lon - lon_0) * PI / 360)[0]
    cosines = sin_cos(lat * PI / 180)[1] * sin_cos(lat_0 * PI / 180)[1]
    h = half_lat**2 + cosines * half_lon**2
    return 2 * EARTH_RADIUS_KM * atan2(np.sqrt(h), np.sqrt(1 - h))


def pilot_share(sample: pd.DataFrame) -> Estimate:
    """Return the support among the pilot, who need no weights."""
    return unweighted(sample.loc[sample["is_pilot"], "supports_expansion"])


def _plant(lesson: str, what: str, value: Any, recover: str) -> dict[str, Any]:
    return {"lesson": lesson, "what": what, "value": value, "recover": recover}


def _interval(found: Estimate) -> dict[str, float]:
    return {
        "estimate": _4(found.share),
        "standard_error": _4(found.standard_error),
        "lower": _4(found.lower),
        "upper": _4(found.upper),
    }


def _shares(
    values: pd.Series, names: np.ndarray, of_all: bool = False
) -> dict[str, float]:
    grouped = values.groupby(names)
    found = grouped.sum() / len(values) if of_all else grouped.mean()
    return {str(name): _4(share) for name, share in found.items()}


def _ranking(topics: pd.Series) -> dict[str, int]:
    counts = [(topic, int((topics == topic).sum())) for topic in TOPICS]
    return dict(sorted(counts, key=lambda pair: -pair[1]))


def _4(value: float) -> float:
    return round(float(value), 4)
