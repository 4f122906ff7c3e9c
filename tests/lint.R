# Lint the R files named on the command line; prints what it finds, fails if anything.
settings <- lintr::linters_with_defaults(
  line_length_linter = lintr::line_length_linter(120),
  object_usage_linter = NULL, # it cannot see the columns that dplyr names
  object_name_linter = NULL, # it takes dplyr's "{place}" := for a name
  commented_code_linter = NULL, # percent text is comments
  cyclocomp_linter = NULL # it counts a file's whole local() as one function
)
files <- commandArgs(trailingOnly = TRUE)
found <- unlist(lapply(files, lintr::lint, linters = settings), recursive = FALSE)
for (lint in found) {
  cat(sprintf("%s:%d: %s\n", lint$filename, lint$line_number, lint$message))
}
quit(status = as.integer(length(found) > 0))
