# Answers to `solutions/decide_repeat_unstuck.py` that must pass, and answers that must
# not. Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="on-time-rate" name="one minus the share of late calls"
def on_time_rate(calls, late):
    if pd.isna(calls) or pd.isna(late) or calls == 0:
        return None
    return 1 - late / calls


# %% right="on-time-rate" name="try, and let the error say that there is no rate"
def on_time_rate(calls, late):
    try:
        return (calls - late) / calls
    except ZeroDivisionError:
        return float("nan")


# %% right="on-time-rate" name="one line"
on_time_rate = lambda calls, late: (calls - late) / calls if calls else unknown


# %% right="on-time-rate" name="the cases the other way round"
def on_time_rate(calls, late):
    if calls > 0:
        on_time = calls - late
        return on_time / calls
    return pd.NA


# %% wrong="on-time-rate" name="nothing" kind="nothing" says="not answered yet"
on_time_rate = None

# %% wrong="on-time-rate" name="a number, not a function" kind="type" says="not a function"
on_time_rate = (8 - 2) / 8


# %% wrong="on-time-rate" name="one argument" says="It takes 1 argument, not 2"
def on_time_rate(calls):
    return (calls - 2) / calls


# %% wrong="on-time-rate" name="the example written down" kind="hard-coded" says="the share of them that was on time"
def on_time_rate(calls, late):  # noqa: ARG001
    return 0.75


# %% wrong="on-time-rate" name="whole numbers only" says="the share of them that was on time"
def on_time_rate(calls, late):
    if calls == 0:
        return float("nan")
    return (calls - late) // calls


# %% wrong="on-time-rate" name="divides by the late calls" says="the share of them that was on time"
def on_time_rate(calls, late):
    if calls == 0:
        return float("nan")
    return (calls - late) / late


# %% wrong="on-time-rate" name="the late share" says="the share of them that was on time"
def on_time_rate(calls, late):
    if calls == 0:
        return float("nan")
    return late / calls


# %% wrong="on-time-rate" name="per cent" says="the share of them that was on time"
def on_time_rate(calls, late):
    if calls == 0:
        return float("nan")
    return 100 * (calls - late) / calls


# %% wrong="on-time-rate" name="rounded" says="the share of them that was on time"
def on_time_rate(calls, late):
    if calls == 0:
        return float("nan")
    return round((calls - late) / calls, 2)


# %% wrong="on-time-rate" name="printed, not returned" says="the share of them that was on time"
def on_time_rate(calls, late):
    print((calls - late) / calls)


# %% wrong="on-time-rate" name="one call too many" kind="off-by-one" says="the share of them that was on time"
def on_time_rate(calls, late):
    return (calls - late) / (calls + 1)


# %% wrong="on-time-rate" name="always the same berth" says="the share of them that was on time"
def on_time_rate(calls, late):
    calls, late = 12, 3
    return (calls - late) / calls


# %% wrong="on-time-rate" name="no late calls taken for unknown" says="where every call was late"
def on_time_rate(calls, late):
    if calls == 0 or late == 0 or late == calls:
        return float("nan")
    return (calls - late) / calls


# %% wrong="on-time-rate" name="counts taken for lists" says="the share of them that was on time"
def on_time_rate(calls, late):
    if len(calls) == 0:
        return float("nan")
    return 1 - len(late) / len(calls)


# %% wrong="on-time-rate" name="zero divided by zero" says="a berth without calls has no rate"
def on_time_rate(calls, late):
    return (calls - late) / calls


# %% wrong="on-time-rate" name="the tidy answer" says="a berth without calls has no rate"
def on_time_rate(calls, late):
    return 1 - late / max(calls, 1)


# %% wrong="on-time-rate" name="no calls, no praise" says="a berth without calls has no rate"
def on_time_rate(calls, late):
    if calls == 0:
        return 0
    return (calls - late) / calls


# %% wrong="on-time-rate" name="a word for unknown" says="a berth without calls has no rate"
def on_time_rate(calls, late):
    if calls == 0:
        return "unknown"
    return (calls - late) / calls


# %% wrong="on-time-rate" name="unknown taken for none late" says="where a count is missing"
def on_time_rate(calls, late):
    if calls == 0:
        return float("nan")
    if pd.isna(late):
        late = 0
    return (calls - late) / calls


# %% wrong="on-time-rate" name="unknown taken for a rate of zero" says="where a count is missing"
def on_time_rate(calls, late):
    if calls == 0:
        return float("nan")
    if pd.isna(calls) or pd.isna(late):
        return 0
    return (calls - late) / calls


# %% right="every-berth" name="whole columns"
rates = quay.assign(rate=(quay["calls"] - quay["late"]) / quay["calls"])

# %% right="every-berth" name="whole columns, only where there were calls, last berth first"
called = quay[quay["calls"] > 0]
rates = quay[["berth"]].assign(rate=1 - called["late"] / called["calls"])
rates = rates.sort_values("berth", ascending=False)


# %% right="every-berth" name="row by row"
def rate_of(row):
    if row["calls"] == 0:
        return None
    return (row["calls"] - row["late"]) / row["calls"]


rates = quay.copy()
rates["rate"] = rates.apply(rate_of, axis=1)


# %% right="every-berth" name="a list of rows"
def on_time_rate(calls, late):
    return (calls - late) / calls if calls else unknown


rows = []
for _, berth in quay.iterrows():
    rate = on_time_rate(berth["calls"], berth["late"])
    rows.append({"berth": berth["berth"], "rate": rate})
rates = pd.DataFrame(rows)


# %% right="every-berth" name="map"
def on_time_rate(calls, late):
    return (calls - late) / calls if calls else unknown


rates = quay[["berth"]].assign(
    rate=list(map(on_time_rate, quay["calls"], quay["late"]))
)

# %% wrong="every-berth" name="nothing" kind="nothing" says="not answered yet"
rates = None

# %% wrong="every-berth" name="the columns, and no row" says="rates is a table"
rates = quay.assign(rate=quay["late"] / quay["calls"]).head(0)

# %% wrong="every-berth" name="a column, not a table" kind="type" says="rates is a table"
rates = (quay["calls"] - quay["late"]) / quay["calls"]

# %% wrong="every-berth" name="rates as text" kind="type" says="Its column rate holds text"
rates = quay[["berth"]].assign(rate=["75%", "100%", "", "60%", "0%", "", "75%", "90%"])

# %% wrong="every-berth" name="no names of berths" says="It has no column berth"
rates = pd.DataFrame({"rate": (quay["calls"] - quay["late"]) / quay["calls"]})

# %% wrong="every-berth" name="the berth without calls dropped" says="every berth of the quay has one row"
called = quay[quay["calls"] > 0]
rates = called.assign(rate=(called["calls"] - called["late"]) / called["calls"])

# %% wrong="every-berth" name="those that nobody can know dropped" says="every berth of the quay has one row"
rates = quay.assign(rate=(quay["calls"] - quay["late"]) / quay["calls"]).dropna()

# %% wrong="every-berth" name="the last berth left behind" kind="off-by-one" says="every berth of the quay has one row"
rates = quay.iloc[:-1].assign(rate=(quay["calls"] - quay["late"]) / quay["calls"])

# %% wrong="every-berth" name="the last berth only" says="every berth of the quay has one row"
for berth, calls, late in zip(quay["berth"], quay["calls"], quay["late"], strict=True):
    rate = (calls - late) / calls if calls else unknown
    rates = pd.DataFrame({"berth": [berth], "rate": [rate]})

# %% wrong="every-berth" name="upside down" says="none is above 1"
rates = quay.assign(rate=quay["calls"] / (quay["calls"] - quay["late"]))

# %% wrong="every-berth" name="per cent" says="none is above 1"
rates = quay.assign(rate=100 * (quay["calls"] - quay["late"]) / quay["calls"])

# %% wrong="every-berth" name="the example for everyone" kind="hard-coded" says="each berth has its own rate"
rates = quay[["berth"]].assign(rate=0.75)

# %% wrong="every-berth" name="the late shares" says="each berth has its own rate"
rates = quay.assign(rate=quay["late"] / quay["calls"])

# %% wrong="every-berth" name="a perfect score for no calls" says="each berth has its own rate"
rates = quay.assign(rate=1 - quay["late"] / quay["calls"].clip(lower=1))

# %% wrong="every-berth" name="zero for unknown" says="each berth has its own rate"
rates = quay.assign(rate=((quay["calls"] - quay["late"]) / quay["calls"]).fillna(0))

# %% wrong="every-berth" name="rates beside the wrong berths" kind="off-by-one" says="each berth has its own rate"
shifted = ((quay["calls"] - quay["late"]) / quay["calls"]).tolist()
rates = quay[["berth"]].assign(rate=shifted[1:] + shifted[:1])


# %% right="repair-script" name="without a loop inside"
def late_report(calls, berths):
    counts = [
        int((calls.loc[calls["berth"] == berth, "delay_h"] > 1).sum())
        for berth in berths
    ]
    return pd.DataFrame({"berth": berths, "late": counts})


late_counts = late_report(march_calls, march_berths)


# %% right="repair-script" name="a table of all berths, counted at once"
def late_report(calls, berths):
    late = calls[calls["delay_h"] > 1]["berth"].value_counts()
    late = late.reindex(berths, fill_value=0)
    return pd.DataFrame({"berth": late.index, "late": late.to_numpy()})


late_counts = late_report(march_calls, march_berths)


# %% right="repair-script" name="rows collected, and skipped if on time"
def late_report(calls, berths):
    rows = []
    for berth in berths:
        late = 0
        for delay in calls[calls["berth"] == berth]["delay_h"]:
            if delay <= 1:
                continue
            late += 1
        rows.append({"berth": berth, "late": late})
    return pd.DataFrame(rows)


late_counts = late_report(march_calls, march_berths)

# %% wrong="repair-script" name="nothing" kind="nothing" says="not answered yet"
late_counts = None


# %% wrong="repair-script" name="a list of counts" kind="type" says="It is a list of 4 values, not a table"
def late_report(calls, berths):
    counts = []
    for berth in berths:
        here = calls[calls["berth"] == berth]
        counts.append((here["delay_h"] > 1).sum())
    return counts


late_counts = late_report(march_calls, march_berths)


# %% wrong="repair-script" name="the function, not called" kind="type" says="brackets that call it"
def late_report(calls, berths):
    counts = []
    for berth in berths:
        here = calls[calls["berth"] == berth]
        counts.append((here["delay_h"] > 1).sum())
    return pd.DataFrame({"berth": berths, "late": counts})


late_counts = late_report

# %% wrong="repair-script" name="a table counted by eye" kind="hard-coded" says="exactly one hour after its time"
late_report = draft_report
late_counts = pd.DataFrame({"berth": march_berths, "late": [2, 2, 1, 0]})


# %% wrong="repair-script" name="a function that always gives March" kind="hard-coded" says="exactly one hour after its time"
def late_report(calls, berths):  # noqa: ARG001
    return pd.DataFrame({"berth": march_berths, "late": [2, 2, 1, 0]})


late_counts = late_report(march_calls, march_berths)


# %% wrong="repair-script" name="the stop repaired, the silent faults left" says="exactly one hour after its time"
def late_report(calls, berths):
    counts = []
    late = 0
    for berth in berths:
        here = calls[calls["berth"] == berth]
        for delay in here["delay_h"]:
            if delay >= 1:
                late = late + 1
        counts.append(late)
    return pd.DataFrame({"berth": berths, "late": counts})


late_counts = late_report(march_calls, march_berths)


# %% wrong="repair-script" name="exactly one hour taken for late" kind="off-by-one" says="exactly one hour after its time"
def late_report(calls, berths):
    counts = []
    for berth in berths:
        here = calls[calls["berth"] == berth]
        counts.append((here["delay_h"] >= 1).sum())
    return pd.DataFrame({"berth": berths, "late": counts})


late_counts = late_report(march_calls, march_berths)


# %% wrong="repair-script" name="one hour mended to two" says="exactly one hour after its time"
def late_report(calls, berths):
    counts = []
    for berth in berths:
        here = calls[calls["berth"] == berth]
        counts.append((here["delay_h"] >= 2).sum())
    return pd.DataFrame({"berth": berths, "late": counts})


late_counts = late_report(march_calls, march_berths)


# %% wrong="repair-script" name="the counter never starts anew" says="each berth starts from zero"
def late_report(calls, berths):
    counts = []
    late = 0
    for berth in berths:
        here = calls[calls["berth"] == berth]
        for delay in here["delay_h"]:
            if delay > 1:
                late = late + 1
        counts.append(late)
    return pd.DataFrame({"berth": berths, "late": counts})


late_counts = late_report(march_calls, march_berths)


# %% wrong="repair-script" name="the berth without calls dropped" says="each berth starts from zero"
def late_report(calls, berths):
    calls = calls[calls["berth"].isin(berths)]
    late = calls[calls["delay_h"] > 1].groupby("berth").size()
    return late.rename("late").reset_index()


late_counts = late_report(march_calls, march_berths)


# %% wrong="repair-script" name="zeroed for every call" says="each berth starts from zero"
def late_report(calls, berths):
    counts = []
    for berth in berths:
        late = 0
        for delay in calls[calls["berth"] == berth]["delay_h"]:
            late = 0
            if delay > 1:
                late = late + 1
        counts.append(late)
    return pd.DataFrame({"berth": berths, "late": counts})


late_counts = late_report(march_calls, march_berths)


# %% wrong="repair-script" name="mended, but the table is from before" says="what the script gives for March"
def late_report(calls, berths):
    counts = []
    for berth in berths:
        here = calls[calls["berth"] == berth]
        counts.append(int((here["delay_h"] > 1).sum()))
    return pd.DataFrame({"berth": berths, "late": counts})


late_counts = pd.DataFrame({"berth": march_berths, "late": [2, 4, 6, 6]})


# %% wrong="repair-script" name="a limit that fits the cases seen" says="for other calls and berths"
def late_report(calls, berths):
    counts = []
    for berth in berths:
        here = calls[calls["berth"] == berth]
        counts.append(min(int((here["delay_h"] > 1).sum()), 2))
    return pd.DataFrame({"berth": berths, "late": counts}).assign(
        late=lambda table: table["late"] if len(berths) < 5 else 0
    )


late_counts = late_report(march_calls, march_berths)


# %% wrong="repair-script" name="the limit moved to fit March" says="exactly one hour after its time"
def late_report(calls, berths):
    counts = []
    for berth in berths:
        here = calls[calls["berth"] == berth]
        counts.append(int((here["delay_h"] >= 1.1).sum()))
    return pd.DataFrame({"berth": berths, "late": counts})


late_counts = late_report(march_calls, march_berths)


# %% wrong="repair-script" name="no rows at all" says="late_counts is a table"
def late_report(calls, berths):  # noqa: ARG001
    return pd.DataFrame({"berth": [], "late": []})


late_counts = late_report(march_calls, march_berths)

# %% right="two-answers" name="much evidence, and shares that lie close together"
evidence = [3.0, 0.2] * 50 + [unknown]
true_share = 0.5
wrong_one = "A"

# %% right="two-answers" name="a column, and a share in full"
evidence = pd.Series([2.0, None, None, 0.1, 5.0])
true_share = 2 / 3
wrong_one = "A"

# %% right="two-answers" name="one late call and one unknown"
evidence = [2, float("nan")]
true_share = 1
wrong_one = "A"

# %% right="two-answers" name="rounded to two places"
evidence = [2.0, 0.2, 0.3, unknown]
true_share = 0.33
wrong_one = "A"

# %% wrong="two-answers" name="nothing" kind="nothing" says="not answered yet"
evidence = None
true_share = None
wrong_one = None

# %% wrong="two-answers" name="a guess without evidence" says="not answered yet"
evidence = None
true_share = 0.5
wrong_one = "A"

# %% wrong="two-answers" name="a number, not a list" kind="type" says="evidence is a list of delays"
evidence = 3.0
true_share = 1.0
wrong_one = "A"

# %% wrong="two-answers" name="delays as text" kind="type" says="It holds text"
evidence = ["3.0", "0.5", "unknown"]
true_share = 0.5
wrong_one = "A"

# %% wrong="two-answers" name="the four calls on which they agree" kind="hard-coded" says="tells the answers apart"
evidence = [0.5, 3.0, -2.0, 1.0]
true_share = 0.25
wrong_one = "A"

# %% wrong="two-answers" name="no late call" says="tells the answers apart"
evidence = [0.5, unknown]
true_share = 0
wrong_one = "A"

# %% wrong="two-answers" name="no known call" says="evidence is a list of delays"
evidence = [unknown, unknown]
true_share = 0
wrong_one = "A"

# %% wrong="two-answers" name="a share in per cent" says="true_share is one number from 0 to 1"
evidence = [3.0, 0.5, unknown]
true_share = 50
wrong_one = "A"

# %% wrong="two-answers" name="the unknown among the whole" kind="off-by-one" says="among those whose delay is known"
evidence = [3.0, 0.5, unknown]
true_share = 1 / 3
wrong_one = "A"

# %% wrong="two-answers" name="taken in by A" says="among those whose delay is known"
evidence = [3.0, 0.5, unknown]
true_share = 1 / 3
wrong_one = "B"

# %% wrong="two-answers" name="the right evidence, the wrong one accused" says="wrong_one names the answer"
evidence = [3.0, 0.5, unknown]
true_share = 0.5
wrong_one = "B"

# %% wrong="two-answers" name="shares that lie close together, the wrong one accused" says="wrong_one names the answer"
evidence = [3.0, 0.2] * 50 + [unknown]
true_share = 0.495
wrong_one = "B"

# %% wrong="two-answers" name="a small letter" says="There is no 'a' in it"
evidence = [3.0, 0.5, unknown]
true_share = 0.5
wrong_one = "a"
