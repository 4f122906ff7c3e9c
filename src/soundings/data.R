# Read a table of the course's data as its descriptor says it is. Needs jsonlite.
#
# Left to itself, `read.csv` takes `mmsi` 002320759 for a number and drops its zeros,
# and leaves times and `true` as text.

# A moment as the course writes it, 2020-12-01T11:31:39Z, or with no Z: always UTC.
as_moment <- function(text) {
  as.POSIXct(sub("Z$", "", text), format = "%Y-%m-%dT%H:%M:%OS", tz = "UTC")
}

# How the text of each type of field becomes a value; all else stays text.
converters <- list(
  integer = function(text) suppressWarnings(as.integer(text)),
  number = function(text) suppressWarnings(as.numeric(text)),
  boolean = function(text) unname(c(true = TRUE, false = FALSE)[text]),
  date = function(text) as.Date(text, format = "%Y-%m-%d"),
  datetime = as_moment
)

#' Read a table with the column types of its descriptor
#'
#' @param name The table's name in the descriptor, such as "sim_port_calls".
#' @param descriptor Path of a `datapackage.json`; the table lies beside it.
#' @return A data frame: text, numbers, logicals, dates and times (UTC), blanks as NA.
#'   A value that does not fit its column's type is an error, never silently NA.
read_resource <- function(name, descriptor) {
  resources <- jsonlite::fromJSON(descriptor, simplifyVector = FALSE)$resources
  names(resources) <- vapply(resources, `[[`, "", "name")
  if (!name %in% names(resources)) {
    stop(
      descriptor, ": no table ", sQuote(name, FALSE), ". It has ",
      paste(names(resources), collapse = ", "), ".",
      call. = FALSE
    )
  }
  resource <- resources[[name]]
  schema <- resource$schema
  missing_values <- if (is.null(schema$missingValues)) "" else unlist(schema$missingValues)
  table <- utils::read.csv(
    file.path(dirname(descriptor), resource$path),
    colClasses = "character", na.strings = missing_values,
    check.names = FALSE, encoding = "UTF-8"
  )
  fields <- vapply(schema$fields, `[[`, "", "name")
  if (!identical(names(table), fields)) {
    stop(
      resource$path, ": the columns are ", paste(names(table), collapse = ", "),
      ", not ", paste(fields, collapse = ", "), ". Restore the file, or its descriptor.",
      call. = FALSE
    )
  }
  for (field in schema$fields) {
    convert <- converters[[field$type]]
    if (!is.null(convert)) {
      table[[field$name]] <- convert_column(table[[field$name]], convert, field, resource$path)
    }
  }
  table
}

# Convert a column of text, or say which value does not fit.
convert_column <- function(text, convert, field, path) {
  values <- convert(text)
  bad <- which(is.na(values) & !is.na(text))
  if (length(bad)) {
    stop(
      path, ": ", sQuote(text[[bad[[1]]]], FALSE), " in data row ", bad[[1]], " of ",
      field$name, " is not of type ", field$type, ". Correct it, or leave it empty.",
      call. = FALSE
    )
  }
  values
}
