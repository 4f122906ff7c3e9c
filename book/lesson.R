# Set-up shared by every R page: source("../lesson.R") in its hidden first cell.

# Keep a value for the prose: glue("ships", 295), then {glue:text}`ships`.
glue <- function(name, value) {
  IRdisplay::publish_mimebundle(
    list("application/papermill.record/text/plain" = format(value, digits = 15)),
    list(scrapbook = list(name = name, mime_prefix = "application/papermill.record/"))
  )
  invisible(value)
}

# Show R's error message, not the long list of calls beneath it.
utils::assignInNamespace("format_stack", function(calls) character(), "IRkernel")

options(
  digits = 4, width = 78, readr.show_progress = FALSE,
  repr.plot.width = 7, repr.plot.height = 3.6, repr.plot.res = 150
)

# Base graphics in the colours of the house, on the plate that ggplot uses too.
palette(c("#14253d", "#a3195b", "#2f7ea8", "#4c7a3a", "#a86f12"))
setHook("before.plot.new", function() {
  if (identical(par("mfrow"), c(1L, 1L))) par(mar = c(4.2, 4.2, 0.8, 0.8))
  par(
    bg = "#fcf8ee", fg = "#4a5669", col = "#14253d", col.axis = "#4a5669",
    col.lab = "#14253d", col.main = "#14253d", family = "DejaVu Sans",
    bty = "l", las = 1, tcl = -0.3, mgp = c(2.7, 0.6, 0), cex.axis = 0.9
  )
})

# The theme for ggplot2, on pages that have it. Pages run in their own folder.
if (requireNamespace("ggplot2", quietly = TRUE)) {
  source("../../src/soundings/chart.R")
}
