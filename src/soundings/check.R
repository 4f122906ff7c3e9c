# What an exercise says of an answer; `checks.py` is the same in Python.
#
#     q <- check("fastest-ship", points = 4)
#     q$that("it is below 102.3, which is how a ship says it does not know",
#            fastest_knots < 102.3,
#            hint = c("Which rows hold a speed that nobody measured?", "Begin with: ..."))
#     q$score()
#
# R evaluates an argument only when it is used, so a claim needs no wrapper. Base R
# alone, so that it also runs in a browser page. Everything but `check` lives in an
# environment of its own, where names of the learner's cannot reach.

check <- local({
  failed_runs <- new.env()
  media_type <- "application/vnd.soundings.check+json"

  # The names a claim uses that exist nowhere: the reason an error cannot give in
  # every language R speaks.
  missing_names <- function(claim, where) {
    used <- unique(c(all.vars(claim), all.names(claim, functions = TRUE)))
    used[!vapply(used, exists, NA, envir = where)]
  }

  # Try one claim: list(is_met, reason, is_answered).
  try_claim <- function(promise, claim, where) {
    unmet <- function(..., is_answered = TRUE) {
      list(is_met = FALSE, reason = paste0(...), is_answered = is_answered)
    }
    value <- tryCatch(suppressWarnings(promise()), error = identity)
    if (inherits(value, "error")) {
      if (identical(conditionMessage(value), "Not answered yet")) {
        return(unmet("Not answered yet.", is_answered = FALSE))
      }
      absent <- missing_names(claim, where)
      if (length(absent)) {
        return(unmet(
          "`", absent[[1]], "` does not exist yet: run the cell above, ",
          "or check the spelling.",
          is_answered = FALSE
        ))
      }
      return(unmet("The check stopped with: ", conditionMessage(value)))
    }
    if (is.logical(value) && length(value) == 0) {
      return(unmet("There is nothing to compare: is the answer NULL or empty?"))
    }
    if (is.logical(value) && length(value) == 1) {
      if (is.na(value)) {
        return(unmet("There is nothing to compare: is a value missing (NA)?"))
      }
      return(list(is_met = as.vector(value), reason = NULL, is_answered = TRUE))
    }
    unmet(
      "This check is broken: it gave ", class(value)[[1]], " of length ",
      length(value), ", not TRUE or FALSE. Please tell whoever runs the course."
    )
  }

  # Climb the ladder of the first unmet claim; an empty answer is no try.
  next_hint <- function(question, claims) {
    unmet <- Filter(function(claim) !claim$is_met, claims)
    if (!length(unmet) || !unmet[[1]]$is_answered) return(NULL)
    claim <- unmet[[1]]
    key <- paste(question, claim$says)
    earlier <- get0(key, failed_runs, inherits = FALSE, ifnotfound = 0)
    assign(key, earlier + 1, failed_runs)
    if (earlier == 0 || !length(claim$hints)) return(NULL)
    claim$hints[[min(earlier, length(claim$hints))]]
  }

  # Say each claim, each reason once, and the hint under the first one unmet.
  lines_for <- function(claims, hint) {
    said <- character()
    lines <- character()
    for (claim in claims) {
      lines <- c(lines, paste(if (claim$is_met) "\u2713" else "\u2717", claim$says))
      if (!is.null(claim$reason) && !claim$reason %in% said) {
        said <- c(said, claim$reason)
        lines <- c(lines, paste0("  ", claim$reason))
      }
      if (!claim$is_met && !is.null(hint)) {
        lines <- c(lines, paste0("  Hint: ", hint))
        hint <- NULL
      }
    }
    lines
  }

  # Publish the result where a notebook listens; print it anywhere else.
  show <- function(text, result) {
    if (isTRUE(getOption("jupyter.in_kernel"))) {
      bundle <- list(text)
      names(bundle) <- "text/plain"
      bundle[[media_type]] <- result
      IRdisplay::publish_mimebundle(bundle)
    } else {
      cat(text, "\n", sep = "")
    }
  }

  function(question, points = 1) {
    claims <- list()

    that <- function(says, test, hint = character(), weight = 1) {
      tried <- try_claim(function() test, substitute(test), parent.frame())
      claims[[length(claims) + 1]] <<- c(
        list(says = says, hints = hint, weight = weight), tried
      )
      invisible()
    }

    score <- function() {
      if (!length(claims)) {
        stop('check("', question, '") has no claims. Add q$that(...) before q$score().')
      }
      weights <- vapply(claims, `[[`, 0, "weight")
      met <- vapply(claims, `[[`, NA, "is_met")
      earned <- round(points * sum(weights[met]) / sum(weights), 2)
      hint <- next_hint(question, claims)
      lines <- c(lines_for(claims, hint), paste(earned, "of", points, "points"))
      shown <- lapply(claims, `[`, c("says", "is_met", "reason"))
      show(paste(lines, collapse = "\n"), list(
        question = question, points = earned, out_of = points,
        hint = hint, claims = shown
      ))
      invisible(earned)
    }

    list(that = that, score = score)
  }
}, envir = new.env(parent = baseenv()))
