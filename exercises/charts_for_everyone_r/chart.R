# The chart style of Soundings for ggplot2; chart.mplstyle beside it is the same
# for matplotlib. After source("chart.R"), every ggplot has the house look:
#
#     ggplot(freight, aes(starts, tonnes_m)) + geom_line()
#
# `soundings_colours` names the palette, for a colour chosen by hand, and
# `soundings_figure` gives the size in inches at which charts are drawn.

soundings_colours <- c(
  ink = "#14253d", magenta = "#a3195b", sea_blue = "#2f7ea8",
  kelp = "#4c7a3a", ochre = "#a86f12"
)
soundings_plate <- c(ground = "#fcf8ee", grid = "#e4dcc6", faded = "#4a5669")
soundings_figure <- list(width = 7, height = 3.6, dpi = 150)
soundings_font <- "DejaVu Sans"

# Devices that do not look fonts up on the machine want them named beforehand, once.
local({
  devices <- asNamespace("grDevices")
  name_font <- function(register, font) {
    if (!soundings_font %in% names(register())) {
      do.call(register, stats::setNames(list(font), soundings_font))
    }
  }
  name_font(devices$pdfFonts, devices$pdfFonts()$Helvetica)
  name_font(devices$postscriptFonts, devices$postscriptFonts()$Helvetica)
  if (.Platform$OS.type == "windows") {
    name_font(devices$windowsFonts, devices$windowsFont(soundings_font))
  }
  if (capabilities("aqua")) {
    name_font(devices$quartzFonts, devices$quartzFont(rep("Verdana", 4)))
  }
})

# A ggplot theme: light plate, one line at the foot, faint lines to read heights by.
theme_soundings <- function(base_size = 11, base_family = soundings_font) {
  ink <- soundings_colours[["ink"]]
  faded <- soundings_plate[["faded"]]
  ground <- ggplot2::element_rect(fill = soundings_plate[["ground"]], colour = NA)
  nothing <- ggplot2::element_blank()
  line_mm <- 0.8 / ggplot2::.pt * 96 / 72 # 0.8 points, as matplotlib counts them
  ggplot2::theme_minimal(base_size = base_size, base_family = base_family) +
    ggplot2::theme(
      text = ggplot2::element_text(colour = ink),
      plot.background = ground,
      panel.background = ground,
      plot.margin = ggplot2::margin(7, 14, 7, 7),
      plot.title = ggplot2::element_text(
        size = 12.5, face = "bold", margin = ggplot2::margin(b = 9)
      ),
      plot.subtitle = ggplot2::element_text(
        size = 10.5, margin = ggplot2::margin(b = 9)
      ),
      plot.caption = ggplot2::element_text(
        size = 9, colour = faded, hjust = 0, margin = ggplot2::margin(t = 8)
      ),
      plot.caption.position = "plot",
      axis.title = ggplot2::element_text(size = 10.5),
      axis.title.x = ggplot2::element_text(margin = ggplot2::margin(t = 6)),
      axis.title.y = ggplot2::element_text(margin = ggplot2::margin(r = 6)),
      axis.title.y.right = ggplot2::element_text(
        angle = 90, margin = ggplot2::margin(l = 6)
      ),
      axis.text = ggplot2::element_text(size = 10, colour = faded),
      axis.line.x = ggplot2::element_line(colour = faded, linewidth = line_mm),
      axis.ticks.x = ggplot2::element_line(colour = faded, linewidth = line_mm),
      axis.ticks.length.x = grid::unit(3.5, "pt"),
      panel.grid.major.x = nothing,
      panel.grid.minor = nothing,
      panel.grid.major.y = ggplot2::element_line(
        colour = soundings_plate[["grid"]], linewidth = line_mm
      ),
      legend.title = nothing,
      legend.text = ggplot2::element_text(size = 10),
      strip.text = ggplot2::element_text(
        size = 10.5, face = "bold", hjust = 0, margin = ggplot2::margin(b = 5)
      )
    )
}

ggplot2::theme_set(theme_soundings())
options(
  ggplot2.discrete.colour = unname(soundings_colours),
  ggplot2.discrete.fill = unname(soundings_colours),
  repr.plot.width = soundings_figure$width,
  repr.plot.height = soundings_figure$height,
  repr.plot.res = soundings_figure$dpi
)
local({
  ink <- soundings_colours[["ink"]]
  lines <- c("line", "path", "step", "hline", "vline", "abline", "segment")
  for (geom in lines) {
    ggplot2::update_geom_defaults(geom, list(colour = ink, linewidth = 0.94))
  }
  ggplot2::update_geom_defaults("point", list(colour = ink, size = 2.1))
  for (geom in c("bar", "col", "area", "ribbon")) {
    ggplot2::update_geom_defaults(geom, list(fill = ink))
  }
  for (geom in c("text", "label")) {
    ggplot2::update_geom_defaults(
      geom, list(colour = ink, family = soundings_font, size = 11 / ggplot2::.pt)
    )
  }
})
