# %% [markdown]
# # Start on any laptop: three first steps
#
# Look at your set-up, change one number, and keep a record of it.
# Click into a cell and press Shift and Enter: it runs, and its result appears below.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.
#
# An empty answer holds the line `stop('Not answered yet')`, which stops it.
# Put your own line in its place.

# %%
source("check.R")
source("record.R")
source("setup_check.R")

# %% [markdown]
# ## What does this computer have?
#
# `check_setup()` prints what is here and what is missing, and writes the same to a file, `setup.json`.
# Run it, and keep what it gives back as `my_setup`.
#
# Then take how many things are present from it, with `my_setup$present`, and call the number `things_present`.
# Do not type the number: whoever marks runs your notebook on another computer.

# %% solution="check-setup"
my_setup <- NULL
things_present <- NULL
### BEGIN SOLUTION
my_setup <- check_setup()
things_present <- my_setup$present
### END SOLUTION

# %% test="check-setup" points=4
q <- check("check-setup", points = 4)

# NULL is left to stop here: then it says that nothing was answered yet.
number_of_run <- function(setup) {
  if (is.null(setup)) stop("nothing")
  if (is.list(setup) && is.character(setup[["run"]])) setup[["run"]] else ""
}

q$that(
  "my_setup is what check_setup() gave back",
  nzchar(number_of_run(my_setup)),
  hint = c(
    "One line does both: a name on the left, an arrow, and the call.",
    "Brackets at the end make it run: without them you keep the tool, not its result.",
    "Begin with: my_setup <- ..."
  )
)
q$that(
  "setup.json stands in the folder of this notebook",
  nzchar(number_of_run(my_setup)) && file.exists("setup.json"),
  hint = c(
    "Running check_setup() writes the file. Look at the list of files on the left.",
    "Does its last line say that the file was written? If not, the folder is closed to you."
  )
)
q$that(
  "nobody has changed setup.json by hand: its digest fits",
  setup_check$is_untouched(setup_check$read()),
  hint = c(
    "You may read the file, but one changed letter shows.",
    "Run the answer's cell again: it writes the file anew."
  )
)
q$that(
  "it comes from this run on this computer: its number is that of my_setup",
  identical(setup_check$read()$run, number_of_run(my_setup)),
  hint = c(
    "Each run draws a new number, `run`. The file has one, and my_setup has another.",
    "Was the file copied from a colleague? Run the answer's cell again."
  )
)
q$number("things_present", things_present,
  whole = TRUE,
  at_least = 0,
  hint = c(
    "my_setup holds several things by name. Which one says how many are present?",
    "The name stands after a dollar sign.",
    "Begin with: things_present <- my_setup$..."
  )
)
q$that(
  "things_present is how many things this run found present",
  identical(as.numeric(things_present), setup_check$read()$present),
  hint = c(
    "Compare it with the first number of the line that check_setup() ends its list with.",
    "Only those that are present: not the missing ones, and not the notes."
  )
)
q$score()

# %% [markdown]
# ## Change one number
#
# Ten made-up stays in port, in hours.

# %%
stays_hours <- c(8.5, 31, 12, 26.5, 3, 14.5, 40, 11.5, 19, 2.5)

# %% [markdown]
# The next cell counts the stays of more than 24 hours, a day.
# You want those of more than half a day.
# Change one number in it, take out the line that stops it, and run it again.
# The answer is `long_stays`.

# %% solution="change-a-number"
limit_hours <- 24
### BEGIN SOLUTION
limit_hours <- 12
### END SOLUTION
long_stays <- sum(stays_hours > limit_hours)
long_stays

# %% test="change-a-number" points=3
q <- check("change-a-number", points = 3)
q$equals("limit_hours is half a day, in hours", limit_hours, 12,
  hint = c(
    "The first line of the cell gives limit_hours its number, without quotes.",
    "How many hours are half of 24?"
  )
)
q$number("long_stays", long_stays,
  whole = TRUE,
  at_least = 0,
  at_most = 10,
  hint = c(
    "The line with `sum` makes it: leave that line as it was.",
    "Take out `stop('Not answered yet')`, which stops the cell before it gets there."
  )
)
q$equals(
  "long_stays counts the stays of more than half a day, with that limit",
  long_stays,
  sum(c(8.5, 31, 12, 26.5, 3, 14.5, 40, 11.5, 19, 2.5) > 12),
  hint = c(
    "Did you run the cell again after the change? Until then the old answer stands.",
    "A stay of exactly half a day is not longer than half a day.",
    "Let the line with `sum` do the counting: it compares with `>`."
  ),
  weight = 2
)
q$score()

# %% [markdown]
# ## Keep a record, and read it back
#
# Your record is a file of your own: what you did, in your words.
# `record$add_text(FILE, TITLE, WORDS)` writes into it, and `record$read(FILE)` reads it.
# In place of each word in capitals you put a text, between quotes.
#
# The file is `"my.soundings-record.json"`, and the title is `"Exercise 2"`.
# The words are a sentence of yours: how many of the ten stays were longer than 12 hours?
# Then read the file back, and call what you get `my_record`.
#
# The record needs no name.
# If you want one in it, type it as `typed_name`, between the quotes, and add this line:
#
# ```r
# record$add_name("my.soundings-record.json", typed_name)
# ```

# %% solution="keep-record"
typed_name <- ""
my_record <- NULL
### BEGIN SOLUTION
words <- "5 of the 10 stays were longer than 12 hours."
record$add_text("my.soundings-record.json", "Exercise 2", words)
my_record <- record$read("my.soundings-record.json")
### END SOLUTION

# %% test="keep-record" points=5
q <- check("keep-record", points = 5)
own_record <- "my.soundings-record.json"

# NULL is left to stop here: then it says that nothing was answered yet.
entries_of <- function(found) {
  if (is.null(found)) stop("nothing")
  if (is.list(found)) found[["entries"]]
}

entries_of_kind <- function(kind) {
  Filter(function(entry) identical(entry[["kind"]], kind), record$read(own_record)$entries)
}

says_how_many <- function(entry) {
  entry[["title"]] == "Exercise 2" &&
    grepl("(?<![0-9.])5(?![0-9.]*[0-9])|\\bfive\\b", entry[["text"]], ignore.case = TRUE, perl = TRUE)
}

q$that(
  "my_record is the record that record$read() gave back",
  is.list(entries_of(my_record)),
  hint = c(
    "First write, then read: two lines, and the second one begins with my_record.",
    "Begin with: my_record <- record$read(\"...\")"
  )
)
q$that(
  "my.soundings-record.json stands in this folder, and opens as a record",
  is.list(entries_of(my_record)) && isTRUE(all.equal(record$read(own_record)$version, 1)),
  hint = c(
    "record$add_text() makes the file. Is its name spelt as above, with both points?",
    "If the file was changed by hand, move it away and run the answer's cell again."
  )
)
q$that(
  "my_record is what stands in the file now",
  identical(entries_of(my_record), record$read(own_record)$entries),
  hint = c(
    "Read after you write: what was read before does not hold what came later.",
    "The line with record$read() comes last."
  )
)
q$that(
  "every entry is as it was sealed: nobody changed the file by hand",
  all(vapply(record$read(own_record)$entries, record$is_sealed, NA)),
  hint = c(
    "An entry carries a seal, its `id`; one changed letter, and it no longer fits.",
    "Move the file out of the folder, and run the answer's cell again."
  )
)
q$that(
  "its entry \"Exercise 2\" says how many of the stays were longer than 12 hours",
  any(vapply(entries_of_kind("text"), says_how_many, NA)),
  hint = c(
    "The title comes second, the sentence third, each between quotes.",
    "Which number did exercise 2 give you? It belongs in the sentence."
  ),
  weight = 2
)
q$that(
  "it holds no name but the one you typed",
  all(vapply(entries_of_kind("name"), function(entry) {
    identical(entry[["text"]], trimws(enc2utf8(typed_name)))
  }, NA)),
  hint = c(
    "typed_name is all the record may call you. Is another name in it?",
    "A record keeps what was added: move the file away, and run the answer's cell again."
  )
)
q$score()
