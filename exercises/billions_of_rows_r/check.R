# What an exercise says of an answer; the package `soundings.checks` is the same in Python.
#
#     q <- check("fastest-ship", points = 4)
#     q$number("fastest_knots", fastest_knots, at_least = 0)
#     q$that("it is below 102.3, which is how a ship says it does not know",
#            fastest_knots < 102.3,
#            hint = c("Which rows hold a speed that nobody measured?", "Begin with: ..."))
#     q$score()
#
# R evaluates an argument only when it is used, so a claim needs no wrapper. The first
# argument of number, text, truth, column, table and callable is the answer's name:
# where it is not of its kind, later claims that use it are unmet without being tried.
# Base R alone, so that it also runs in a browser page. Everything but `check` lives in
# a locked environment of its own, where names of the learner's cannot reach.

check <- local({
  tries <- new.env() # the last try of each claim that was the first one unmet
  media_type <- "application/vnd.soundings.check+json"
  fewest_guesses <- 1000
  nothing <- "not answered yet, or the cell above stopped with an error: read its last line"
  kinds <- c(
    number = "numbers", whole = "whole numbers", text = "text",
    truth = "TRUE or FALSE", time = "times", utc = "times in UTC", day = "days"
  )
  other_kinds <- c(
    length = "lengths of time", category = "categories",
    mixed = "values of several types", empty = "nothing but missing values",
    other = "something else"
  )

  # ---- What a value is, in plain words

  # What a vector holds: a name of kinds or of other_kinds.
  kind_of <- function(value) {
    if (is.factor(value)) return("category")
    if (inherits(value, "POSIXt")) return("time")
    if (inherits(value, "Date")) return("day")
    if (inherits(value, "difftime")) return("length")
    if (is.list(value)) {
      found <- unique(vapply(value, kind_of, ""))
      return(if (length(found) == 1) found else "mixed")
    }
    if (is.logical(value) && all(is.na(value))) return("empty")
    if (is.logical(value)) return("truth")
    if (is.numeric(value)) return("number")
    if (is.character(value)) "text" else "other"
  }

  # The bare values of a vector, or of a list of single values; NULL for all else.
  cells_of <- function(value) {
    if (is.factor(value)) return(as.character(value))
    if (inherits(value, "POSIXt")) return(as.POSIXct(value))
    if (inherits(value, c("Date", "difftime"))) return(value)
    if (is.data.frame(value) || is.null(value)) return(NULL)
    if (is.list(value)) {
      if (!length(value)) return(logical())
      if (any(lengths(value) != 1)) return(NULL)
      return(if (kind_of(value) == "mixed") value else do.call(c, unname(value)))
    }
    is_block <- sum(dim(value) > 1) > 1
    if (is.atomic(value) && !is_block) as.vector(value)
  }

  is_one <- function(value) !is.list(value) && !is.factor(value) && length(value) == 1
  is_gap <- function(value) is.atomic(value) && is_one(value) && is.na(value)
  is_a <- function(value, kind) {
    is_lone <- is.atomic(value) && is_one(value) || inherits(value, "POSIXlt") && length(value) == 1
    is_lone && !anyNA(value) && kind_of(value) == kind
  }

  # "no values", "1 value", "3 values"
  count <- function(number, noun) {
    paste0(if (number) number else "no", " ", noun, if (number != 1) "s")
  }

  show <- function(value, digits = 15) {
    if (is.null(value)) return("NULL")
    if (is_a(value, "text")) {
      return(paste0("'", if (nchar(value) <= 40) value else paste0(substr(value, 1, 39), "\u2026"), "'"))
    }
    if (is_a(value, "truth")) return(as.character(value))
    if (is_a(value, "number")) {
      is_whole <- is.finite(value) && value == round(value)
      return(sprintf(paste0("%.", if (is_whole) 15 else digits, "g"), as.numeric(value)))
    }
    if (is_a(value, "time")) return(format(value, "%Y-%m-%d %H:%M:%S %Z"))
    if (is_a(value, "day")) format(value) else describe(value)
  }

  describe <- function(value) {
    if (is.null(value)) return("NULL, nothing at all")
    if (is_gap(value)) return(paste0(as.character(value), ", a missing value"))
    if (is_a(value, "truth")) return(as.character(value))
    if (is_a(value, "text")) return(paste0("text, ", show(value)))
    if (is_a(value, "number")) return(paste("the number", show(value)))
    if (is.data.frame(value)) return(paste("a table of", count(nrow(value), "row")))
    if (is_a(value, "length")) return("a length of time")
    if (is_a(value, "time")) return("a time")
    if (is_a(value, "day")) return("a day")
    if (is.function(value)) return("a function")
    noun <- if (is.factor(value)) "a factor"
    if (is.null(noun) && inherits(value, "POSIXt")) noun <- "a vector"
    if (is.null(noun) && is.list(value) && !is.object(value)) noun <- "a list"
    if (is.null(noun) && is.atomic(value)) {
      noun <- if (sum(dim(value) > 1) > 1) "a matrix" else "a vector"
    }
    if (is.null(noun)) return(paste("something of type", class(value)[[1]]))
    paste(noun, "of", count(length(value), "value"))
  }

  # ---- Faults: why a claim is unmet; one in kind makes later claims on it pointless

  fault <- function(..., is_answered = TRUE, is_of_kind = TRUE) {
    list(reason = if (...length()) paste0(...), is_answered = is_answered, is_of_kind = is_of_kind)
  }

  advise <- function(value, wanted) {
    if (is.null(value)) return(nothing)
    if (is_gap(value) && is.numeric(value) && is.nan(value)) {
      return("an empty cell or an empty column gives it")
    }
    if (is_gap(value) && wanted == "number") {
      return("one empty cell makes a sum or a largest value NA, unless it is left out")
    }
    if (is_gap(value)) return("an empty cell gives it, or a name that is not there")
    if (is.function(value)) return("did you leave out the brackets that call it?")
    if (is.data.frame(value)) {
      return(if (wanted != "column") "take the value out of its column")
    }
    if (length(value) == 0) return("was anything left to take it from?")
    if (is.factor(value)) return("`as.character` makes it text")
    if (is.list(value) && length(value) == 1) return("take the value out")
    if (wanted == "number" && is_a(value, "text")) {
      is_number <- !is.na(suppressWarnings(as.numeric(value)))
      if (is_number) return("take the quotes away, or make it a number")
    }
    if (wanted == "number" && is_a(value, "length")) {
      return("`as.numeric(..., units = \"hours\")` makes it a number")
    }
  }

  not_a <- function(value, wanted, noun) {
    advice <- advise(value, wanted)
    ending <- if (length(advice)) paste0(": ", advice) else paste0(", not ", noun)
    fault(
      "It is ", describe(value), ending, if (!endsWith(ending, "?")) ".",
      is_answered = !is.null(value), is_of_kind = FALSE
    )
  }

  number_fault <- function(value, whole = FALSE, at_least = NULL, at_most = NULL) {
    if (!is_a(value, "number")) return(not_a(value, "number", "a number"))
    value <- as.numeric(value)
    if (is.infinite(value)) {
      return(fault(
        "It is infinite: was something divided by zero, or nothing left to take it from?",
        is_of_kind = FALSE
      ))
    }
    if (whole && value != round(value)) {
      return(fault("It is ", show(value), ", not a whole number."))
    }
    if (length(at_least) && value < at_least) {
      return(fault("It is ", show(value), ", less than ", show(at_least), "."))
    }
    if (length(at_most) && value > at_most) {
      fault("It is ", show(value), ", more than ", show(at_most), ".")
    }
  }

  kind_fault <- function(value, wanted, noun) {
    if (!is_a(value, wanted)) not_a(value, wanted, noun)
  }

  # Why cells are not all of a kind; the words begin with the subject.
  cells_fault <- function(value, kind, subject) {
    found <- kind_of(value)
    wanted <- switch(kind, whole = "number", utc = "time", kind)
    if (found != wanted) {
      nouns <- c(kinds, other_kinds)
      return(fault(subject, " ", nouns[[found]], ", not ", kinds[[kind]], ".", is_of_kind = FALSE))
    }
    if (kind == "whole") {
      part <- Filter(function(cell) !is.na(cell) && cell != round(cell), cells_of(value))
      if (length(part)) return(fault(subject, " ", show(part[[1]]), ", which is not a whole number."))
    }
    if (kind == "utc") {
      zone <- c(attr(value, "tzone"), "")[[1]]
      if (zone == "") {
        return(fault(subject, " times on this computer's clock, as none is named: which clock is it?"))
      }
      if (!zone %in% c("UTC", "GMT", "Etc/UTC", "Etc/GMT")) {
        fault(subject, " times on the clock of ", zone, ", not UTC.")
      }
    }
  }

  column_fault <- function(value, kind = NULL, length = NULL) {
    cells <- cells_of(value)
    if (is.null(cells)) return(not_a(value, "column", "a vector"))
    if (base::length(cells) == 0 && !identical(as.numeric(length), 0)) {
      return(fault("It is empty: was anything left to take it from?", is_of_kind = FALSE))
    }
    wrong <- if (base::length(kind)) cells_fault(value, kind, "It holds")
    if (is.null(wrong) && base::length(length) && base::length(cells) != length) {
      return(fault("It holds ", count(base::length(cells), "value"), ", not ", length, "."))
    }
    wrong
  }

  # `columns` are kinds by name, NA where any will do.
  table_fault <- function(value, columns, rows = NULL) {
    if (!is.data.frame(value)) return(not_a(value, "table", "a table"))
    for (name in setdiff(names(columns), names(value))) {
      near <- names(value)[tolower(names(value)) == tolower(name)]
      ending <- if (length(near)) {
        paste0(", but ", near[[1]], ": capitals count.")
      } else {
        paste0(". It has ", if (length(value)) toString(names(value)) else "none", ".")
      }
      return(fault("It has no column ", name, ending, is_of_kind = FALSE))
    }
    if (length(rows) && nrow(value) != rows) {
      return(fault("It has ", count(nrow(value), "row"), ", not ", rows, "."))
    }
    if (is.null(rows) && !nrow(value)) return(fault("It has no rows."))
    for (name in names(columns)[!is.na(columns)]) {
      subject <- paste("Its column", name, "holds")
      wrong <- cells_fault(value[[name]], columns[[name]], subject)
      if (length(wrong)) return(wrong)
    }
  }

  callable_fault <- function(value, takes = NULL) {
    if (!is.function(value)) return(not_a(value, "callable", "a function"))
    if (is.null(takes) || is.primitive(value)) return(NULL)
    own <- formals(value)
    is_needed <- vapply(own, is.symbol, NA) & !nzchar(as.character(own))
    is_needed <- is_needed & names(own) != "..."
    fits <- sum(is_needed) <= takes && (takes <= length(own) || "..." %in% names(own))
    if (!fits) {
      fault("It takes ", count(length(own), "argument"), ", not ", takes, ".", is_of_kind = FALSE)
    }
  }

  input_fault <- function(value, name, inputs, expected, within) {
    for (given in as.list(inputs)) {
      arguments <- if (is.list(given)) unname(given) else list(given)
      written <- vapply(arguments, show, "", digits = 6)
      call <- paste0(name, "(", paste(written, collapse = ", "), ")")
      wanted <- do.call(expected, arguments)
      gave <- tryCatch(list(do.call(value, arguments)), error = identity)
      if (inherits(gave, "error")) {
        if (is_unanswered(gave)) stop(gave)
        return(fault(call, " stopped with: ", conditionMessage(gave)))
      }
      gave <- gave[[1]]
      is_nothing <- is.null(wanted) || is_gap(wanted)
      if (is_nothing && (is.null(gave) || is_gap(gave))) next
      if (is_nothing) return(fault(call, " gave ", show(gave, 6), ", not a missing value."))
      if (length(difference(gave, wanted, within))) {
        digits <- if (show(gave, 6) == show(wanted, 6)) 15 else 6
        return(fault(call, " gave ", show(gave, digits), ", not ", show(wanted, digits), "."))
      }
    }
  }

  # ---- Comparing

  has_fraction <- function(column) {
    known <- if (is.numeric(column)) column[is.finite(column)] else numeric()
    any(known != round(known))
  }

  demand_tolerance <- function(expected, within) {
    columns <- if (is.list(expected)) expected else list(expected)
    for (column in columns) {
      if (is.null(within) && has_fraction(column)) {
        stop(
          show(column[is.finite(column) & column != round(column)][[1]]),
          " is expected, which is not a whole number. Say how near an answer has to be, ",
          "as in within = 0.01.",
          call. = FALSE
        )
      }
    }
  }

  measure <- function(cells) if (inherits(cells, "POSIXt")) as.numeric(cells) else cells

  # Whether cells agree, times within seconds; a missing one agrees with a missing one.
  match_cells <- function(value, expected, within) {
    value <- measure(value)
    expected <- measure(expected)
    agree <- if (is.numeric(expected) && length(within)) {
      abs(value - expected) <= within
    } else {
      value == expected
    }
    ifelse(is.na(value) | is.na(expected), is.na(value) & is.na(expected), agree)
  }

  difference <- function(value, expected, within, unit = "") {
    if (is.list(expected) && !inherits(expected, "POSIXt") || length(expected) != 1) {
      return(other_values(value, expected, within, TRUE))
    }
    kind <- kind_of(expected)
    nouns <- c(truth = kinds[["truth"]], text = "text")
    noun <- if (kind %in% names(nouns)) nouns[[kind]] else describe(expected)
    wrong <- if (kind == "number") number_fault(value) else kind_fault(value, kind, noun)
    if (length(wrong)) return(wrong)
    zone <- function(time) c(attr(time, "tzone"), "")[[1]]
    if (kind == "time" && zone(expected) != "" && zone(value) == "") {
      return(fault("It is a time on this computer's clock, as none is named: which clock is it?"))
    }
    if (match_cells(cells_of(value), cells_of(expected), within)) return(NULL)
    if (kind == "text") return(text_fault(value, expected))
    if (kind == "time" && is_today(value) && !is_today(expected)) {
      return(fault("Yours is ", show(value), ", which is today: give the day as well."))
    }
    if (kind != "number" || !nzchar(unit)) return(fault("Yours is ", show(value), "."))
    fault("Yours is ", show(value), " ", if (value == 1) sub("s$", "", unit) else unit, ".")
  }

  # How two texts differ, as far as they are nearly the same.
  text_fault <- function(value, expected) {
    loosely <- function(text) tolower(gsub("\\s", "", text))
    if (trimws(value) == expected) {
      return(fault("Yours is ", show(value), ": there is a blank before or after it."))
    }
    if (loosely(value) == loosely(expected)) {
      return(fault("Only capitals or spaces differ: yours is ", show(value), "."))
    }
    fault("Yours is ", show(value), ".")
  }

  # Whether this is what R makes of a time of day alone.
  is_today <- function(time) {
    zone <- c(attr(time, "tzone"), "")[[1]]
    format(time, "%Y-%m-%d") == format(Sys.time(), "%Y-%m-%d", tz = zone)
  }

  other_values <- function(value, expected, within, in_order) {
    if (is.data.frame(expected)) return(other_rows(value, expected, within, in_order))
    wanted <- cells_of(expected)
    wrong <- column_fault(value, NULL, if (length(wanted)) NULL else 0)
    kind <- kind_of(expected)
    if (is.null(wrong) && kind %in% names(kinds)) wrong <- column_fault(value, kind, length(value))
    if (length(wrong)) return(wrong)
    cells <- cells_of(value)
    if (length(cells) != length(wanted)) {
      return(amount_fault("holds", "value", length(cells), length(wanted)))
    }
    if (sum(is.na(cells)) != sum(is.na(wanted))) {
      return(amount_fault("holds", "missing value", sum(is.na(cells)), sum(is.na(wanted))))
    }
    strange <- find_strange(cells, wanted, within)
    if (length(strange)) {
      return(fault("It holds ", show(strange), blame(strange, wanted, within), "."))
    }
    if (in_order && !all(match_cells(cells, wanted, within))) {
      # What has names has no order, and both words would give the answer away.
      if (is.null(names(value))) fault("It holds the right values, but in another order.") else fault()
    }
  }

  # What is wrong about a cell that has no partner among the wanted ones.
  blame <- function(cell, wanted, within) {
    if (any(match_cells(cell, wanted, within))) return(" more often than it should")
    if (is.character(cell) && trimws(cell) %in% wanted) return(": there is a blank before or after it")
    ", which should not be there"
  }

  # Too many or too few, but not how many are right.
  amount_fault <- function(verb, noun, found, wanted) {
    amount <- if (found < wanted) "few." else "many."
    fault("It ", verb, " ", count(found, noun), ", which is too ", amount)
  }

  # A cell that has no partner among as many wanted ones, whatever the order.
  find_strange <- function(cells, wanted, within) {
    have <- sort(cells, method = "radix")
    want <- sort(wanted, method = "radix")
    if (all(match_cells(have, want, within))) return(NULL)
    place <- 1
    for (i in seq_along(have)) {
      while (place <= length(want) && measure(want[place]) < measure(have[i]) &&
        !match_cells(have[i], want[place], within)) {
        place <- place + 1
      }
      if (place > length(want) || !match_cells(have[i], want[place], within)) return(have[i])
      place <- place + 1
    }
  }

  # Tables row by row, sorted by the columns expected unless in order.
  other_rows <- function(value, expected, within, in_order) {
    asked <- vapply(expected, kind_of, "")
    asked[!asked %in% names(kinds)] <- NA
    wrong <- table_fault(value, asked, if (!nrow(expected)) 0)
    if (length(wrong)) return(wrong)
    if (nrow(value) != nrow(expected)) {
      return(amount_fault("has", "row", nrow(value), nrow(expected)))
    }
    # Fractions last: what is only nearly equal must not set the order.
    columns <- names(expected)[order(vapply(expected, has_fraction, NA))]
    have <- lapply(unclass(value)[columns], cells_of)
    want <- lapply(unclass(expected)[columns], cells_of)
    arrange <- function(table) {
      by <- do.call(order, c(unname(lapply(table, measure)), method = "radix"))
      lapply(table, `[`, by)
    }
    if (!in_order) {
      have <- arrange(have)
      want <- arrange(want)
    }
    first <- columns[[1]]
    strange <- find_strange(have[[first]], want[[first]], within)
    if (length(strange)) {
      words <- sub(", which", " that", blame(strange, want[[first]], within), fixed = TRUE)
      return(fault("It has a row with ", first, " ", show(strange), words, "."))
    }
    if (sum(is.na(have[[first]])) > sum(is.na(want[[first]]))) {
      return(fault("It has a row whose ", first, " is missing, that should not be there."))
    }
    for (name in columns) {
      row <- which(!match_cells(have[[name]], want[[name]], within))
      if (!length(row)) next
      if (name == first) return(fault("It has the right rows, but in another order."))
      place <- paste(first, show(have[[first]][row[[1]]]))
      return(fault("Look at the row with ", place, ": its ", name, " is ", show(have[[name]][row[[1]]]), "."))
    }
  }

  # ---- Seals: a digest of the one form that Python and R agree on, type first

  unsealable <- function(...) {
    stop(errorCondition(paste0(...), class = "unsealable"))
  }

  normalise <- function(value, digits) {
    cells <- cells_of(value)
    if (is.null(value) || is.null(cells)) {
      unsealable("It is ", describe(value), ": it has no form to compare.")
    }
    if (!length(cells)) unsealable("It is empty: was anything left to take it from?")
    forms <- vapply(seq_along(cells), function(i) normalise_one(cells[i], digits), "")
    if (length(forms) == 1) forms else paste0("[", paste(forms, collapse = ";"), "]")
  }

  normalise_one <- function(value, digits) {
    if (is.na(value)) return("missing")
    kind <- kind_of(value)
    if (kind == "truth") return(paste0("truth:", tolower(value)))
    if (kind == "text") return(paste0("text:", nchar(enc2utf8(value), "bytes"), ":", enc2utf8(value)))
    if (kind == "day") return(paste0("day:", format(value, "%Y-%m-%d")))
    if (kind == "time") return(sprintf("time:%.0f", floor(as.numeric(value) + 0.5)))
    if (kind != "number") unsealable("It is ", describe(value), ": it has no form to compare.")
    if (is.infinite(value)) return(paste0("number:", tolower(as.character(value))))
    if (is.null(digits) && value != round(value)) {
      unsealable("It is ", show(value), ", not a whole number.")
    }
    form <- if (is.null(digits)) sprintf("%.0f", value) else sprintf(paste0("%.", digits - 1, "e"), value)
    paste0("number:", if (as.numeric(form) == 0) sub("^-", "", form) else form)
  }

  count_guesses <- function(value, digits) {
    guess <- function(cell) {
      if (is.na(cell)) return(1)
      if (is.numeric(cell)) {
        return(if (cell == round(cell)) max(abs(cell), 1) else 10^max(digits, 1))
      }
      switch(kind_of(cell), text = 30^max(nchar(cell) - 10, 1), truth = 2, day = 1e4, time = 1e6, 1)
    }
    cells <- cells_of(value)
    prod(vapply(seq_along(cells), function(i) guess(cells[i]), 0))
  }

  make_seal <- function(question, value, digits) {
    file <- tempfile()
    on.exit(unlink(file))
    writeBin(charToRaw(enc2utf8(paste0(question, "|", normalise(value, digits)))), file)
    unname(tools::md5sum(file))
  }

  # ---- Trying a claim

  unmet_name <- function(name) {
    fault(
      "`", name, "` does not exist yet: write your answer above and run that cell, ",
      "or check the spelling.",
      is_answered = FALSE, is_of_kind = FALSE
    )
  }

  # What the stub of an unanswered cell says: our own words, so in any locale the same.
  is_unanswered <- function(error) identical(conditionMessage(error), "Not answered yet")

  # The learner's names that an expression uses, itself or by helpers from the same
  # notebook, with their values; looked for from `where` up to the global environment.
  read_names <- function(expression, where) {
    found <- list()
    waiting <- list(expression)
    while (length(waiting)) {
      names <- setdiff(all.names(waiting[[1]], unique = TRUE), names(found))
      waiting <- waiting[-1]
      for (name in names) {
        home <- where
        while (!exists(name, envir = home, inherits = FALSE) && !identical(home, globalenv()) &&
          !identical(home, emptyenv())) {
          home <- parent.env(home)
        }
        if (!exists(name, envir = home, inherits = FALSE)) next
        value <- tryCatch(get(name, envir = home, inherits = FALSE), error = function(e) NULL)
        found[name] <- list(value)
        if (is.function(value) && identical(environment(value), home)) {
          waiting <- c(waiting, list(body(value)))
        }
      }
    }
    found
  }

  # Why a look at a value stopped, in our own words where there are any: an unknown name
  # among those that were looked for, which an error quotes in every language R speaks,
  # or an answer that is NULL.
  explain <- function(error, looked_for, blank, where) {
    if (is_unanswered(error)) {
      return(fault("Not answered yet.", is_answered = FALSE, is_of_kind = FALSE))
    }
    message <- conditionMessage(error)
    is_absent <- function(name) !exists(name, envir = where) && grepl(name, message, fixed = TRUE)
    absent <- Filter(is_absent, looked_for)
    if (length(absent)) return(unmet_name(absent[[1]]))
    if (length(blank)) return(fault("`", blank[[1]], "` is NULL, nothing at all: ", nothing, "."))
    fault("The check stopped with: ", message)
  }

  # The names that code looks for outside itself: no columns, no arguments, nothing of
  # its own making.
  free_names <- function(code) {
    if (is.function(code)) return(setdiff(free_names(body(code)), names(formals(code))))
    if (is.symbol(code)) return(as.character(code))
    if (!is.call(code)) return(character())
    code <- filled(code)
    word <- if (is.symbol(code[[1]])) as.character(code[[1]]) else ""
    if (word %in% c("$", "@")) return(free_names(code[[2]]))
    if (word == "function") return(setdiff(free_names(code[[3]]), names(code[[2]])))
    found <- unlist(lapply(code, free_names))
    made <- if (word == "{") Filter(is_making, code[-1])
    setdiff(unique(found), vapply(made, function(part) as.character(part[[2]]), ""))
  }

  # The parts of a call, without the place left empty in x[1, ].
  filled <- function(code) {
    parts <- as.list(code)
    parts[!vapply(parts, identical, NA, formals(function(empty) NULL)$empty)]
  }

  is_making <- function(code) {
    is.call(code) && as.character(code[[1]])[[1]] %in% c("<-", "=", "for") && is.symbol(code[[2]])
  }

  # The names in an expression, and its texts, such as the names of columns.
  words_of <- function(code) {
    if (is.character(code)) return(code)
    if (is.symbol(code)) return(as.character(code))
    if (is.call(code)) unlist(lapply(filled(code), words_of))
  }

  # A claim has to give exactly one TRUE.
  judge <- function(value) {
    if (is.logical(value) && length(value) == 0) {
      return(fault("There is nothing to compare: is the answer NULL or empty?"))
    }
    if (is.logical(value) && length(value) == 1) {
      if (is.na(value)) return(fault("There is nothing to compare: is a value missing (NA)?"))
      return(if (!value) fault())
    }
    fault(
      "This check is broken: it gave ", class(value)[[1]], " of length ",
      length(value), ", not TRUE or FALSE. Please tell whoever runs the course."
    )
  }

  # Climb the ladder of a claim: the hint for this try, the one for the next, and whether
  # the answers are those of the last time. An empty answer is no try, nor are the same
  # answers once more: they may be a change that did not reach the answer. From then on
  # they are one, as other code may give what the last gave.
  climb <- function(question, claim, answers) {
    key <- paste(question, claim$says)
    last <- get0(key, tries, inherits = FALSE, ifnotfound = list(number = 0, repeats = 0))
    if (claim$is_answered) {
      is_same <- last$number > 0 && identical(
        last$answers, answers,
        ignore.bytecode = TRUE, ignore.environment = TRUE, ignore.srcref = TRUE
      )
      repeats <- if (is_same) last$repeats + 1 else 0
      last <- list(number = last$number + (repeats != 1), repeats = repeats, answers = answers)
      assign(key, last, tries)
    }
    at <- function(n) if (n > 0 && length(claim$hints)) claim$hints[[min(n, length(claim$hints))]]
    list(
      hint = if (claim$is_answered) at(last$number - 1), next_hint = at(last$number),
      is_repeated = claim$is_answered && last$repeats == 1
    )
  }

  # The answer that a claim is about: one the question has named, or the only one. None
  # where a claim uses several names that may be answers or the test's.
  answer_in <- function(expression, used, answers) {
    known <- intersect(answers, names(used))
    if (length(known)) return(known[[1]])
    own <- intersect(all.names(expression), names(used))
    own <- Filter(function(name) !is.function(used[[name]]), own)
    if (length(own) == 1) own
  }

  # Say each claim, each reason once, and the hint under the first one unmet.
  tell <- function(claims, hint, is_repeated) {
    said <- character()
    lines <- character()
    for (claim in claims) {
      lines <- c(lines, paste(if (claim$is_met) "\u2713" else "\u2717", claim$says))
      if (!is.null(claim$reason) && !claim$reason %in% said) {
        said <- c(said, claim$reason)
        lines <- c(lines, paste0("  ", claim$reason))
      }
      if (claim$is_met) next
      if (is_repeated) {
        answer <- if (length(claim$answer)) paste0("`", claim$answer, "`") else "your answer"
        lines <- c(lines, paste0("  The same answer as last time: did your change reach ", answer, "?"))
      }
      if (length(hint)) lines <- c(lines, paste0("  Hint: ", hint))
      hint <- NULL
      is_repeated <- FALSE
    }
    lines
  }

  # Publish the result where a notebook listens; print it anywhere else.
  publish <- function(text, result) {
    if (isTRUE(getOption("jupyter.in_kernel"))) {
      bundle <- list(text)
      names(bundle) <- "text/plain"
      bundle[[media_type]] <- result
      IRdisplay::publish_mimebundle(bundle)
    } else {
      cat(text, "\n", sep = "")
    }
  }

  name_cells <- function(kind) {
    if (kind %in% names(kinds)) return(kinds[[kind]])
    stop('"', kind, '" is no kind of column. Use one of ', toString(names(kinds)), ".", call. = FALSE)
  }

  range_words <- function(at_least, at_most) {
    if (is.null(at_least) && is.null(at_most)) return("")
    if (is.null(at_most)) return(paste(" of", show(at_least), "or more"))
    if (is.null(at_least)) return(paste(" of at most", show(at_most)))
    paste(" from", show(at_least), "to", show(at_most))
  }

  # "the columns a (text) and b"
  column_words <- function(columns) {
    words <- ifelse(is.na(columns), names(columns), paste0(
      names(columns), " (", vapply(columns, function(k) if (is.na(k)) "" else name_cells(k), ""), ")"
    ))
    last <- length(words)
    if (last == 1) return(paste("the column", words))
    paste("the columns", toString(words[-last]), "and", words[[last]])
  }

  # R compiles what it runs twice, which takes a hundred times as long as a claim does.
  uncompiled <- function(value) {
    level <- compiler::enableJIT(0)
    on.exit(compiler::enableJIT(level))
    value
  }

  make_check <- function(question, points) {
    claims <- list()
    used <- list()
    answers <- character()
    unfit <- character()

    try_claim <- function(...) uncompiled(keep_claim(...))

    # Keep a claim, met or with its reason.
    keep_claim <- function(says, promise, look, hint, weight, name = NULL) {
      mine <- read_names(promise$expression, promise$where)
      used[names(mine)] <<- mine
      answers <<- c(answers, name)
      blank <- names(Filter(is.null, mine))
      wrong <- if (any(names(mine) %in% unfit)) {
        fault()
      } else {
        tryCatch(suppressWarnings(look(promise$get())), error = function(error) {
          helpers <- unname(Filter(is.function, mine))
          looked_for <- unlist(lapply(c(promise$expression, helpers), free_names))
          explain(error, unique(c(intersect(answers, looked_for), looked_for)), blank, promise$where)
        })
      }
      if (length(wrong) && length(blank)) wrong$is_answered <- FALSE
      # What a test made of a column of the wrong kind is not the learner's.
      if (length(wrong) && any(unfit %in% words_of(promise$expression))) wrong["reason"] <- list(NULL)
      if (length(name) && length(wrong) && !wrong$is_of_kind) unfit <<- c(unfit, name)
      claims[[length(claims) + 1]] <<- list(
        says = says, hints = hint, weight = weight, is_met = is.null(wrong),
        reason = wrong$reason, is_answered = is.null(wrong) || wrong$is_answered,
        answer = answer_in(promise$expression, mine, answers)
      )
      invisible()
    }

    # A value that is not looked at yet: how to get it, what it says, where it lives.
    hold <- function(get, expression, where) list(get = get, expression = expression, where = where)

    that <- function(says, test, hint = character(), weight = 1) {
      promise <- hold(function() test, substitute(test), parent.frame())
      try_claim(says, promise, judge, hint, weight)
    }

    number <- function(name, value, whole = FALSE, at_least = NULL, at_most = NULL,
                       says = NULL, hint = character(), weight = 1) {
      promise <- hold(function() value, substitute(value), parent.frame())
      sentence <- paste0(name, " is a ", if (whole) "whole ", "number", range_words(at_least, at_most))
      look <- function(found) number_fault(found, whole, at_least, at_most)
      try_claim(c(says, sentence)[[1]], promise, look, hint, weight, name)
    }

    text <- function(name, value, says = NULL, hint = character(), weight = 1) {
      promise <- hold(function() value, substitute(value), parent.frame())
      look <- function(found) kind_fault(found, "text", "text")
      try_claim(c(says, paste(name, "is text"))[[1]], promise, look, hint, weight, name)
    }

    truth <- function(name, value, says = NULL, hint = character(), weight = 1) {
      promise <- hold(function() value, substitute(value), parent.frame())
      look <- function(found) kind_fault(found, "truth", kinds[["truth"]])
      try_claim(c(says, paste(name, "is", kinds[["truth"]]))[[1]], promise, look, hint, weight, name)
    }

    column <- function(name, value, kind = NULL, length = NULL,
                       says = NULL, hint = character(), weight = 1) {
      promise <- hold(function() value, substitute(value), parent.frame())
      sentence <- paste0(name, if (is.null(kind)) " is a vector" else paste(" holds", name_cells(kind)))
      if (!is.null(length)) {
        sentence <- paste(sentence, if (is.null(kind)) "of" else "in", count(length, "value"))
      }
      look <- function(found) column_fault(found, kind, length)
      try_claim(c(says, sentence)[[1]], promise, look, hint, weight, name)
    }

    # `columns` are names, or kinds by name: c(mmsi = "text").
    table <- function(name, value, columns = character(), rows = NULL,
                      says = NULL, hint = character(), weight = 1) {
      promise <- hold(function() value, substitute(value), parent.frame())
      if (is.null(names(columns))) {
        columns <- stats::setNames(rep(NA_character_, length(columns)), columns)
      }
      sentence <- paste0(
        name, " is a table", if (!is.null(rows)) paste(" of", count(rows, "row")),
        if (length(columns)) paste(" with", column_words(columns))
      )
      look <- function(found) table_fault(found, columns, rows)
      try_claim(c(says, sentence)[[1]], promise, look, hint, weight, name)
    }

    callable <- function(name, value, takes = NULL, says = NULL, hint = character(), weight = 1) {
      promise <- hold(function() value, substitute(value), parent.frame())
      sentence <- paste0(name, " is a function", if (!is.null(takes)) paste(" of", count(takes, "argument")))
      look <- function(found) callable_fault(found, takes)
      try_claim(c(says, sentence)[[1]], promise, look, hint, weight, name)
    }

    # Numbers may differ by `within`, times by so many seconds. A reason says a number
    # with its `unit`, as in "hours".
    equals <- function(says, value, expected, within = NULL, unit = "",
                       hint = character(), weight = 1) {
      promise <- hold(function() value, substitute(value), parent.frame())
      demand_tolerance(expected, within)
      look <- function(found) difference(found, expected, within, unit)
      try_claim(says, promise, look, hint, weight)
    }

    # In any order, unless told otherwise; of a table only the columns expected.
    same_values <- function(says, value, expected, within = NULL, in_order = FALSE,
                            hint = character(), weight = 1) {
      promise <- hold(function() value, substitute(value), parent.frame())
      demand_tolerance(expected, within)
      look <- function(found) other_values(found, expected, within, in_order)
      try_claim(says, promise, look, hint, weight)
    }

    # Each input is one call; a list is several arguments. `expected` is a function too.
    for_inputs <- function(says, value, inputs, expected, within = NULL,
                           hint = character(), weight = 1) {
      promise <- hold(function() value, substitute(value), parent.frame())
      force(inputs)
      name <- deparse(promise$expression)[[1]]
      look <- function(found) {
        wrong <- callable_fault(found)
        if (length(wrong)) wrong else input_fault(found, name, inputs, expected, within)
      }
      try_claim(says, promise, look, hint, weight)
    }

    # Make `seal` with check(question)$seal(value, digits), and give the same digits.
    sealed <- function(says, value, seal, digits = NULL, hint = character(), weight = 1) {
      promise <- hold(function() value, substitute(value), parent.frame())
      look <- function(found) {
        if (is.null(found)) return(not_a(found, "sealed", "a value"))
        own <- tryCatch(make_seal(question, found, digits), unsealable = identity)
        if (inherits(own, "error")) return(fault(conditionMessage(own)))
        if (!identical(own, seal)) fault()
      }
      try_claim(says, promise, look, hint, weight)
    }

    # For authors, not for test cells: refuses what a few guesses would find.
    seal <- function(value, digits = NULL) {
      if (count_guesses(value, digits) < fewest_guesses) {
        stop(
          show(value), " is found with fewer than ", fewest_guesses, " guesses: a choice, ",
          "a truth, a small number or a short text. Use a hidden test.",
          call. = FALSE
        )
      }
      make_seal(question, value, digits)
    }

    score <- function() uncompiled(show_score())

    show_score <- function() {
      if (!length(claims)) {
        stop('check("', question, '") has no claims. Add q$that(...) before q$score().')
      }
      weights <- vapply(claims, `[[`, 0, "weight")
      met <- vapply(claims, `[[`, NA, "is_met")
      earned <- round(points * sum(weights[met]) / sum(weights), 2)
      ladder <- if (!all(met)) climb(question, claims[!met][[1]], used)
      told <- tell(claims, ladder$hint, isTRUE(ladder$is_repeated))
      lines <- c(told, sprintf("%g of %g points", earned, points))
      or_na <- function(text) if (is.null(text)) NA else text # NULL would be sent as {}
      shown <- lapply(claims, function(claim) {
        list(
          says = claim$says, is_met = claim$is_met,
          reason = or_na(claim$reason), weight = claim$weight
        )
      })
      publish(paste(lines, collapse = "\n"), list(
        question = question, points = earned, out_of = points,
        hint = or_na(ladder$hint), next_hint = or_na(ladder$next_hint), claims = shown
      ))
      invisible(earned)
    }

    list(
      that = that, number = number, text = text, truth = truth, column = column,
      table = table, callable = callable, equals = equals, same_values = same_values,
      for_inputs = for_inputs, sealed = sealed, seal = seal, score = score
    )
  }

  lockEnvironment(environment(), bindings = TRUE)

  function(question, points = 1) uncompiled(make_check(question, points))
}, envir = new.env(parent = baseenv()))
