# Run a test beside an answer, with what the answer may have changed put back;
# `honest.py` is the same in Python.
#
# What is genuine is remembered where no learner's code ran yet: in the process that
# kernels are forked from, or at the latest before a notebook's first cell. A test runs
# in an environment of its own below the notebook's, which holds a `check` that no other
# code was given, and R's own meaning of each name that the notebook masks. It is a
# tripwire, not a proof: test and answer share a process.
#
#     honest$remember(folder)                       the package's own folder
#     honest$watch("run_the_test", words, own, files)    makes run_the_test(text)

honest <- local({
  notes_type <- "application/vnd.soundings.honest+json"
  packages <- c(
    "base", "stats", "utils", "methods", "graphics", "grDevices", "IRdisplay", "IRkernel"
  )
  settings <- c("warn", "OutDec", "digits", "scipen", "encoding", "error")

  # The few that find the changes cannot be looked up where they may be changed.
  for (name in c("identical", "get0", "assign", "exists", "names", "is.function")) {
    assign(name, get(name, baseenv()))
  }

  # The settings that matter to a test, NULL ones too.
  read_options <- function() {
    wanted <- c(settings, grep("^jupyter[.]", names(options()), value = TRUE))
    sapply(wanted, getOption, simplify = FALSE)
  }

  genuine <- list()
  options_then <- list()
  check_words <- character()
  check <- NULL
  check_parts <- list()
  companions_code <- list()
  companions <- NULL
  own <- character()
  files <- character()
  from_tests <- list()

  # Which of a package's functions are no longer what they were.
  restore <- function() {
    changed <- character()
    for (package in names(genuine)) {
      space <- asNamespace(package)
      for (name in names(genuine[[package]])) {
        kept <- genuine[[package]][[name]]
        if (identical(get0(name, space, inherits = FALSE), kept)) next
        changed <- c(changed, paste0(package, "::", name))
        places <- list(space)
        if (paste0("package:", package) %in% search()) {
          places <- c(places, as.environment(paste0("package:", package)))
        }
        for (place in places) {
          if (!exists(name, place, inherits = FALSE)) next
          set_locked(name, kept, place)
        }
      }
    }
    home <- environment(check)
    for (name in names(check_parts)) {
      if (identical(home[[name]], check_parts[[name]])) next
      changed <- c(changed, paste0("check's ", name))
      set_locked(name, check_parts[[name]], home)
    }
    changed
  }

  set_locked <- function(name, value, place) {
    if (bindingIsLocked(name, place)) unlockBinding(name, place)
    assign(name, value, place)
    lockBinding(name, place)
  }

  # A function or constant as the attached packages have it.
  find_genuine <- function(name) {
    for (place in search()) {
      package <- sub("^package:", "", place)
      if (package == place || !isNamespaceLoaded(package)) next
      if (exists(name, as.environment(place), inherits = FALSE)) {
        return(get0(name, asNamespace(package), ifnotfound = NULL))
      }
    }
    NULL
  }

  # Whether the notebook, or something it attached, has a meaning of its own for a name.
  is_masked <- function(name) {
    for (place in c(".GlobalEnv", search()[-1])) {
      if (exists(name, as.environment(place), inherits = FALSE)) {
        return(!startsWith(place, "package:") ||
          !isNamespaceLoaded(sub("^package:", "", place)))
      }
    }
    FALSE
  }

  is_same <- function(one, other) {
    is.function(one) && is.function(other) &&
      identical(formals(one), formals(other)) && identical(body(one), body(other))
  }

  # What the released files beside the notebook define, from the genuine files.
  load_companions <- function() {
    if (is.null(companions)) {
      companions <<- new.env(parent = parent.env(globalenv()))
      for (file in files) {
        tryCatch(
          for (statement in as.list(companions_code[[file]])) eval(statement, companions),
          error = function(problem) NULL
        )
      }
    }
    companions
  }

  # Give the test the real meaning of what it uses; return the names masked.
  unmask <- function(used, where) {
    masked <- character()
    released <- load_companions()
    methods_of <- ls(globalenv(), all.names = TRUE)
    methods_of <- methods_of[vapply(methods_of, function(name) {
      parts <- strsplit(name, ".", fixed = TRUE)[[1]]
      starts <- Reduce(function(a, b) paste(a, b, sep = "."), parts, accumulate = TRUE)
      any(starts[-length(starts)] %in% used)
    }, NA)]
    for (name in setdiff(c(used, methods_of), c(own, "check"))) {
      if (name == "" || !is_masked(name)) next
      theirs <- get0(name, globalenv())
      # What an earlier test defined, what a released file does, what R does.
      real <- from_tests[[name]]
      if (is.null(real)) real <- get0(name, released, inherits = FALSE)
      if (is.null(real)) real <- find_genuine(name)
      if (is.null(real) && name %in% methods_of) real <- find_method(name)
      if (is.null(real) || is_same(real, theirs) || identical(real, theirs)) next
      assign(name, real, where)
      if (is.function(theirs) || name %in% c("T", "F")) masked <- c(masked, name)
    }
    masked
  }

  # A value that is made anew at each look is looked at once; return such names.
  freeze <- function(used, where) {
    active <- Filter(function(name) {
      exists(name, globalenv(), inherits = FALSE) && bindingIsActive(name, globalenv())
    }, used)
    for (name in active) {
      if (!exists(name, where, inherits = FALSE)) {
        assign(name, get0(name, globalenv()), where)
      }
    }
    if (length(active)) paste("what", active, "is at each look")
  }

  find_method <- function(name) {
    for (package in names(genuine)) {
      found <- get0(name, asNamespace(package), inherits = FALSE)
      if (!is.null(found)) return(found)
    }
    NULL
  }

  say <- function(masked, changed) {
    bundle <- list(list(masked = as.list(masked), changed = as.list(changed)))
    names(bundle) <- notes_type
    IRdisplay::publish_mimebundle(bundle)
  }

  run <- function(text) {
    changed <- restore()
    theirs <- read_options()
    if (!identical(theirs[["jupyter.base_display_func"]],
      options_then[["jupyter.base_display_func"]])) {
      changed <- c(changed, "how IRkernel shows something")
    }
    options(options_then)
    on.exit(options(theirs))
    cell <- parse(text = text, keep.source = FALSE, encoding = "UTF-8")
    used <- unique(unlist(lapply(cell, all.names)))
    where <- new.env(parent = globalenv())
    masked <- unmask(used, where)
    changed <- c(changed, freeze(used, where))
    if (length(masked) || length(changed)) say(masked, changed)
    assign("check", check, where)
    given <- as.list(where, all.names = TRUE)
    for (statement in as.list(cell)) eval(statement, where)
    for (name in ls(where, all.names = TRUE)) {
      value <- get(name, where)
      if (!identical(value, given[[name]])) {
        from_tests[[name]] <<- value
        # A name that the notebook locked stays as it is.
        tryCatch(assign(name, value, globalenv()), error = function(problem) NULL)
      }
    }
    invisible()
  }

  # Keep a `check` that is the tests' alone, and the code of the files that exercises
  # bring. In a process that kernels are forked from, `is_shared`, functions are
  # compiled: R would do that in each kernel, at their second use.
  remember <- function(here, is_shared = FALSE) {
    read <- function(path) as.list(parse(path, keep.source = FALSE, encoding = "UTF-8"))
    code <- read(file.path(here, "check.R"))
    check_words <<- unique(unlist(lapply(code, all.names)))
    place <- new.env(parent = baseenv())
    for (statement in code) eval(statement, place)
    check <<- place$check
    paths <- list.files(here, "[.]R$", recursive = TRUE, full.names = TRUE)
    companions_code <<- lapply(paths, read)
    names(companions_code) <<- basename(paths)
    home <- environment(check)
    if (is_shared) {
      check <<- compiler::cmpfun(check)
      for (it in list(home, environment(remember))) {
        for (name in ls(it, all.names = TRUE)) {
          if (is.function(it[[name]]) && !is.primitive(it[[name]])) {
            unlockBinding(name, it)
            assign(name, compiler::cmpfun(it[[name]]), it)
          }
        }
      }
      lockEnvironment(home, bindings = TRUE)
    }
    check_parts <<- Filter(is.function, as.list(home, all.names = TRUE))
    take(c(check_words, "publish_mimebundle", "display"))
  }

  # Remember what these words are in each package that matters.
  take <- function(words) {
    for (package in packages) {
      if (!requireNamespace(package, quietly = TRUE)) next
      space <- asNamespace(package)
      known <- setdiff(intersect(words, names(space)), names(genuine[[package]]))
      kept <- mget(known, space, inherits = FALSE)
      genuine[[package]] <<- c(genuine[[package]], kept[vapply(kept, is.function, NA)])
    }
  }

  # Begin a notebook: make `token` a function that runs tests. `words` are those of its
  # tests, `names_own` what an answer may define, `beside` the files beside it.
  watch <- function(token, words, names_own, beside) {
    take(words)
    own <<- names_own
    files <<- beside
    options_then <<- read_options()
    place <- list()
    place[[token]] <- run
    attach(place, name = "soundings", warn.conflicts = FALSE)
    lockBinding(token, as.environment("soundings"))
    options(soundings.honest = NULL)
    invisible()
  }

  list(remember = remember, watch = watch)
}, envir = new.env(parent = baseenv()))
