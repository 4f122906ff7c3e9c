# Answers to `solutions/values_names_types_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="inward-share" name="text made a number first"
freight_2023q4_m <- as.numeric("102.6")
inward_2023q4_m <- as.numeric("68.4")
inward_share <- inward_2023q4_m / freight_2023q4_m

# %% right="inward-share" name="by way of what went out"
freight_2023q4_m <- 102.6
inward_2023q4_m <- 68.4
outward_2023q4_m <- freight_2023q4_m - inward_2023q4_m
inward_share <- 1 - outward_2023q4_m / freight_2023q4_m

# %% right="inward-share" name="arrows the other way, and a name on the value"
102.6 -> freight_2023q4_m # nolint: assignment_linter.
68.4 -> inward_2023q4_m # nolint: assignment_linter.
inward_share <- c(share = inward_2023q4_m / freight_2023q4_m)

# %% right="inward-share" name="with dplyr"
freight_2023q4_m <- 102.6
inward_2023q4_m <- 68.4
inward_share <- data.frame(all = freight_2023q4_m, inward = inward_2023q4_m) |>
  dplyr::mutate(share = inward / all) |>
  dplyr::pull(share)

# %% wrong="inward-share" name="nothing" kind="nothing" says="not answered yet"
freight_2023q4_m <- NULL
inward_2023q4_m <- NULL
inward_share <- NULL

# %% wrong="inward-share" name="only the share, typed" kind="hard-coded" says="not answered yet"
freight_2023q4_m <- NULL
inward_2023q4_m <- NULL
inward_share <- 0.667

# %% wrong="inward-share" name="the lesson's share" kind="hard-coded" says="the one that went out"
freight_2023q4_m <- 102.6
inward_2023q4_m <- 68.4
inward_share <- 0.6647286821705426

# %% wrong="inward-share" name="figures left as text" kind="type" says="take the quotes away"
freight_2023q4_m <- "102.6"
inward_2023q4_m <- "68.4"
inward_share <- NULL

# %% wrong="inward-share" name="one figure left as text" says="take the quotes away"
freight_2023q4_m <- 102.6
inward_2023q4_m <- "68.4"
inward_share <- as.numeric(inward_2023q4_m) / freight_2023q4_m

# %% wrong="inward-share" name="a comma for the point" says="a vector of 2 values"
freight_2023q4_m <- c(102, 6)
inward_2023q4_m <- c(68, 4)
inward_share <- 68 / 102

# %% wrong="inward-share" name="the share as text" says="inward_share is one number"
freight_2023q4_m <- 102.6
inward_2023q4_m <- 68.4
inward_share <- sprintf("%.0f%%", 100 * inward_2023q4_m / freight_2023q4_m)

# %% wrong="inward-share" name="integer division" says="between 0 and 1"
freight_2023q4_m <- 102.6
inward_2023q4_m <- 68.4
inward_share <- inward_2023q4_m %/% freight_2023q4_m

# %% wrong="inward-share" name="a percentage" says="between 0 and 1"
freight_2023q4_m <- 102.6
inward_2023q4_m <- 68.4
inward_share <- inward_2023q4_m / freight_2023q4_m * 100

# %% wrong="inward-share" name="upside down" says="between 0 and 1"
freight_2023q4_m <- 102.6
inward_2023q4_m <- 68.4
inward_share <- freight_2023q4_m / inward_2023q4_m

# %% wrong="inward-share" name="the two names swapped" says="the two names hold"
freight_2023q4_m <- 68.4
inward_2023q4_m <- 102.6
inward_share <- freight_2023q4_m / inward_2023q4_m

# %% wrong="inward-share" name="the next quarter" kind="off-by-one" says="the two names hold"
freight_2023q4_m <- 103.0
inward_2023q4_m <- 69.6
inward_share <- inward_2023q4_m / freight_2023q4_m

# %% wrong="inward-share" name="the share that went out" says="the one that went out"
freight_2023q4_m <- 102.6
inward_2023q4_m <- 68.4
inward_share <- 1 - inward_2023q4_m / freight_2023q4_m

# %% wrong="inward-share" name="rounded to two places" says="it is not rounded"
freight_2023q4_m <- 102.6
inward_2023q4_m <- 68.4
inward_share <- round(inward_2023q4_m / freight_2023q4_m, 2)

# %% wrong="inward-share" name="rounded to four places" says="it is not rounded"
freight_2023q4_m <- 102.6
inward_2023q4_m <- 68.4
inward_share <- 0.6667

# %% wrong="inward-share" name="the unit left off the names" says="freight_2023q4_m is a number"
freight_2023q4 <- 102.6
inward_2023q4 <- 68.4
inward_share <- inward_2023q4 / freight_2023q4

# %% right="repair-lines" name="other ways to write each"
quarter <- paste0(2025, "Q1")
freight_m <- as.numeric("107.4")
outward_m <- round(freight_m - inward_m, 1)
mostly_inward <- inward_m / freight_m > 0.5
published <- as.Date("5/6/2025", format = "%d/%m/%Y")

# %% right="repair-lines" name="lubridate, and an operator as a function"
library(lubridate)
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- freight_m - inward_m
mostly_inward <- `>`(inward_m, outward_m)
published <- dmy("5 June 2025")

# %% right="repair-lines" name="a moment of the day, and equals signs"
quarter = "2025Q1" # nolint: assignment_linter.
freight_m = 107.4 # nolint: assignment_linter.
outward_m = freight_m - inward_m # nolint: assignment_linter.
mostly_inward = !(inward_m < outward_m) # nolint: assignment_linter.
published = as.POSIXct("2025-06-05", tz = "UTC") # nolint: assignment_linter.

# %% wrong="repair-lines" name="nothing" kind="nothing" says="not answered yet"
quarter <- NULL
freight_m <- NULL
outward_m <- NULL
mostly_inward <- NULL
published <- NULL

# %% wrong="repair-lines" name="only the number of the quarter" says="quarter is the text 2025Q1"
quarter <- 2025
freight_m <- 107.4
outward_m <- freight_m - inward_m
mostly_inward <- inward_m > outward_m
published <- as.Date("2025-06-05")

# %% wrong="repair-lines" name="two numbers for one" says="freight_m is one number"
quarter <- "2025Q1"
freight_m <- c(107, 4)
outward_m <- 107.4 - inward_m
mostly_inward <- inward_m > outward_m
published <- as.Date("2025-06-05")

# %% wrong="repair-lines" name="the freight between quotes" kind="type" says="take the quotes away"
quarter <- "2025Q1"
freight_m <- "107.4"
outward_m <- 34.6
mostly_inward <- inward_m > outward_m
published <- as.Date("2025-06-05")

# %% wrong="repair-lines" name="the comma dropped" says="tenths and all"
quarter <- "2025Q1"
freight_m <- 1074
outward_m <- freight_m - inward_m
mostly_inward <- inward_m > outward_m
published <- as.Date("2025-06-05")

# %% wrong="repair-lines" name="another quarter's figure" kind="hard-coded" says="what is left of the freight"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- 35.3
mostly_inward <- inward_m > outward_m
published <- as.Date("2025-06-05")

# %% wrong="repair-lines" name="the subtraction turned round" says="what is left of the freight"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- inward_m - freight_m
mostly_inward <- inward_m > outward_m
published <- as.Date("2025-06-05")

# %% wrong="repair-lines" name="a name between quotes" says="outward_m is one number"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- "freight_m - inward_m"
mostly_inward <- TRUE
published <- as.Date("2025-06-05")

# %% wrong="repair-lines" name="the comparison between quotes" says="mostly_inward is true or false"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- freight_m - inward_m
mostly_inward <- "inward_m > outward_m"
published <- as.Date("2025-06-05")

# %% wrong="repair-lines" name="true as text" says="mostly_inward is true or false"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- freight_m - inward_m
mostly_inward <- "TRUE"
published <- as.Date("2025-06-05")

# %% wrong="repair-lines" name="the comparison turned round" says="whether more came in"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- freight_m - inward_m
mostly_inward <- inward_m < outward_m
published <- as.Date("2025-06-05")

# %% wrong="repair-lines" name="a date worked out as a sum" says="published is a date"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- freight_m - inward_m
mostly_inward <- inward_m > outward_m
published <- 2025 - 6 - 5

# %% wrong="repair-lines" name="a date left as text" says="published is a date"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- freight_m - inward_m
mostly_inward <- inward_m > outward_m
published <- "2025-06-05"

# %% wrong="repair-lines" name="day and month exchanged" says="published is 5 June 2025"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- freight_m - inward_m
mostly_inward <- inward_m > outward_m
published <- as.Date("2025-05-06")

# %% wrong="repair-lines" name="a day late" kind="off-by-one" says="published is 5 June 2025"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- freight_m - inward_m
mostly_inward <- inward_m > outward_m
published <- as.Date("2025-06-06")

# %% wrong="repair-lines" name="the day before the month before the year" says="published is 5 June 2025"
quarter <- "2025Q1"
freight_m <- 107.4
outward_m <- freight_m - inward_m
mostly_inward <- inward_m > outward_m
published <- as.Date("5-6-2025")

# %% right="commas" name="whole numbers, sub once for one comma"
ships <- as.integer(sub(",", "", ships_text))
tonnes <- as.integer(sub(",", "", sub(",", "", tonnes_text)))

# %% right="commas" name="readr"
ships <- readr::parse_number(ships_text)
tonnes <- readr::parse_number(tonnes_text)

# %% right="commas" name="stringr"
library(stringr)
ships <- str_remove_all(ships_text, ",") |> as.double()
tonnes <- str_remove_all(tonnes_text, ",") |> as.double()

# %% right="commas" name="only the figures kept"
ships <- as.numeric(gsub("[^0-9]", "", ships_text))
tonnes <- as.numeric(gsub("\\D", "", tonnes_text))

# %% wrong="commas" name="nothing" kind="nothing" says="not answered yet"
ships <- NULL
tonnes <- NULL

# %% wrong="commas" name="still text" kind="type" says="ships is one number"
ships <- gsub(",", "", ships_text)
tonnes <- gsub(",", "", tonnes_text)

# %% wrong="commas" name="missing" says="ships is one number"
ships <- as.numeric(ships_text)
tonnes <- as.numeric(tonnes_text)

# %% wrong="commas" name="the comma taken for a point" says="the comma marks thousands"
ships <- as.numeric(sub(",", ".", ships_text))
tonnes <- 4567890

# %% wrong="commas" name="only what stands before the comma" says="the comma marks thousands"
ships <- as.numeric(strsplit(ships_text, ",")[[1]][1])
tonnes <- as.numeric(strsplit(tonnes_text, ",")[[1]][1])

# %% wrong="commas" name="retyped, with two figures exchanged" kind="hard-coded" says="no figure is lost"
ships <- 1243
tonnes <- 4567890

# %% wrong="commas" name="the last figure cut off" kind="off-by-one" says="every figure in its place"
ships <- as.numeric(gsub(",", "", ships_text))
tonnes <- as.numeric(substr(gsub(",", "", tonnes_text), 1, 6))

# %% wrong="commas" name="one comma of two" says="tonnes is one number"
ships <- as.numeric(sub(",", "", ships_text))
tonnes <- as.numeric(sub(",", "", tonnes_text))

# %% wrong="commas" name="two numbers for one" says="ships is one number"
ships <- c(1, 234)
tonnes <- c(4, 567, 890)

# %% wrong="commas" name="tonnes left as text" says="tonnes is one number"
ships <- as.numeric(gsub(",", "", ships_text))
tonnes <- gsub(",", "", tonnes_text)

# %% wrong="commas" name="thousands of tonnes" says="every figure in its place"
ships <- as.numeric(gsub(",", "", ships_text))
tonnes <- as.numeric(gsub(",", "", tonnes_text)) / 1000
