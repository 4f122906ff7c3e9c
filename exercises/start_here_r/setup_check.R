# Say what a computer has for this course, what is missing, and what to do;
# `setup_check.py` does it in Python. Source `record.R` first.
#
#     my_setup <- check_setup()
#
# prints one line a thing, and writes the same to `setup.json`. It looks, and changes
# nothing else. Nothing is sent, and the file holds no name: not yours, not your
# account's, not the computer's, and no folder's.
#
# The file carries a random number, drawn anew for each run, and a digest of the rest.
# They tell a file from another run, and one that was edited by hand or cut off. They are
# no security: whoever can program can make both.
#
# Base R alone, so that it also runs where nothing is installed.

setup_check <- local({
  setup_format <- "soundings-setup"
  setup_version <- 1
  states <- c("present", "missing", "note") # a note is worth knowing, and stops nothing
  data <- "datasets/calls/sim_port_calls.csv.gz"
  packages <- c(
    IRkernel = "notebooks in R run with it",
    readr = "lessons after the first programs read files with it",
    dplyr = "lessons after the first programs filter, group and join with it",
    ggplot2 = "lessons draw charts with it",
    jsonlite = "lessons read the descriptions of data with it",
    igraph = "one lesson finds ways in a network with it",
    lubridate = "lessons read dates and times with it",
    readxl = "a lesson reads a spreadsheet with it",
    stringr = "lessons mend names and other text with it",
    tidyr = "lessons turn tables with it"
  )
  ask <- "ask whoever runs this computer, or take another route of the lesson"

  # Look at this computer, print what was found, and write it to `setup.json` in
  # `folder`, where the notebook is. Gives what the file holds: `format`, `version`,
  # `run` (a random number), `date` (UTC), `language`, `system`, how many things are
  # `present`, `missing` and a `note`, the `findings`, and the `digest`.
  check <- function(folder = ".") {
    findings <- c(
      list(look_at_r()),
      unname(Map(look_at_package, names(packages), packages)),
      list(
        look_at_folder(folder), look_at_data(folder), look_at_other_language(),
        look_at_encoding(), look_at_clock()
      )
    )
    found <- vapply(findings, `[[`, "", "state")
    setup <- c(
      list(
        format = setup_format, version = setup_version, run = record$draw_number(),
        date = record$now(), language = "R", system = system_name()
      ),
      lapply(stats::setNames(states, states), function(state) sum(found == state)),
      list(findings = findings)
    )
    setup$digest <- record$digest(setup)
    writeLines(describe(setup))
    problem <- tryCatch(
      suppressWarnings(record$write_json(file.path(folder, "setup.json"), setup)),
      error = identity
    )
    if (inherits(problem, "error")) {
      writeLines("setup.json was not written: this folder cannot be written to.")
    } else {
      writeLines("Written to setup.json. Nothing was sent.")
    }
    invisible(setup)
  }

  # A line for each thing, and under each missing one why and what to do.
  describe <- function(setup) {
    lines <- lapply(setup$findings, function(it) {
      line <- sprintf("%-8s %s: %s", it$state, it$what, it$found)
      if (it$state == "present") return(line)
      c(line, paste("           why:", it$why), paste("           do:", it$do))
    })
    counts <- paste0(setup$present, " present, ", setup$missing, " missing, ", setup$note, " to note.")
    c(unlist(lines), counts)
  }

  # Read a file that `check_setup` wrote.
  read <- function(path = "setup.json") {
    if (!file.exists(path)) {
      stop("There is no ", path, " in this folder. check_setup() writes it.", call. = FALSE)
    }
    setup <- record$read_json(path)
    if (!is.list(setup) || !identical(setup[["format"]], setup_format)) {
      stop(path, " was not written by check_setup(). Run that again.", call. = FALSE)
    }
    setup
  }

  # Whether what was found is as it was written, by its digest.
  is_untouched <- function(setup) {
    identical(setup[["digest"]], record$digest(setup[names(setup) != "digest"]))
  }

  find <- function(what, state, found, why, do) {
    list(what = what, state = state, found = found, why = why, do = do)
  }

  system_name <- function() unname(Sys.info()["sysname"])

  look_at_r <- function() {
    version <- as.character(getRversion())
    state <- if (getRversion() >= "4.2") "present" else "note"
    why <- "the course is made for 4.2 and later"
    find("R", state, version, why, paste0("if something later stops, ", ask))
  }

  look_at_package <- function(name, why) {
    if (!nzchar(system.file(package = name))) return(find(name, "missing", "not here", why, ask))
    find(name, "present", as.character(utils::packageVersion(name)), why, "nothing")
  }

  look_at_folder <- function(folder) {
    why <- "your notebook, its files and your record are kept here"
    trial <- tempfile("trial", folder)
    on.exit(unlink(trial))
    if (suppressWarnings(file.create(trial))) {
      return(find("this folder", "present", "can be written to", why, "nothing"))
    }
    do <- "copy the exercise into a folder of your own, and open it there"
    find("this folder", "missing", "cannot be written to", why, do)
  }

  look_at_data <- function(folder) {
    why <- "the lesson counts the port calls in it"
    places <- paste0(c("", "../", "../../", "../../../"), data)
    here <- places[file.exists(file.path(folder, places))]
    if (length(here)) return(find("the data", "present", here[[1]], why, "nothing"))
    do <- "keep the course's folders together: datasets beside exercises, or beside work"
    find("the data", "missing", paste("no", data, "here or above"), why, do)
  }

  look_at_other_language <- function() {
    why <- "only the lessons in Python need it"
    if (any(nzchar(Sys.which(c("python3", "python"))))) {
      return(find("Python", "present", "found", why, "nothing"))
    }
    find("Python", "note", "not found", why, paste0("nothing, if R is your language; else ", ask))
  }

  look_at_encoding <- function() {
    why <- paste0("text from elsewhere, such as M", intToUtf8(225), "laga, may come out garbled")
    if (l10n_info()$`UTF-8`) return(find("text", "present", "UTF-8", why, "nothing"))
    find("text", "note", "not UTF-8", why, "say encoding = \"UTF-8\" wherever you read a text file")
  }

  look_at_clock <- function() {
    why <- "ships' times are in UTC; a time that names no clock is taken for this one"
    if (format(Sys.time(), "%z") == "+0000") {
      return(find("the clock", "present", "UTC today", why, "nothing"))
    }
    find("the clock", "note", "not UTC", why, "name the clock, tz = \"UTC\", whenever you read a time")
  }

  list(check = check, describe = describe, read = read, is_untouched = is_untouched)
})

check_setup <- setup_check$check
