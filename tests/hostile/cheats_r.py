"""Attacks in R: answers that would have their test say what they want."""

from __future__ import annotations

from tests.hostile.cohort import ALL, NONE, Case, attack_r

CASES: list[Case] = [
    attack_r(
        "masks-check", "add", (2, 3, 2),
        code="""
            check <- function(...) {
              yes <- function(...) invisible(TRUE)
              list(number = yes, equals = yes, that = yes, score = function() 4)
            }
            total <- 5
        """,
    ),
    attack_r(
        "masks-words", "add", (2, 3, 2),
        code="""
            identical <- isTRUE <- all.equal <- is.numeric <- function(...) TRUE
            stopifnot <- function(...) NULL
            source <- function(...) NULL
            T <- TRUE; F <- TRUE
            total <- 5
        """,
    ),
    attack_r(
        "masks-operators", "add", (2, 0, 2), note=r"`\$`",
        code="""
            `==` <- function(a, b) TRUE
            `!=` <- function(a, b) FALSE
            `!` <- function(x) TRUE
            `if` <- function(...) TRUE
            `$` <- function(...) function(...) 4
            total <- 5
        """,
    ),
    attack_r(
        "changes-base", "add", NONE, note="baseenv", flagged=True,
        code="""
            for (name in c('identical', 'isTRUE', 'abs', 'all')) {
              unlockBinding(name, baseenv())
              assign(name, function(...) TRUE, baseenv())
            }
            total <- 5
        """,
    ),
    attack_r(
        "changes-check", "add", (2, 3, 2), note="unlockBinding", flagged=True,
        code="""
            e <- environment(check)
            for (name in ls(e)) if (is.function(e[[name]])) {
              unlockBinding(name, e)
              assign(name, function(...) NULL, e)
            }
            total <- 5
        """,
    ),
    attack_r(
        "changes-dplyr", "calls", (4, 1, 2), note="`data.frame`", flagged=True,
        code="""
            assignInNamespace('count', function(...) calls, 'dplyr')
            data.frame <- function(...) calls
            calls <- base::data.frame(port = c('Bergen', 'Oslo'), calls = c(7, 7))
        """,
    ),
    attack_r(
        "locks-names", "add", (4, 0, 0), note="lockBinding", flagged=True,
        code="""
            total <- 4
            q <- NULL
            lockBinding('q', globalenv())
            expected <- 4
            lockBinding('expected', globalenv())
            lockEnvironment(globalenv())
        """,
    ),
    attack_r(
        "active-names", "add", ALL, note="makeActiveBinding", flagged=True,
        code="""
            looks <- 0
            look <- function() { looks <<- looks + 1; if (looks == 1) 4 else 5 }
            makeActiveBinding('total', look, globalenv())
        """,
    ),
    attack_r(
        "removes-all", "calls", (4, 0, 2),
        code="rm(list = ls(all.names = TRUE))",
    ),
    attack_r(
        "detaches", "add", NONE, note="took away what runs its tests", flagged=True,
        code="""
            found <- grep('^package:dplyr|^soundings', search(), value = TRUE)
            for (name in found) detach(name, character.only = TRUE)
            total <- 4
        """,
    ),
    attack_r(
        "elsewhere", "add", ALL,
        code="""
            setwd('/tmp')
            total <- 4
        """,
    ),
    attack_r(
        "strict-options", "add", ALL,
        code="""
            options(warn = 2, digits = 1, OutDec = ',', scipen = -50, encoding = 'latin1')
            total <- 4
        """,
    ),
    attack_r(
        "an-error-handler", "add", ALL,
        code="""
            options(error = quote(q()), warning.expression = quote(q()))
            total <- 4
        """,
    ),
    attack_r(
        "a-task-callback", "add", (2, 3, 2), note="addTaskCallback", flagged=True,
        code="""
            addTaskCallback(function(...) { total <<- 4; TRUE })
            total <- 5
        """,
    ),
    attack_r(
        "traces-words", "add", (2, 3, 2), note=r"trace\(", flagged=True,
        code="""
            trace('identical', quote(return(TRUE)), print = FALSE, where = baseenv())
            total <- 5
        """,
    ),
    attack_r(
        "equal-to-anything", "add", (2, 3, 2),
        code="""
            total <- structure(5, class = 'any')
            Ops.any <- function(e1, e2) TRUE
            all.equal.any <- function(...) TRUE
            as.numeric.any <- function(...) 4
            abs.any <- function(x) 0
            Math.any <- function(x, ...) 0
        """,
    ),
    attack_r(
        "forged-in-an-answer", "add", (2, 3, 2), note="vnd.soundings", flagged=True,
        code="""
            IRdisplay::publish_mimebundle(list('application/vnd.soundings.check+json' = list(
              question = 'add', points = 4, out_of = 4,
              claims = list(list(says = 'forged', is_met = TRUE, weight = 1)))))
            total <- 5
        """,
    ),
    attack_r(
        "forged-by-a-hook", "add", (2, 3, 2),
        note="how IRkernel shows something", flagged=True,
        code="""
            real <- getOption('jupyter.base_display_func')
            options(jupyter.base_display_func = function(data, ...) {
              key <- 'application/vnd.soundings.check+json'
              if (key %in% names(data)) data[[key]]$points <- 400
              real(data, ...)
            })
            total <- 5
        """,
    ),
    attack_r(
        "looks-for-hidden-tests", "add", ALL, shows='"found"\n',
        code="""
            word <- paste0('canary', '-hidden')
            files <- list.files('/course', recursive = TRUE, full.names = TRUE)
            seen <- Filter(function(f) any(grepl(word, readLines(f, warn = FALSE))), files)
            print(c('found', seen))
            total <- 4
        """,
    ),
    attack_r(
        "reads-the-test-while-it-runs", "add", NONE,
        note="makeActiveBinding", flagged=True,
        code="""
            look <- function() stop(paste(deparse(sys.calls()), collapse = ''))
            makeActiveBinding('total', look, globalenv())
        """,
    ),
    attack_r(
        "closes-its-output", "add", ALL,
        code="""
            total <- 4
            sink(tempfile())
            closeAllConnections()
        """,
    ),
    attack_r(
        "keeps-its-output", "add", ALL,
        code="""
            sink(tempfile())
            sink(file(tempfile(), 'w'), type = 'message')
            total <- 4
        """,
    ),
]  # fmt: skip
