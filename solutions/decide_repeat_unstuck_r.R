# %% [markdown]
# # Decide, repeat, and get unstuck: a week at the quay
#
# Five questions on a week at a made-up quay, small enough to check by eye.
# Run the cells from the top; each exercise says what names to give your answers.
# The folded cell after an answer checks it: run it too.

# %%
source("check.R")

# %% [markdown]
# ## A rate that knows when it does not know
#
# Write a function `on_time_rate(calls, late)`.
# It is given two counts, the calls at a berth and how many of them were late, and returns the share
# that was on time, from 0 to 1 and not rounded.
# Without calls, or where either count is missing, there is no rate to know: it then returns `NA`.
# Decide that before you divide: `0 / 0` alone gives `NaN`.
# For instance, `on_time_rate(8, 2)` is 0.75.

# %% solution="on-time-rate"
### BEGIN SOLUTION
on_time_rate <- function(calls, late) {
  if (is.na(calls) || calls == 0) {
    return(NA)
  }
  (calls - late) / calls
}
### END SOLUTION

# %% test="on-time-rate" points=5
# Berths with up to 40 calls, some late and some not: for each, was it on time?
weeks <- lapply(sample(0:38, 20, replace = TRUE), function(n) c(TRUE, FALSE, runif(n) < 0.7))
weeks <- c(weeks, list(c(TRUE, FALSE, FALSE), c(TRUE, TRUE, TRUE, FALSE)))
counted <- lapply(weeks, function(week) list(length(week), sum(!week)))
share_of <- function(calls, late) {
  is_it <- vapply(counted, function(pair) pair[[1]] == calls && pair[[2]] == late, NA)
  mean(weeks[[which(is_it)[1]]])
}

q <- check("on-time-rate", points = 5)
q$callable("on_time_rate", on_time_rate,
  takes = 2,
  says = "on_time_rate is a function of two counts, calls and late",
  hint = c(
    "`function` makes a function: its arguments in brackets, its work in braces.",
    "Begin with: on_time_rate <- function(calls, late) {"
  ),
  weight = 0.5
)
q$for_inputs(
  "at berths that had calls, it gives the share of them that was on time",
  on_time_rate,
  inputs = counted,
  expected = share_of,
  within = 1e-9,
  hint = c(
    "Work out 8 calls, 2 late, in your head: two counts, no vectors. What is your last line's value?",
    "Those on time are the calls that were not late. Of what are they a share?",
    "A share is a part divided by the whole, all the calls, and not rounded."
  ),
  weight = 2
)
q$for_inputs(
  "where every call was late the rate is 0, and where none was it is 1",
  on_time_rate,
  inputs = list(list(9, 9), list(1, 1), list(6, 0), list(1, 0)),
  expected = function(calls, late) if (late > 0) 0 else 1,
  within = 1e-9,
  hint = c(
    "A rate of 0 is known, and bad. Only a berth without calls is unknown.",
    "Which of the two counts decides whether there is a rate at all?"
  )
)
q$for_inputs(
  "a berth without calls has no rate: it is missing, not perfect and not zero",
  on_time_rate,
  inputs = list(list(0, 0)),
  expected = function(calls, late) NA,
  hint = c(
    "What must happen before the division, where there is nothing to divide by?",
    "`if` decides first, and a `return()` in its braces ends the function there.",
    "Begin with: if (calls == 0) {"
  ),
  weight = 0.5
)
q$for_inputs(
  "where a count is missing, the rate is missing",
  on_time_rate,
  inputs = list(list(12, NA), list(NA, 3), list(NA, NA), list(0, NA)),
  expected = function(calls, late) NA,
  hint = c(
    "An unknown number of late calls is not the same as none.",
    "`if` stops at a question whose answer is NA: ask first whether a count is missing.",
    "`is.na(calls)` is TRUE where `calls` is missing, and `||` means or."
  ),
  weight = 0.5
)
q$that(
  "no calls give an NA that you decided on, not what a division leaves (NaN), nor NULL",
  isTRUE(is.na(on_time_rate(0, 0))) && !is.nan(on_time_rate(0, 0)),
  hint = c(
    "What does `on_time_rate(0, 0)` print? NaN comes from 0 / 0, and NULL from an `if` with no `else`.",
    "Let `if` hand back `NA` before anything is divided."
  ),
  weight = 0.5
)
q$score()

# %% [markdown]
# ## Every berth of the quay
#
# What the quay's eight berths counted in a week; one of them lost its note of late calls.

# %%
quay <- data.frame(
  berth = c("A1", "A2", "A3", "B1", "B2", "C1", "C2", "C3"),
  calls = c(12, 9, 0, 15, 7, 20, 8, 10),
  late = c(3, 0, 0, 6, 7, NA, 2, 1)
)
quay

# %% [markdown]
# Make a table `rates` with a column `berth` and a column `rate`: one row for each of the eight berths, in any order.
# A rate is the share of calls on time, and missing where nobody can know it.
# You may divide whole columns, or use your `on_time_rate`, which takes one berth at a time.
# `mapply(f, quay$calls, quay$late)` goes through two columns together and keeps what the function
# `f` gives for each pair.

# %% solution="every-berth"
rates <- NULL
### BEGIN SOLUTION
rate_of <- function(calls, late) {
  if (calls == 0) NA else (calls - late) / calls
}
rates <- data.frame(
  berth = quay$berth,
  rate = mapply(rate_of, quay$calls, quay$late)
)
### END SOLUTION

# %% test="every-berth" points=4
# The rates in sixtieths, so that nothing is given away.
sixtieths <- c(A1 = 45, A2 = 60, A3 = NA, B1 = 36, B2 = 0, C1 = NA, C2 = 45, C3 = 54)

q <- check("every-berth", points = 4)
q$table("rates", rates,
  columns = c(berth = "text", rate = "number"),
  says = "rates is a table with the columns berth and rate, and a rate is a number",
  hint = c(
    "The rates are numbers such as 0.75, and the names of the berths are text.",
    "A table can be made of two vectors: data.frame(berth = ..., rate = ...)",
    "`quay` has the column berth already; a vector of eight rates is the other."
  )
)
q$same_values(
  "every berth of the quay has one row, even if it had no calls",
  rates$berth,
  names(sixtieths),
  hint = c(
    "The harbour office asked about eight berths. Compare yours with `quay`.",
    "A berth whose rate is missing keeps its row: the rate is what is empty."
  )
)
q$that(
  "a rate is a share: none is above 1 or below 0",
  nrow(rates) > 0 && all(rates$rate >= 0 & rates$rate <= 1, na.rm = TRUE),
  hint = c(
    "What is divided by what? 12 calls with 3 late cannot be more than all on time.",
    "It is a share and no percentage: three in four is 0.75."
  )
)
q$same_values(
  "each berth has its own rate, and the two that nobody can know are missing",
  rates[, c("berth", "rate")],
  data.frame(berth = names(sixtieths), rate = unname(sixtieths) / 60),
  within = 1e-6,
  hint = c(
    "Find one berth whose rate you can do in your head. Does yours agree?",
    "One berth had no calls, and at another the late calls were not noted.",
    "Infinite, 0 and 1 are all claims to know: where there is none, put `NA`."
  ),
  weight = 2
)
q$score()

# %% [markdown]
# ## Repair the script
#
# A colleague wrote `draft_report` to count the late calls at each berth: those *more than* one hour
# after the announced time.
# It holds three faults.
# One stops it, and two do not.

# %%
march_calls <- data.frame(
  berth = c("B1", "A1", "B1", "C1", "A1", "C1", "B1", "A1", "C1"),
  delay_h = c(0.2, 4.5, 2.0, 1.0, -0.5, 1.1, 7.5, 1.2, 0.0)
)
march_berths <- c("A1", "B1", "C1", "D1")

draft_report <- function(calls, berths) {
  counts <- c()
  late <- 0
  for (berth in berths) {
    here <- calls[calls$berth == berth, ]
    for (delay in here[, "delay"]) {
      if (delay >= 1) {
        late <- late + 1
      }
    }
    counts <- c(counts, late)
  }
  data.frame(berth = berths, late = counts)
}

march_calls

# %% [markdown]
# Count the late calls of each berth by eye first.
# Then copy the function into the next cell, name it `late_report`, and repair it there.
# Try it with `late_report(march_calls, march_berths)`, and call the table that it gives `late_counts`.

# %% solution="repair-script"
late_counts <- NULL
### BEGIN SOLUTION
late_report <- function(calls, berths) {
  counts <- c()
  for (berth in berths) {
    late <- 0
    here <- calls[calls$berth == berth, ]
    for (delay in here[, "delay_h"]) {
      if (delay > 1) {
        late <- late + 1
      }
    }
    counts <- c(counts, late)
  }
  data.frame(berth = berths, late = counts)
}

late_counts <- late_report(march_calls, march_berths)
### END SOLUTION

# %% test="repair-script" points=5
hour <- data.frame(berth = "X", delay_h = c(1.0, 1.0, 1.001))
two <- data.frame(berth = c("X", "X", "Y"), delay_h = c(9, 5, 3))
drawn <- data.frame(
  berth = paste0("Q", sample(1:5, 30, replace = TRUE)),
  delay_h = round(runif(30, -2, 4), 2)
)
drawn_berths <- c("Q5", "Q1", "Q2", "Q3", "Q4", "Q9")
# A factor names the berths as well as text does.
plain <- function(found) {
  if (is.data.frame(found)) found$berth <- as.character(found$berth)
  found
}
was_late <- factor(drawn$berth[drawn$delay_h > 1], levels = drawn_berths)

q <- check("repair-script", points = 5)
q$table("late_counts", late_counts,
  columns = c(berth = NA, late = "whole"),
  says = "the script runs to its end: late_counts is a table with the columns berth and late",
  hint = c(
    "What does the error say? Something was selected that does not exist.",
    "`march_calls` has two columns. Compare their names with those in the script.",
    "End with: late_counts <- late_report(march_calls, march_berths)"
  )
)
q$same_values(
  "a call exactly one hour after its time is not late: of 1.0, 1.0 and 1.001 hours, one is",
  plain(late_report(hour, "X")),
  data.frame(berth = "X", late = 1),
  hint = c(
    "Which line decides that a call is late? Read it aloud, and then the task.",
    "More than one hour: 1.0 is not more than 1."
  )
)
q$same_values(
  "each berth starts from zero: after two late calls at X and one at Y, none at Z",
  plain(late_report(two, c("X", "Y", "Z"))),
  data.frame(berth = c("X", "Y", "Z"), late = c(2, 1, 0)),
  hint = c(
    "Berth D1 had no calls in March. What does your table say of it?",
    "How often is `late <- 0` done, and how often should it be?",
    "What belongs to one berth stands inside the braces of the loop over berths."
  )
)
q$same_values(
  "late_counts is what the script gives for March: every berth, each with its own count",
  plain(late_counts),
  data.frame(berth = paste0(c("A", "B", "C", "D"), 1), late = c(2, 2, 1, 0)),
  hint = c(
    "Count one berth by eye and compare.",
    "Run the last line again: late_counts may be from before your repair."
  )
)
q$same_values(
  "late_report counts right for other calls and berths, too: thirty at Q1 to Q5, none at Q9",
  plain(late_report(drawn, drawn_berths)),
  data.frame(berth = drawn_berths, late = as.vector(table(was_late))),
  hint = c(
    "Does the function use only what it is given, `calls` and `berths`?",
    "A name such as `march_calls` inside the function would always count March."
  )
)
q$score()

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
# Share of late calls, robust to missing delays.
answer_a <- function(delays) {
  sum(delays > 1, na.rm = TRUE) / length(delays)
}

answer_b <- function(delays) {
  known <- delays[!is.na(delays)]
  mean(known > 1)
}

c(answer_a(c(0.5, 3.0, -2.0, 1.0)), answer_b(c(0.5, 3.0, -2.0, 1.0)))

# %% [markdown]
# On these four calls they agree.
# Find calls on which they do not: put their delays in a vector `evidence`, in hours, writing `NA`
# for a delay that is missing.
# At least one delay must be known.
# Work out by hand the share that was asked for, and call it `true_share`.
# Then say which answer is wrong: `wrong_one <- "A"` or `wrong_one <- "B"`.

# %% solution="two-answers"
evidence <- NULL
true_share <- NULL
wrong_one <- NULL
### BEGIN SOLUTION
evidence <- c(3.0, 0.5, NA)
true_share <- 1 / 2
wrong_one <- "A"
### END SOLUTION

# %% test="two-answers" points=4
share_of_known <- function(delays) {
  known <- Filter(Negate(is.na), delays)
  length(Filter(function(hours) hours > 1, known)) / length(known)
}

q <- check("two-answers", points = 4)
q$column("evidence", evidence,
  kind = "number",
  says = "evidence is a vector of delays in hours, at least one of them known",
  hint = c(
    "A vector is made by `c()`, with commas between its values.",
    "Begin with: evidence <- c(3.0, ...)"
  ),
  weight = 0.5
)
q$that(
  "your evidence tells the answers apart: they give different shares for it",
  abs(answer_a(evidence) - answer_b(evidence)) > 1e-9,
  hint = c(
    "Where every delay is known they agree. What was the question about?",
    "Put `NA` in the vector, and print both answers.",
    "Both give 0 where no known call is late, so let one be late."
  )
)
q$number("true_share", true_share,
  at_least = 0,
  at_most = 1,
  says = "true_share is one number from 0 to 1",
  hint = "Three in four is 0.75.",
  weight = 0.5
)
q$that(
  "true_share is the share of late calls among those whose delay is known",
  abs(true_share - share_of_known(evidence)) <= 0.01,
  hint = c(
    "Cross out the unknown delays. How many are left, and how many of those are late?",
    "The late ones divided by those left, and not by the length of the vector."
  )
)
q$that(
  "wrong_one names the answer that your evidence convicts, and only that one",
  isTRUE(wrong_one %in% c("A", "B")) &&
    abs(true_share - share_of_known(evidence)) <= 0.01 &&
    abs(list(A = answer_a, B = answer_b)[[wrong_one]](evidence) - share_of_known(evidence)) > 1e-9,
  hint = c(
    "Print both answers for your evidence. Which of them is your true_share?",
    'The name is a letter in quotes: "A" or "B".'
  )
)
q$score()

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
