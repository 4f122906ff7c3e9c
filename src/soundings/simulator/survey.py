"""
The files of the harbour-towns survey, each made from a seed.

`MAKERS` has one function a file, by its path in the folder of data sets. The same seed
gives the same bytes on any machine.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from soundings.simulator.csv_files import csv_bytes
from soundings.simulator.estimates import unweighted, weighted
from soundings.simulator.respondents import PILOT, answers, calibrate, draw
from soundings.simulator.survey_truth import pilot_share, repeats, truth_json
from soundings.simulator.towns import (
    AGE_GROUPS,
    INCOME_BANDS,
    MODES,
    STRATA,
    make_towns,
    towns_for_file,
)

__all__ = ["COLUMNS", "MAKERS", "answers", "draw"]

COLUMNS = (
    "respondent_id",
    "town_id",
    "stratum",
    "psu",
    "design_weight",
    "pilot",
    "mode",
    "age_group",
    "works_in_port",
    "household_size",
    "commute_min",
    "income_band",
    "port_satisfaction_1to5",
    "noise_problem",
    "supports_expansion",
    "comment",
    "topic_a",
    "topic_b",
)

_PLACES = dict.fromkeys(("estimate", "standard_error", "lower", "upper"), 4)


def towns_csv(seed: int) -> bytes:
    """Return `sim_harbour_towns.csv`."""
    sampled = set(answers(seed)["town_id"])
    return csv_bytes(towns_for_file(make_towns(seed), sampled), {"lon": 3, "lat": 3})


def survey_csv(seed: int) -> bytes:
    """Return `sim_harbour_towns_survey.csv`."""
    said = answers(seed)
    block = said["neighbourhood_in_town"] + 1
    table = pd.DataFrame(
        {
            "respondent_id": said["respondent_id"],
            "town_id": said["town_id"],
            "stratum": np.array(STRATA)[said["stratum"]],
            "psu": said["town_id"] + "-N" + block.astype("str").str.zfill(3),
            "design_weight": said["design_weight"],
            "pilot": said["is_pilot"],
            "mode": np.array(MODES)[said["mode"]],
            "age_group": np.array(AGE_GROUPS)[said["age"]],
            "works_in_port": said["works_in_port"],
            "household_size": said["household_size"],
            "port_satisfaction_1to5": said["satisfaction"],
            "supports_expansion": said["supports_expansion"],
            "comment": said["comment"],
            "topic_a": said["topic_a"],
            "topic_b": said["topic_b"],
        }
    ).assign(**complete_answers(said))
    for column, missing in {
        "commute_min": "commute_missing",
        "noise_problem": "noise_missing",
        "income_band": "income_missing",
    }.items():
        table[column] = table[column].astype("object").mask(said[missing], "")
    return csv_bytes(table[list(COLUMNS)], {"design_weight": 4})


def survey_truth_csv(seed: int) -> bytes:
    """Return `sim_harbour_towns_survey_truth.csv`: what was not said, or not shown."""
    said = answers(seed)
    keys = said[["respondent_id", "topic", "edit"]].rename(
        columns={"topic": "topic_meant", "edit": "letter_edit"}
    )
    return csv_bytes(keys.assign(**complete_answers(said)))


def complete_answers(said: pd.DataFrame) -> dict[str, Any]:
    """Return the three columns in which answers go missing, with none missing."""
    return {
        "commute_min": said["commute_min"],
        "noise_problem": said["noise_problem"].map({True: "true", False: "false"}),
        "income_band": np.array(INCOME_BANDS)[said["income"]],
    }


def repeats_csv(seed: int) -> bytes:
    """Return `sim_harbour_towns_repeats.csv`."""
    return csv_bytes(repeats(seed), _PLACES)


def estimates_csv(seed: int) -> bytes:
    """Return `sim_harbour_towns_estimates.csv`: support, overall and for groups."""
    said = answers(seed)
    rows = [
        ("all", "all", method, count, *found, found.lower, found.upper, 0.95)
        for method, count, found in (
            ("unweighted", len(said), unweighted(said["supports_expansion"])),
            ("pilot", PILOT, pilot_share(said)),
            ("weighted", len(said), weighted(said)),
            ("calibrated", len(said), calibrate(seed, said)),
        )
    ]
    for by, names in (
        ("stratum", np.array(STRATA)[said["stratum"]]),
        ("region", said["region"].to_numpy()),
        ("age_group", np.array(AGE_GROUPS)[said["age"]]),
    ):
        for name in sorted(set(names)):
            within = names == name
            found = weighted(said, within=within)
            bounds = (*found, found.lower, found.upper, 0.95)
            rows.append((by, name, "weighted", int(within.sum()), *bounds))
    columns = "by group method respondents estimate standard_error lower upper level"
    table = pd.DataFrame(rows, columns=columns.split())
    return csv_bytes(table, _PLACES)


MAKERS: dict[str, Callable[[int], bytes]] = {
    "survey/sim_harbour_towns.csv": towns_csv,
    "survey/sim_harbour_towns_survey.csv": survey_csv,
    "survey/sim_harbour_towns_survey_truth.csv": survey_truth_csv,
    "survey/sim_harbour_towns_estimates.csv": estimates_csv,
    "survey/sim_harbour_towns_repeats.csv": repeats_csv,
    "survey/truth.json": truth_json,
}
