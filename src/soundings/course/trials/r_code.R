# Read pieces of R code, a JSON list of texts on standard input, with R's own parser.
# Writes what became of each, as JSON: its error; or, as the argument asks, its
# "tokens" (`getParseData`), or its "text" without comments and layout.
wanted <- commandArgs(trailingOnly = TRUE)
pieces <- jsonlite::fromJSON(file("stdin", encoding = "UTF-8"), simplifyVector = FALSE)

read <- function(code) {
  tryCatch(
    {
      parsed <- parse(text = code, keep.source = wanted == "tokens", encoding = "UTF-8")
      if (wanted == "tokens") {
        list(tokens = getParseData(parsed))
      } else {
        list(text = paste(vapply(parsed, function(e) paste(deparse(e), collapse = "\n"), ""), collapse = "\n"))
      }
    },
    error = function(e) list(error = conditionMessage(e))
  )
}

cat(jsonlite::toJSON(lapply(pieces, read), auto_unbox = TRUE, null = "null", dataframe = "columns"))
