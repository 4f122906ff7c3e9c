# %% [markdown]
# # Decide, repeat, and get unstuck: a week at the quay
#
# Five questions on a week at a made-up quay, small enough to check by eye.
# Run the cells from the top; each exercise says what names to give your answers.
# The folded cell after an answer checks it: run it too.

# %%
from random import randint, random, uniform

import pandas as pd

from soundings import check

unknown = float("nan")

# %% [markdown]
# ## A rate that knows when it does not know
#
# Write a function `on_time_rate(calls, late)`.
# It is given two counts, the calls at a berth and how many of them were late, and returns the share
# that was on time, from 0 to 1 and not rounded.
# Without calls, or where either count is missing, there is no rate to know: it then returns `float("nan")`.
# For instance, `on_time_rate(8, 2)` is 0.75.


# %% solution="on-time-rate"
### BEGIN SOLUTION
def on_time_rate(calls, late):
    if calls == 0:
        return float("nan")
    return (calls - late) / calls


### END SOLUTION

# %% test="on-time-rate" points=5
q = check("on-time-rate", points=5)
# Berths with up to 40 calls, some late and some not: for each, was it on time?
weeks = [
    [True, False, *(random() < 0.7 for _ in range(randint(0, 38)))] for _ in range(20)
]
weeks += [[True, False, False], [True, True, True, False]]
share_of = {(len(week), week.count(False)): sum(week) / len(week) for week in weeks}
q.callable(
    "on_time_rate",
    lambda: on_time_rate,
    takes=2,
    says="on_time_rate is a function of two counts, calls and late",
    hint=(
        "`def` makes a function: its name, then its arguments in brackets.",
        "Begin with: def on_time_rate(calls, late):",
    ),
    weight=0.5,
)
q.for_inputs(
    "at berths that had calls, it gives the share of them that was on time",
    lambda: on_time_rate,
    inputs=list(share_of),
    expected=lambda calls, late: share_of[calls, late],
    within=1e-9,
    hint=(
        "Work out 8 calls, 2 late, in your head: two counts, and no list. What does yours return?",
        "Those on time are the calls that were not late. Of what are they a share?",
        "A share is a part divided by the whole, all the calls, and not rounded.",
    ),
    weight=2,
)
q.for_inputs(
    "where every call was late the rate is 0, and where none was it is 1",
    lambda: on_time_rate,
    inputs=[(9, 9), (1, 1), (6, 0), (1, 0)],
    expected=lambda calls, late: 0 if late else 1,
    within=1e-9,
    hint=(
        "A rate of 0 is known, and bad. Only a berth without calls is unknown.",
        "Which of the two counts decides whether there is a rate at all?",
    ),
)
q.for_inputs(
    "a berth without calls has no rate: it is missing, not perfect and not zero",
    lambda: on_time_rate,
    inputs=[(0, 0)],
    expected=lambda calls, late: None,
    hint=(
        "What must happen before the division, where there is nothing to divide by?",
        "`if` decides first, and a `return` below it ends the function there.",
        "Begin with: if calls == 0:",
    ),
)
q.for_inputs(
    "where a count is missing, the rate is missing",
    lambda: on_time_rate,
    inputs=[(12, unknown), (unknown, 3), (unknown, unknown), (0, unknown)],
    expected=lambda calls, late: None,
    hint=(
        "An unknown number of late calls is not the same as none.",
        "Python passes nan on through every sum and division: does your code stop it?",
        "`pd.isna(late)` is true where `late` is missing.",
    ),
    weight=0.5,
)
q.score()

# %% [markdown]
# ## Every berth of the quay
#
# What the quay's eight berths counted in a week; one of them lost its note of late calls.
# `unknown` is this notebook's name for `float("nan")`.

# %%
quay = pd.DataFrame(
    {
        "berth": ["A1", "A2", "A3", "B1", "B2", "C1", "C2", "C3"],
        "calls": [12, 9, 0, 15, 7, 20, 8, 10],
        "late": [3, 0, 0, 6, 7, unknown, 2, 1],
    }
)
quay

# %% [markdown]
# Make a table `rates` with a column `berth` and a column `rate`: one row for each of the eight berths, in any order.
# A rate is the share of calls on time, and missing where nobody can know it.
# You may divide whole columns, or use a loop and your `on_time_rate`, which takes one berth at a time.
# For a loop, begin with an empty list, `found = []`.
# `for calls, late in zip(quay["calls"], quay["late"]):` goes through two columns together, and
# `found.append(...)` puts one more rate at the end of the list.

# %% solution="every-berth"
rates = None
### BEGIN SOLUTION
# strict makes it stop if one column is longer than the other.
found = []
for calls, late in zip(quay["calls"], quay["late"], strict=True):
    rate = unknown if calls == 0 else (calls - late) / calls
    found.append(rate)
rates = pd.DataFrame({"berth": quay["berth"], "rate": found})
### END SOLUTION

# %% test="every-berth" points=4
q = check("every-berth", points=4)
# The rates in sixtieths, so that nothing is given away.
sixtieths = {"A1": 45, "A2": 60, "B1": 36, "B2": 0, "C2": 45, "C3": 54}
all_berths = ["A1", "A2", "A3", "B1", "B2", "C1", "C2", "C3"]
q.table(
    "rates",
    lambda: rates,
    columns={"berth": "text", "rate": "number"},
    says="rates is a table with the columns berth and rate, and a rate is a number",
    hint=(
        "The rates are numbers such as 0.75, and the names of the berths are text.",
        'A table can be made of two columns: pd.DataFrame({"berth": ..., "rate": ...})',
        "`quay` has the column berth already; a list of eight rates is the other.",
    ),
)
q.same_values(
    "every berth of the quay has one row, even if it had no calls",
    lambda: rates["berth"],
    all_berths,
    hint=(
        "The harbour office asked about eight berths. Compare yours with `quay`.",
        "A berth whose rate is missing keeps its row: the rate is what is empty.",
    ),
)
q.that(
    "a rate is a share: none is above 1 or below 0",
    lambda: rates["rate"].dropna().between(0, 1).all(),
    hint=(
        "What is divided by what? 12 calls with 3 late cannot be more than all on time.",
        "It is a share and no percentage: three in four is 0.75.",
    ),
)
q.same_values(
    "each berth has its own rate, and the two that nobody can know are missing",
    lambda: rates[["berth", "rate"]],
    pd.DataFrame(
        {
            "berth": all_berths,
            "rate": [sixtieths.get(berth, unknown * 60) / 60 for berth in all_berths],
        }
    ),
    within=1e-6,
    hint=(
        "Find one berth whose rate you can do in your head. Does yours agree?",
        "One berth had no calls, and at another the late calls were not noted.",
        "Infinite, 0 and 1 are all claims to know: where there is none, put `unknown`.",
    ),
    weight=2,
)
q.score()

# %% [markdown]
# ## Repair the script
#
# A colleague wrote `draft_report` to count the late calls at each berth: those *more than* one hour
# after the announced time.
# It holds three faults.
# One stops it, and two do not.

# %%
march_calls = pd.DataFrame(
    {
        "berth": ["B1", "A1", "B1", "C1", "A1", "C1", "B1", "A1", "C1"],
        "delay_h": [0.2, 4.5, 2.0, 1.0, -0.5, 1.1, 7.5, 1.2, 0.0],
    }
)
march_berths = ["A1", "B1", "C1", "D1"]


def draft_report(calls, berths):
    counts = []
    late = 0
    for berth in berths:
        here = calls[calls["berth"] == berth]
        for delay in here["delay"]:
            if delay >= 1:
                late = late + 1
        counts.append(late)
    return pd.DataFrame({"berth": berths, "late": counts})


march_calls

# %% [markdown]
# Count the late calls of each berth by eye first.
# Then copy the function into the next cell, name it `late_report`, and repair it there.
# Try it with `late_report(march_calls, march_berths)`, and call the table that it gives `late_counts`.

# %% solution="repair-script"
late_counts = None


### BEGIN SOLUTION
def late_report(calls, berths):
    counts = []
    for berth in berths:
        late = 0
        here = calls[calls["berth"] == berth]
        for delay in here["delay_h"]:
            if delay > 1:
                late = late + 1
        counts.append(late)
    return pd.DataFrame({"berth": berths, "late": counts})


late_counts = late_report(march_calls, march_berths)
### END SOLUTION

# %% test="repair-script" points=5
q = check("repair-script", points=5)
hour = pd.DataFrame({"berth": ["X", "X", "X"], "delay_h": [1.0, 1.0, 1.001]})
two = pd.DataFrame({"berth": ["X", "X", "Y"], "delay_h": [9.0, 5.0, 3.0]})
drawn = pd.DataFrame(
    {
        "berth": [f"Q{randint(1, 5)}" for _ in range(30)],
        "delay_h": [round(uniform(-2, 4), 2) for _ in range(30)],
    }
)
drawn_berths = ["Q5", "Q1", "Q2", "Q3", "Q4", "Q9"]
was_late = drawn.loc[drawn["delay_h"].gt(1), "berth"].tolist()
q.table(
    "late_counts",
    lambda: late_counts,
    columns={"berth": "text", "late": "whole"},
    says="the script runs to its end: late_counts is a table with the columns berth and late",
    hint=(
        "What is the last line of the error? It names something that does not exist.",
        "`march_calls` has two columns. Compare their names with those in the script.",
        "End with: late_counts = late_report(march_calls, march_berths)",
    ),
)
q.same_values(
    "a call exactly one hour after its time is not late: of 1.0, 1.0 and 1.001 hours, one is",
    lambda: late_report(hour, ["X"]),
    pd.DataFrame({"berth": ["X"], "late": [1]}),
    hint=(
        "Which line decides that a call is late? Read it aloud, and then the task.",
        "More than one hour: 1.0 is not more than 1.",
    ),
)
q.same_values(
    "each berth starts from zero: after two late calls at X and one at Y, none at Z",
    lambda: late_report(two, ["X", "Y", "Z"]),
    pd.DataFrame({"berth": ["X", "Y", "Z"], "late": [2, 1, 0]}),
    hint=(
        "Berth D1 had no calls in March. What does your table say of it?",
        "How often is `late = 0` done, and how often should it be?",
        "What belongs to one berth stands inside the loop over berths, so indented.",
    ),
)
q.same_values(
    "late_counts is what the script gives for March: every berth, each with its own count",
    lambda: late_counts,
    pd.DataFrame({"berth": list("ABCD"), "late": [2, 2, 1, 0]}).assign(
        berth=lambda table: table["berth"] + "1"
    ),
    hint=(
        "Count one berth by eye and compare.",
        "Run the last line again: late_counts may be from before your repair.",
    ),
)
q.same_values(
    "late_report counts right for other calls and berths, too: thirty at Q1 to Q5, none at Q9",
    lambda: late_report(drawn, drawn_berths),
    pd.DataFrame(
        {
            "berth": drawn_berths,
            "late": [was_late.count(berth) for berth in drawn_berths],
        }
    ),
    hint=(
        "Does the function use only what it is given, `calls` and `berths`?",
        "A name such as `march_calls` inside the function would always count March.",
    ),
)
q.score()

# %% [markdown]
# ## Two answers, one of them wrong
#
# Suppose that two assistants were asked: *Give the share of late calls, more than one hour, among the calls
# whose delay is known. Some delays are missing.*
# Both answers were written for this course in the style of an assistant; no assistant gave them.
#
# > **A.** Here is a clean solution that handles missing values safely: unknown delays are excluded,
# > so they can never be counted as late.
#
# > **B.** You can drop the missing values first and take the mean.


# %%
def answer_a(delays):
    """Share of late calls, robust to missing delays."""
    delays = pd.Series(delays, dtype="float")
    is_late = delays.notna() & (delays > 1)
    return float(is_late.sum() / len(delays))


def answer_b(delays):
    delays = pd.Series(delays, dtype="float")
    return float((delays.dropna() > 1).mean())


print(answer_a([0.5, 3.0, -2.0, 1.0]), answer_b([0.5, 3.0, -2.0, 1.0]))

# %% [markdown]
# On these four calls they agree.
# Find calls on which they do not: put their delays in a list `evidence`, in hours, writing
# `unknown` for a delay that is missing.
# At least one delay must be known.
# Work out by hand the share that was asked for, and call it `true_share`.
# Then say which answer is wrong: `wrong_one = "A"` or `wrong_one = "B"`.

# %% solution="two-answers"
evidence = None
true_share = None
wrong_one = None
### BEGIN SOLUTION
evidence = [3.0, 0.5, unknown]
true_share = 1 / 2
wrong_one = "A"
### END SOLUTION


# %% test="two-answers" points=4
def share_of_known(delays):
    known = [hours for hours in delays if not pd.isna(hours)]
    return sum(hours > 1 for hours in known) / len(known)


q = check("two-answers", points=4)
q.column(
    "evidence",
    lambda: evidence,
    kind="number",
    says="evidence is a list of delays in hours, at least one of them known",
    hint=(
        "A list stands in square brackets, with commas between its values.",
        "Begin with: evidence = [3.0, ...]",
    ),
    weight=0.5,
)
q.that(
    "your evidence tells the answers apart: they give different shares for it",
    lambda: abs(answer_a(evidence) - answer_b(evidence)) > 1e-9,
    hint=(
        "Where every delay is known they agree. What was the question about?",
        "Put `unknown` in the list, and print both answers.",
        "Both give 0 where no known call is late, so let one be late.",
    ),
)
q.number(
    "true_share",
    lambda: true_share,
    at_least=0,
    at_most=1,
    says="true_share is one number from 0 to 1",
    hint="Three in four is 0.75.",
    weight=0.5,
)
q.that(
    "true_share is the share of late calls among those whose delay is known",
    lambda: abs(true_share - share_of_known(evidence)) <= 0.01,
    hint=(
        "Cross out the unknown delays. How many are left, and how many of those are late?",
        "The late ones divided by those left, and not by the length of the list.",
    ),
)
q.that(
    "wrong_one names the answer that your evidence convicts, and only that one",
    lambda: (
        abs(true_share - share_of_known(evidence)) <= 0.01
        and abs(
            {"A": answer_a, "B": answer_b}[wrong_one](evidence)
            - share_of_known(evidence)
        )
        > 1e-9
    ),
    hint=(
        "Print both answers for your evidence. Which of them is your true_share?",
        'The name is a letter in quotes: "A" or "B".',
    ),
)
q.score()

# %% [markdown]
# ## Why it is wrong
#
# In two or three sentences: what does the wrong answer do with a missing delay, and what would a
# reader of its share be led to believe?
# What one question, put to the assistant before you used its code, would have shown it?
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="why-wrong" points=3
# ### BEGIN SOLUTION
# It leaves unknown delays out of the late calls but still divides by all calls, so each
# unknown is counted as on time. The share of late calls comes out too low, and the port
# looks more punctual the worse its record is kept. I would have asked: "What do you give
# for one late call, one on time and one unknown?" By hand that is a half; it gives a third.
#
# *For whoever marks:* 1 point for where the fault is (the whole it divides by, or unknown
# counted as on time); 1 for its direction or what it does to a reader; 1 for a question
# that would have shown it, best with a case whose answer is known. "It handles missing
# values wrongly" alone earns nothing. Do not mark the English.
# ### END SOLUTION
