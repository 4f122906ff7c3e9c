# Answers to `solutions/start_here_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="check-setup" name="counted from the list of findings"
my_setup <- check_setup()
things_present <- sum(sapply(my_setup$findings, `[[`, "state") == "present")

# %% right="check-setup" name="read back from the file"
check_setup()
my_setup <- setup_check$read()
things_present <- my_setup[["present"]]

# %% right="check-setup" name="a table of states, run twice"
my_setup <- check_setup()
my_setup <- check_setup()
states <- table(vapply(my_setup$findings, function(it) it$state, ""))
things_present <- unname(states[["present"]])

# %% right="check-setup" name="with dplyr"
library(dplyr)
my_setup <- check_setup()
findings <- bind_rows(my_setup$findings)
things_present <- findings |>
  filter(state == "present") |>
  nrow()

# %% wrong="check-setup" name="nothing" kind="nothing" says="not answered yet"
my_setup <- NULL
things_present <- NULL

# %% wrong="check-setup" name="run, but not kept" says="not answered yet"
my_setup <- NULL
check_setup()
things_present <- NULL

# %% wrong="check-setup" name="the tool, not its result" says="what check_setup() gave back"
my_setup <- check_setup
things_present <- 9

# %% wrong="check-setup" name="the text of the file" says="what check_setup() gave back"
check_setup()
my_setup <- readLines("setup.json")
things_present <- 9

# %% wrong="check-setup" name="no file" says="stands in the folder"
my_setup <- check_setup()
things_present <- my_setup$present
unlink("setup.json")

# %% wrong="check-setup" name="file from another machine's run" says="from this run on this computer"
check_setup()
theirs <- readLines("setup.json", encoding = "UTF-8")
my_setup <- check_setup()
things_present <- my_setup$present
writeLines(theirs, "setup.json", useBytes = TRUE)

# %% wrong="check-setup" name="edited file" says="nobody has changed setup.json"
my_setup <- check_setup()
things_present <- my_setup$present
lines <- readLines("setup.json", encoding = "UTF-8")
writeLines(sub("\"language\": \"R\"", "\"language\": \"S\"", lines), "setup.json", useBytes = TRUE)

# %% wrong="check-setup" name="a file cut off" says="not JSON that can be read"
my_setup <- check_setup()
things_present <- my_setup$present
writeLines(head(readLines("setup.json"), 9), "setup.json")

# %% wrong="check-setup" name="another file of that name" says="was not written by check_setup"
my_setup <- check_setup()
things_present <- my_setup$present
writeLines("{}", "setup.json")

# %% wrong="check-setup" name="a number as text" kind="type" says="take the quotes away"
my_setup <- check_setup()
things_present <- as.character(my_setup$present)

# %% wrong="check-setup" name="the list of findings for their number" says="things_present is a whole number"
my_setup <- check_setup()
things_present <- my_setup$findings

# %% wrong="check-setup" name="a name that is not there" says="not answered yet"
my_setup <- check_setup()
things_present <- my_setup$here

# %% wrong="check-setup" name="a colleague's number" kind="hard-coded" says="this run found present"
my_setup <- check_setup()
things_present <- 42

# %% wrong="check-setup" name="one too many" kind="off-by-one" says="this run found present"
my_setup <- check_setup()
things_present <- my_setup$present + 1

# %% wrong="check-setup" name="the missing ones" says="this run found present"
my_setup <- check_setup()
things_present <- my_setup$missing

# %% right="change-a-number" name="a fraction of a day, counted in a loop"
limit_hours <- 0.5 * 24
long_stays <- 0
for (hours in stays_hours) {
  if (hours > limit_hours) long_stays <- long_stays + 1
}

# %% right="change-a-number" name="with dplyr"
library(dplyr)
limit_hours <- 12L
long_stays <- tibble(hours = stays_hours) |>
  filter(hours > limit_hours) |>
  nrow()

# %% right="change-a-number" name="the length of those kept"
limit_hours <- 12
long_stays <- length(stays_hours[stays_hours > limit_hours])

# %% wrong="change-a-number" name="nothing" kind="nothing" says="does not exist yet"
stop("Not answered yet")

# %% wrong="change-a-number" name="nothing changed" says="limit_hours is half a day"
limit_hours <- 24
long_stays <- sum(stays_hours > limit_hours)

# %% wrong="change-a-number" name="a number between quotes" says="take the quotes away"
limit_hours <- "12"
long_stays <- sum(stays_hours > limit_hours)

# %% wrong="change-a-number" name="changed, and not run again" says="with that limit"
limit_hours <- 24
long_stays <- sum(stays_hours > limit_hours)
limit_hours <- 12

# %% wrong="change-a-number" name="counted by eye, the limit left" kind="hard-coded" says="limit_hours is half a day"
limit_hours <- 24
long_stays <- 5

# %% wrong="change-a-number" name="exactly half a day counted too" kind="off-by-one" says="Yours is 6."
limit_hours <- 12
long_stays <- sum(stays_hours >= limit_hours)

# %% wrong="change-a-number" name="the count as text" kind="type" says="take the quotes away"
limit_hours <- 12
long_stays <- as.character(sum(stays_hours > limit_hours))

# %% wrong="change-a-number" name="the stays, not their number" says="long_stays is a whole number"
limit_hours <- 12
long_stays <- stays_hours[stays_hours > limit_hours]

# %% wrong="change-a-number" name="their hours added up" says="more than 10"
limit_hours <- 12
long_stays <- sum(stays_hours[stays_hours > limit_hours])

# %% wrong="change-a-number" name="half a day as a fraction" says="limit_hours is half a day"
limit_hours <- 0.5
long_stays <- sum(stays_hours > limit_hours)

# %% wrong="change-a-number" name="the shorter ones" says="Yours is 4."
limit_hours <- 12
long_stays <- sum(stays_hours < limit_hours)

# %% right="keep-record" name="with a name that was typed, in words"
typed_name <- "Ash \u00dcnal"
record$add_name("my.soundings-record.json", typed_name)
record$add_text("my.soundings-record.json", "Exercise 2", "Five were longer.")
my_record <- record$read("my.soundings-record.json")

# %% right="keep-record" name="what add_text gives back, run twice"
typed_name <- ""
for (run in 1:2) {
  my_record <- record$add_text(
    "my.soundings-record.json", "Exercise 2", "I changed 24 to 12 and got 5."
  )
}

# %% right="keep-record" name="other words beside it"
typed_name <- ""
record$add_text("my.soundings-record.json", "My question", "Why do ships wait?")
record$add_text("my.soundings-record.json", "Exercise 2", paste(5, "of 10 beyond 12 hours"))
my_record <- record$read("my.soundings-record.json")

# %% right="keep-record" name="a number in capitals"
typed_name <- ""
record$add_text("my.soundings-record.json", "Exercise 2", "FIVE OF THE TEN")
my_record <- record$read("my.soundings-record.json")

# %% wrong="keep-record" name="nothing" kind="nothing" says="not answered yet"
typed_name <- ""
my_record <- NULL

# %% wrong="keep-record" name="written, not read" says="not answered yet"
typed_name <- ""
my_record <- NULL
record$add_text("my.soundings-record.json", "Exercise 2", "5 of 10")

# %% wrong="keep-record" name="the name of the file" kind="type" says="record$read() gave back"
typed_name <- ""
record$add_text("my.soundings-record.json", "Exercise 2", "5 of 10")
my_record <- "my.soundings-record.json"

# %% wrong="keep-record" name="the entries alone" says="record$read() gave back"
typed_name <- ""
record$add_text("my.soundings-record.json", "Exercise 2", "5 of 10")
my_record <- record$read("my.soundings-record.json")$entries

# %% wrong="keep-record" name="a file of another name" says="stands in this folder"
typed_name <- ""
record$add_text("my_record.json", "Exercise 2", "5 of 10")
my_record <- record$read("my_record.json")

# %% wrong="keep-record" name="typed by hand" kind="hard-coded" says="stands in this folder"
typed_name <- ""
my_record <- list(
  format = "soundings-record",
  version = 1,
  entries = list(list(kind = "text", title = "Exercise 2", text = "5 of 10"))
)

# %% wrong="keep-record" name="read before the last words" says="what stands in the file now"
typed_name <- ""
record$add_text("my.soundings-record.json", "My question", "Why do ships wait?")
my_record <- record$read("my.soundings-record.json")
record$add_text("my.soundings-record.json", "Exercise 2", "5 of 10")

# %% wrong="keep-record" name="edited by hand" says="as it was sealed"
typed_name <- ""
record$add_text("my.soundings-record.json", "Exercise 2", "3 of 10")
lines <- readLines("my.soundings-record.json", encoding = "UTF-8")
writeLines(sub("3 of 10", "5 of 10", lines), "my.soundings-record.json", useBytes = TRUE)
my_record <- record$read("my.soundings-record.json")

# %% wrong="keep-record" name="one too many" kind="off-by-one" says="says how many"
typed_name <- ""
record$add_text("my.soundings-record.json", "Exercise 2", "6 of 10 beyond 12.5 hours")
my_record <- record$read("my.soundings-record.json")

# %% wrong="keep-record" name="another title" says="says how many"
typed_name <- ""
record$add_text("my.soundings-record.json", "Stays", "5 of 10")
my_record <- record$read("my.soundings-record.json")

# %% wrong="keep-record" name="a name that nobody typed" says="no name but the one you typed"
typed_name <- ""
record$add_name("my.soundings-record.json", "account-4711")
record$add_text("my.soundings-record.json", "Exercise 2", "5 of 10")
my_record <- record$read("my.soundings-record.json")

# %% wrong="keep-record" name="a colleague's record taken over" says="no name but the one you typed"
typed_name <- "Ash"
record$add_name("my.soundings-record.json", "Pine")
record$add_name("my.soundings-record.json", typed_name)
record$add_text("my.soundings-record.json", "Exercise 2", "5 of 10")
my_record <- record$read("my.soundings-record.json")
