"""Attacks in R: answers that do not end, flood the machine or break out of it."""

from __future__ import annotations

from tests.hostile.cohort import ALL, Case, attack_r

STOPS = [
    attack_r(
        "loop", "add", (0, 3, 2), note="longer than 3 seconds",
        code="while (TRUE) {}",
    ),
    attack_r(
        "loop-that-will-not-be-interrupted", "calls", (4, 0, 0),
        note="a cell did not end when it was told to",
        code="repeat tryCatch(repeat {}, interrupt = function(i) NULL)",
    ),
    attack_r(
        "recursion", "add", (0, 3, 2),
        code="""
            f <- function() f()
            f()
        """,
    ),
    attack_r(
        "readline", "add", (0, 3, 2), note="longer than 3 seconds|^$",
        code="total <- as.numeric(readline('How many? '))",
    ),
    attack_r(
        "asleep", "add", (0, 3, 2), note="longer than 3",
        code="Sys.sleep(1e6)",
    ),
    attack_r(
        "asleep-in-a-program", "add", (0, 3, 2), note="longer than 3",
        code="system('sleep 1000')",
    ),
    attack_r(
        "q", "calls", (4, 0, 2),
        code="q()",
    ),
    attack_r(
        "quit-inside", "calls", (4, 0, 0),
        note="the code before this point ended the kernel",
        code=".Internal(quit('no', 0L, FALSE))",
    ),
    attack_r(
        "q-with-last", "calls", (4, 0, 2), note="longer than 3 seconds",
        code="""
            .Last <- function() repeat {}
            base::q()
        """,
    ),
    attack_r(
        "kill-itself", "calls", (4, 0, 0),
        note="the code before this point ended the kernel",
        code="tools::pskill(Sys.getpid(), 9)",
    ),
    attack_r(
        "stop-itself", "calls", (4, 0, 0),
        note="a cell did not end when it was told to",
        code="tools::pskill(Sys.getpid(), 19)",
    ),
    attack_r(
        "kill-everything", "add", ALL, is_told=True,
        code="""
            for (n in c(1, -1)) print(tools::pskill(n, 19))
            total <- 4
        """,
    ),
]  # fmt: skip

FLOODS = [
    attack_r(
        "print-loop", "add", (0, 3, 2), note="was stopped",
        code="repeat cat(strrep('x', 10000))",
    ),
    attack_r(
        "one-huge-print", "add", ALL, note="was stopped",
        code="""
            total <- 4
            cat(strrep('x', 2e8))
        """,
    ),
    attack_r(
        "stderr", "add", (0, 3, 2), note="was stopped",
        code="repeat message(strrep('x', 10000))",
    ),
    attack_r(
        "huge-display", "add", ALL, note="showed more than 1 MB",
        code="""
            total <- 4
            IRdisplay::display_html(strrep('x', 1.5e6))
        """,
    ),
    attack_r(
        "memory", "add", (0, 3, 2),
        code="total <- numeric(1e9)",
    ),
    attack_r(
        "memory-bit-by-bit", "add", (0, 3, 2), note="longer than 3 seconds|^$",
        code="""
            x <- list()
            repeat x[[length(x) + 1]] <- numeric(1e7)
        """,
    ),
    attack_r(
        "fork-bomb", "calls", (4, 0, 0), note="more than 32 processes",
        code="""
            repeat try(parallel::mcparallel(repeat try(parallel:::mcfork(), TRUE)), TRUE)
        """,
    ),
    attack_r(
        "shell-bomb", "calls", (4, 0, 0), note="more than 32 processes",
        code="system('bomb() { bomb | bomb & }; bomb; sleep 60')",
    ),
    attack_r(
        "disk", "add", ALL, shows="TRUE",
        code="""
            x <- raw(1e6)
            for (i in 1:40) tryCatch(writeBin(x, paste0('big', i)),
              error = function(e) NULL, warning = function(w) NULL)
            print(sum(file.size(list.files())) < 21e6)
            total <- 4
        """,
    ),
    attack_r(
        "a-million-files", "add", ALL, shows="full",
        code="""
            repeat if (!suppressWarnings(file.create(tempfile(tmpdir = '.')))) break
            print('full')
            total <- 4
        """,
    ),
]  # fmt: skip

BREAKS_OUT = [
    attack_r(
        "reads-everything", "add", ALL, shows='"read"\n', is_told=True,
        code="""
            print(c('read', told$secret[file.exists(told$secret)]))
            print(c('token', grep('TOKEN', names(Sys.getenv()), value = TRUE)))
            print(c('user', system('id -u', intern = TRUE)))
            total <- 4
        """,
    ),
    attack_r(
        "opens-sockets", "add", ALL, shows="refused", is_told=True,
        code="""
            print(c('tcp', attempt({
              socketConnection('127.0.0.1', told$tcp, timeout = 1)
              'open'
            })))
            print(c('dns', attempt({ url('https://example.com', open = 'r'); 'open' })))
            total <- 4
        """,
    ),
    attack_r(
        "leaves-a-process", "add", ALL, is_told=True,
        code="""
            system(paste('setsid nohup sleep', told$left, '>/dev/null 2>&1 &'))
            system(paste('(setsid sleep', told$left, '&) &'), wait = FALSE)
            total <- 4
        """,
    ),
    attack_r(
        "unlink", "twice", (4, 3, 0), note="longer than 3 seconds|^$",
        code="""
            unlink('/', recursive = TRUE)
            unlink('/course', recursive = TRUE)
            unlink('.', recursive = TRUE)
            twice <- 1
        """,
    ),
    attack_r(
        "writes-the-gradebook", "add", ALL,
        note="a cell uses `gradebook`", flagged=True, shows="FALSE", is_told=True,
        code="""
            print(attempt({ file.append(file.path(told$output, 'gradebook.db'), 'check.R') }))
            total <- 4
        """,
    ),
    attack_r(
        "writes-the-data", "add", ALL, shows="refused", is_told=True,
        code="""
            print(attempt({ cat('x', file = '../../datasets/visits.csv'); 'written' }))
            print(attempt({ unlink('../../datasets/visits.csv') }))
            total <- 4
        """,
    ),
]  # fmt: skip

CASES: list[Case] = [*STOPS, *FLOODS, *BREAKS_OUT]
