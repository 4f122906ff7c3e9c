# What base R finds in the harbour-towns survey: one line each, a name and a number.
# Arguments: the folder of data sets.

folder <- commandArgs(trailingOnly = TRUE)[[1]]
read_table <- function(...) {
  table <- read.csv(file.path(folder, ...), na.strings = "")
  # `read.csv` leaves true and false as text.
  is_claim <- vapply(table, function(x) all(x %in% c("true", "false", NA)), NA)
  table[is_claim] <- lapply(table[is_claim], as.logical)
  table
}
towns <- read_table("survey", "sim_harbour_towns.csv")
survey <- read_table("survey", "sim_harbour_towns_survey.csv")
truth <- read_table("survey", "sim_harbour_towns_survey_truth.csv")
repeats <- read_table("survey", "sim_harbour_towns_repeats.csv")
ports <- read_table("reference", "ports.csv")

say <- function(name, value) {
  stopifnot(length(value) == 1, is.numeric(value), !is.na(value))
  cat(name, sprintf("%.6f", value), sep = "\t")
  cat("\n")
}

# --- Sampling ---------------------------------------------------------------

weight <- survey$design_weight
support <- as.numeric(survey$supports_expansion)
say("unweighted", mean(support))
say("unweighted_se", sd(support) / sqrt(nrow(survey)))
pilot <- support[survey$pilot]
say("pilot", mean(pilot))
say("pilot_se", sd(pilot) / sqrt(length(pilot)))

spread <- function(part) {
  by_place <- aggregate(part, survey[c("stratum", "psu")], sum)
  sqrt(sum(tapply(by_place$x, by_place$stratum, function(x) var(x) * length(x))))
}
weighted <- weighted.mean(support, weight)
say("weighted", weighted)
say("weighted_se", spread(weight * (support - weighted) / sum(weight)))
adults <- tapply(towns$population_16plus, towns$stratum, sum)
say("weights_off", max(abs(tapply(weight, survey$stratum, sum) - adults)))

region <- towns$region[match(survey$town_id, towns$town_id)]
known <- tapply(towns$population_16plus, towns$region, sum)
scaled <- weight * (known / tapply(weight, region, sum)[names(known)])[region]
say("calibrated", weighted.mean(support, scaled))

# --- Missing values ---------------------------------------------------------

say("commute_missing", mean(is.na(survey$commute_min)))
asked <- !is.na(survey$noise_problem)
say("noise_given", weighted.mean(survey$noise_problem[asked], weight[asked]))
given <- survey[asked, ]
by_age <- sapply(split(given, given$age_group), function(rows) {
  weighted.mean(rows$noise_problem, rows$design_weight)
})
say("noise_adjusted", weighted.mean(by_age[survey$age_group], weight))
say("noise_all", weighted.mean(truth$noise_problem, weight))
say("income_given", mean(survey$income_band == "4_highest", na.rm = TRUE))
say("income_all", mean(truth$income_band == "4_highest"))
means <- with(survey, tapply(port_satisfaction_1to5, list(age_group, mode), mean))
say("kinder", mean(means[, "face_to_face"] - means[, "online"]))

# --- Repeats ----------------------------------------------------------------

first <- repeats[repeats$design == "as_drawn", ]
population <- as.numeric(commandArgs(trailingOnly = TRUE)[[2]])
covers <- abs(first$estimate - population) <= 1.96 * first$standard_error
for (method in c("unweighted", "pilot", "weighted", "calibrated")) {
  say(paste0("coverage_", method), mean(covers[first$method == method]))
}
by_weight <- repeats[repeats$method == "weighted", ]
variance <- tapply(by_weight$estimate, by_weight$design, var)
say("variance_ratio", variance[["as_drawn"]] / variance[["proportional"]])

# --- Comments ---------------------------------------------------------------

written <- survey[!is.na(survey$comment), ]
plain <- gsub("[^a-z]+", " ", tolower(written$comment))
bags <- lapply(strsplit(trimws(plain), " ", fixed = TRUE), unique)
commonest <- names(which.max(table(plain[nchar(plain) > 100])))
letter <- unique(strsplit(trimws(commonest), " ", fixed = TRUE)[[1]])
alike <- vapply(bags, function(bag) {
  length(intersect(bag, letter)) / length(union(bag, letter))
}, 0)
say("letters", sum(alike > 0.4))
own <- written[alike <= 0.4, ]
say("letter_theme", sum(written$topic_a == "environment"))
say("second_theme", max(table(own$topic_a)))
say("own_environment", sum(own$topic_a == "environment"))
codes <- table(own$topic_a, own$topic_b)
agree <- sum(diag(codes)) / sum(codes)
chance <- sum(rowSums(codes) * colSums(codes)) / sum(codes)^2
say("kappa", (agree - chance) / (1 - chance))

cells <- table(paste(written$town_id, written$topic_a), written$age_group)
small <- rowSums(cells < 5) == 1 & apply(cells, 1, min) == 3
say("rows_with_one_hidden_three", sum(small))

# --- Places -----------------------------------------------------------------

great_circle_km <- function(lon_1, lat_1, lon_2, lat_2) {
  rad <- pi / 180
  half <- sin((lat_2 - lat_1) * rad / 2)^2 +
    cos(lat_1 * rad) * cos(lat_2 * rad) * sin((lon_2 - lon_1) * rad / 2)^2
  2 * 6371.0088 * asin(sqrt(half))
}
operating <- ports[ports$is_operating, ]
nearest <- function(among, distance) {
  far <- outer(seq_len(nrow(towns)), seq_len(nrow(among)), function(i, j) {
    distance(towns$lon[i], towns$lat[i], among$lon[j], among$lat[j])
  })
  among$port_id[apply(far, 1, which.min)]
}
globe <- nearest(operating, great_circle_km)
flat <- nearest(operating, function(x_1, y_1, x_2, y_2) (x_1 - x_2)^2 + (y_1 - y_2)^2)
say("nearer_partner", sum(nearest(ports, great_circle_km) != globe))
say("flips", sum(globe != flat))
say("flipping_town", as.numeric(sub("T", "", towns$town_id[globe != flat])))
say("wrong_codes", sum(!towns$nearest_port_id %in% ports$port_id))
say("not_nearest", sum(towns$nearest_port_id != globe))
home <- ports[ports$port_id == "GBFXT", ]
near <- great_circle_km(towns$lon, towns$lat, home$lon, home$lat) <= 30
say("people_30_km", sum(towns$population[near]))
in_degrees <- (towns$lon - home$lon)^2 + (towns$lat - home$lat)^2 <= 0.27^2
say("people_degrees", sum(towns$population[in_degrees]))
