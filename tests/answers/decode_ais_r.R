# Answers to `solutions/decode_ais_r.R` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="checksum" name="a loop"
checksum <- function(sentence) {
  text <- substr(sentence, 2, nchar(sentence) - 3)
  total <- 0L
  for (letter in utf8ToInt(text)) {
    total <- bitwXor(total, letter)
  }
  sprintf("%02X", total)
}
last_two <- substring(evening, nchar(evening) - 1)
sound <- evening[vapply(evening, checksum, "") == last_two]

# %% right="checksum" name="bytes, and filter by a test"
checksum <- function(sentence) {
  text <- strsplit(sentence, "[!*]")[[1]][2]
  toupper(format(as.hexmode(Reduce(bitwXor, as.integer(charToRaw(text)))), width = 2))
}
sound <- Filter(function(line) endsWith(line, checksum(line)), evening)

# %% right="checksum" name="a table filtered with dplyr"
checksum <- function(sentence) {
  text <- sub("\\*.*", "", sub("!", "", sentence, fixed = TRUE))
  sprintf("%02X", Reduce(bitwXor, utf8ToInt(text)))
}
log <- data.frame(line = evening, ought = sapply(evening, checksum))
sound <- dplyr::filter(log, endsWith(line, ought))$line

# %% wrong="checksum" name="nothing" kind="nothing" says="not answered yet"
checksum <- NULL
sound <- NULL

# %% wrong="checksum" name="a number, not text" kind="type" says="text: two digits"
checksum <- function(sentence) {
  text <- substr(sentence, 2, nchar(sentence) - 3)
  total <- 0L
  for (letter in utf8ToInt(text)) {
    total <- bitwXor(total, letter)
  }
  total
}
last_two <- substring(evening, nchar(evening) - 1)
sound <- evening[sapply(evening, checksum) == last_two]

# %% wrong="checksum" name="the digits of the first sentence" kind="hard-coded" says="every letter between"
checksum <- function(sentence) "66"
sound <- evening[1]

# %% wrong="checksum" name="the exclamation mark goes in" says="every letter between"
checksum <- function(sentence) {
  text <- substr(sentence, 1, nchar(sentence) - 3)
  total <- 0L
  for (letter in utf8ToInt(text)) {
    total <- bitwXor(total, letter)
  }
  sprintf("%02X", total)
}
last_two <- substring(evening, nchar(evening) - 1)
sound <- evening[vapply(evening, checksum, "") == last_two]

# %% wrong="checksum" name="the star goes in" says="every letter between"
checksum <- function(sentence) {
  text <- substr(sentence, 2, nchar(sentence) - 2)
  total <- 0L
  for (letter in utf8ToInt(text)) {
    total <- bitwXor(total, letter)
  }
  sprintf("%02X", total)
}
last_two <- substring(evening, nchar(evening) - 1)
sound <- evening[vapply(evening, checksum, "") == last_two]

# %% wrong="checksum" name="the last letter left out" kind="off-by-one" says="every letter between"
checksum <- function(sentence) {
  text <- substr(sentence, 2, nchar(sentence) - 4)
  total <- 0L
  for (letter in utf8ToInt(text)) {
    total <- bitwXor(total, letter)
  }
  sprintf("%02X", total)
}
last_two <- substring(evening, nchar(evening) - 1)
sound <- evening[vapply(evening, checksum, "") == last_two]

# %% wrong="checksum" name="decimal for hexadecimal" says="every letter between"
checksum <- function(sentence) {
  text <- substr(sentence, 2, nchar(sentence) - 3)
  total <- 0L
  for (letter in utf8ToInt(text)) {
    total <- bitwXor(total, letter)
  }
  as.character(total)
}
last_two <- substring(evening, nchar(evening) - 1)
sound <- evening[vapply(evening, checksum, "") == last_two]

# %% wrong="checksum" name="small letters" says="in capitals"
checksum <- function(sentence) {
  text <- substr(sentence, 2, nchar(sentence) - 3)
  total <- 0L
  for (letter in utf8ToInt(text)) {
    total <- bitwXor(total, letter)
  }
  sprintf("%02x", total)
}
last_two <- substring(evening, nchar(evening) - 1)
sound <- evening[vapply(evening, checksum, "") == last_two]

# %% wrong="checksum" name="no zero in front" says="with a zero where it needs one"
checksum <- function(sentence) {
  text <- substr(sentence, 2, nchar(sentence) - 3)
  total <- 0L
  for (letter in utf8ToInt(text)) {
    total <- bitwXor(total, letter)
  }
  sprintf("%X", total)
}
last_two <- substring(evening, nchar(evening) - 1)
sound <- evening[vapply(evening, checksum, "") == last_two]

# %% wrong="checksum" name="the damaged ones kept" says="arrived whole, and no other"
checksum <- function(sentence) {
  text <- substr(sentence, 2, nchar(sentence) - 3)
  total <- 0L
  for (letter in utf8ToInt(text)) {
    total <- bitwXor(total, letter)
  }
  sprintf("%02X", total)
}
last_two <- substring(evening, nchar(evening) - 1)
sound <- evening[vapply(evening, checksum, "") != last_two]

# %% wrong="checksum" name="TRUE and FALSE for the sentences" says="sound is a vector of sentences"
checksum <- function(sentence) {
  text <- substr(sentence, 2, nchar(sentence) - 3)
  total <- 0L
  for (letter in utf8ToInt(text)) {
    total <- bitwXor(total, letter)
  }
  sprintf("%02X", total)
}
last_two <- substring(evening, nchar(evening) - 1)
sound <- vapply(evening, checksum, "") == last_two

# %% right="read-report" name="powers of two, in a data frame of one row"
read_report <- function(payload) {
  ones <- as.numeric(strsplit(to_bits(payload), "")[[1]])
  number <- function(from, to) sum(ones[from:to] * 2^((to - from):0))
  lon <- number(62, 89) - ones[62] * 2^28
  lat <- number(90, 116) - ones[90] * 2^27
  data.frame(
    mmsi = formatC(number(9, 38), width = 9, flag = "0", format = "d"),
    speed_raw = number(51, 60),
    speed_knots = number(51, 60) * 0.1,
    lon_raw = lon,
    lat_raw = lat,
    lon = lon / 1e4 / 60,
    lat = lat / 1e4 / 60,
    course_raw = number(117, 128),
    course_degrees = number(117, 128) * 0.1,
    heading_raw = number(129, 137)
  )
}

# %% right="read-report" name="a tibble, cut by a table of fields"
read_report <- function(payload) {
  first <- c(8, 50, 61, 89, 116, 128)
  length <- c(30, 10, 28, 27, 12, 9)
  text <- substring(to_bits(payload), first + 1, first + length)
  value <- strtoi(text, base = 2) - ifelse(length > 26 & length < 30 & startsWith(text, "1"), 2^length, 0)
  dplyr::tibble(
    mmsi = sprintf("%09d", as.integer(value[1])),
    speed_raw = value[2], lon_raw = value[3], lat_raw = value[4],
    course_raw = value[5], heading_raw = value[6],
    speed_knots = speed_raw / 10, course_degrees = course_raw / 10,
    lon = lon_raw / 600000, lat = lat_raw / 600000
  )
}

# %% wrong="read-report" name="nothing" kind="nothing" says="not answered yet"
read_report <- NULL

# %% wrong="read-report" name="printed, not returned" says="a list that has the ten names"
read_report <- function(payload) {
  bits <- to_bits(payload)
  print(strtoi(substr(bits, 9, 38), base = 2))
}

# %% wrong="read-report" name="the identity as a number" kind="type" says="text, not a number"
read_report <- function(payload) {
  bits <- to_bits(payload)
  number <- function(first, length) strtoi(substr(bits, first + 1, first + length), base = 2)
  lon <- number(61, 28) - 2^28 * number(61, 1)
  lat <- number(89, 27) - 2^27 * number(89, 1)
  list(
    mmsi = number(8, 30),
    speed_raw = number(50, 10), speed_knots = number(50, 10) / 10,
    lon_raw = lon, lon = lon / 600000, lat_raw = lat, lat = lat / 600000,
    course_raw = number(116, 12), course_degrees = number(116, 12) / 10,
    heading_raw = number(128, 9)
  )
}

# %% wrong="read-report" name="an identity without its zeros" says="its zeros in front"
read_report <- function(payload) {
  bits <- to_bits(payload)
  number <- function(first, length) strtoi(substr(bits, first + 1, first + length), base = 2)
  lon <- number(61, 28) - 2^28 * number(61, 1)
  lat <- number(89, 27) - 2^27 * number(89, 1)
  list(
    mmsi = as.character(number(8, 30)),
    speed_raw = number(50, 10), speed_knots = number(50, 10) / 10,
    lon_raw = lon, lon = lon / 600000, lat_raw = lat, lat = lat / 600000,
    course_raw = number(116, 12), course_degrees = number(116, 12) / 10,
    heading_raw = number(128, 9)
  )
}

# %% wrong="read-report" name="one bit too early" kind="off-by-one" says="as the whole numbers that were sent"
read_report <- function(payload) {
  bits <- to_bits(payload)
  number <- function(first, length) strtoi(substr(bits, first, first + length - 1), base = 2)
  lon <- number(61, 28) - 2^28 * number(61, 1)
  lat <- number(89, 27) - 2^27 * number(89, 1)
  list(
    mmsi = sprintf("%09d", number(8, 30)),
    speed_raw = number(50, 10), speed_knots = number(50, 10) / 10,
    lon_raw = lon, lon = lon / 600000, lat_raw = lat, lat = lat / 600000,
    course_raw = number(116, 12), course_degrees = number(116, 12) / 10,
    heading_raw = number(128, 9)
  )
}

# %% wrong="read-report" name="a course read as signed" says="as the whole numbers that were sent"
read_report <- function(payload) {
  bits <- to_bits(payload)
  number <- function(first, length) strtoi(substr(bits, first + 1, first + length), base = 2)
  lon <- number(61, 28) - 2^28 * number(61, 1)
  lat <- number(89, 27) - 2^27 * number(89, 1)
  list(
    mmsi = sprintf("%09d", number(8, 30)),
    speed_raw = number(50, 10), speed_knots = number(50, 10) / 10,
    lon_raw = lon, lon = lon / 600000, lat_raw = lat, lat = lat / 600000,
    course_raw = number(116, 12) - 2^12 * number(116, 1), course_degrees = number(116, 12) / 10,
    heading_raw = number(128, 9)
  )
}

# %% wrong="read-report" name="latitude first" says="the raw position is right"
read_report <- function(payload) {
  bits <- to_bits(payload)
  number <- function(first, length) strtoi(substr(bits, first + 1, first + length), base = 2)
  lon <- number(88, 28) - 2^28 * number(88, 1)
  lat <- number(61, 27) - 2^27 * number(61, 1)
  list(
    mmsi = sprintf("%09d", number(8, 30)),
    speed_raw = number(50, 10), speed_knots = number(50, 10) / 10,
    lon_raw = lon, lon = lon / 600000, lat_raw = lat, lat = lat / 600000,
    course_raw = number(116, 12), course_degrees = number(116, 12) / 10,
    heading_raw = number(128, 9)
  )
}

# %% wrong="read-report" name="no sign" says="west of Greenwich or south of the equator"
read_report <- function(payload) {
  bits <- to_bits(payload)
  number <- function(first, length) strtoi(substr(bits, first + 1, first + length), base = 2)
  lon <- number(61, 28)
  lat <- number(89, 27)
  list(
    mmsi = sprintf("%09d", number(8, 30)),
    speed_raw = number(50, 10), speed_knots = number(50, 10) / 10,
    lon_raw = lon, lon = lon / 600000, lat_raw = lat, lat = lat / 600000,
    course_raw = number(116, 12), course_degrees = number(116, 12) / 10,
    heading_raw = number(128, 9)
  )
}

# %% wrong="read-report" name="longitude divided by 600" says="600,000 to each"
read_report <- function(payload) {
  bits <- to_bits(payload)
  number <- function(first, length) strtoi(substr(bits, first + 1, first + length), base = 2)
  lon <- number(61, 28) - 2^28 * number(61, 1)
  lat <- number(89, 27) - 2^27 * number(89, 1)
  list(
    mmsi = sprintf("%09d", number(8, 30)),
    speed_raw = number(50, 10), speed_knots = number(50, 10) / 10,
    lon_raw = lon, lon = lon / 600, lat_raw = lat, lat = lat / 600000,
    course_raw = number(116, 12), course_degrees = number(116, 12) / 10,
    heading_raw = number(128, 9)
  )
}

# %% wrong="read-report" name="tenths for knots" says="not in tenths of them"
read_report <- function(payload) {
  bits <- to_bits(payload)
  number <- function(first, length) strtoi(substr(bits, first + 1, first + length), base = 2)
  lon <- number(61, 28) - 2^28 * number(61, 1)
  lat <- number(89, 27) - 2^27 * number(89, 1)
  list(
    mmsi = sprintf("%09d", number(8, 30)),
    speed_raw = number(50, 10), speed_knots = number(50, 10),
    lon_raw = lon, lon = lon / 600000, lat_raw = lat, lat = lat / 600000,
    course_raw = number(116, 12), course_degrees = number(116, 12) / 10,
    heading_raw = number(128, 9)
  )
}

# %% wrong="read-report" name="the first ship, copied" kind="hard-coded" says="as the whole numbers that were sent"
read_report <- function(payload) {
  list(
    mmsi = "232999007", speed_raw = 142, lon_raw = -3012000, lat_raw = 31230000,
    course_raw = 2715, heading_raw = 270, speed_knots = 14.2, lon = -5.02, lat = 52.05,
    course_degrees = 271.5
  )
}

# %% right="join-parts" name="split by key, and a named vector"
join_parts <- function(sentences) {
  parts <- read.csv(
    text = sub("^!", "", sentences), header = FALSE, colClasses = "character",
    col.names = c("talker", "total", "part", "number", "channel", "payload", "end"),
    quote = "", comment.char = ""
  )
  parts <- parts[order(parts$part), ]
  groups <- split(parts, paste(parts$total, parts$number, parts$channel))
  groups <- Filter(function(group) nrow(group) == as.integer(group$total[1]), groups)
  vapply(groups, function(group) paste(group$payload, collapse = ""), "")
}
messages <- join_parts(heard)

# %% right="join-parts" name="grouped with dplyr"
join_parts <- function(sentences) {
  fields <- do.call(rbind, strsplit(sentences, ",", fixed = TRUE))
  parts <- data.frame(
    total = as.integer(fields[, 2]), part = fields[, 3], number = fields[, 4],
    channel = fields[, 5], payload = fields[, 6]
  )
  whole <- parts |>
    dplyr::arrange(part) |>
    dplyr::group_by(total, number, channel) |>
    dplyr::filter(dplyr::n() == total) |>
    dplyr::summarise(payload = paste(payload, collapse = ""), .groups = "drop")
  whole$payload
}
messages <- join_parts(heard)

# %% right="join-parts" name="a list, as lapply leaves it"
join_parts <- function(sentences) {
  fields <- strsplit(sentences, ",", fixed = TRUE)
  key <- sapply(fields, function(one) paste(one[2], one[4], one[5]))
  joined <- lapply(split(fields, key), function(parts) {
    if (length(parts) < as.integer(parts[[1]][2])) {
      return(NULL)
    }
    parts <- parts[order(sapply(parts, `[`, 3))]
    paste(sapply(parts, `[`, 6), collapse = "")
  })
  Filter(Negate(is.null), joined)
}
messages <- join_parts(heard)

# %% wrong="join-parts" name="nothing" kind="nothing" says="not answered yet"
join_parts <- NULL
messages <- NULL

# %% wrong="join-parts" name="the payloads counted" kind="type" says="two parts in their order make one payload"
join_parts <- function(sentences) {
  fields <- do.call(rbind, strsplit(sort(sentences), ",", fixed = TRUE))
  groups <- split(fields[, 6], paste(fields[, 2], fields[, 4], fields[, 5]))
  totals <- tapply(fields[, 2], paste(fields[, 2], fields[, 4], fields[, 5]), min)
  length(groups)
}
messages <- join_parts(heard)

# %% wrong="join-parts" name="in the order in which they came" says="the second part heard first"
join_parts <- function(sentences) {
  fields <- do.call(rbind, strsplit(sentences, ",", fixed = TRUE))
  groups <- split(fields[, 6], paste(fields[, 2], fields[, 4], fields[, 5]))
  totals <- tapply(fields[, 2], paste(fields[, 2], fields[, 4], fields[, 5]), min)
  unlist(lapply(groups[lengths(groups) == totals], paste, collapse = ""))
}
messages <- join_parts(heard)

# %% wrong="join-parts" name="the channel left out" says="two channels are told apart"
join_parts <- function(sentences) {
  fields <- do.call(rbind, strsplit(sort(sentences), ",", fixed = TRUE))
  groups <- split(fields[, 6], paste(fields[, 2], fields[, 4]))
  totals <- tapply(fields[, 2], paste(fields[, 2], fields[, 4]), min)
  unlist(lapply(groups[lengths(groups) == totals], paste, collapse = ""))
}
messages <- join_parts(heard)

# %% wrong="join-parts" name="the message number left out" says="nine messages in any order"
join_parts <- function(sentences) {
  fields <- do.call(rbind, strsplit(sort(sentences), ",", fixed = TRUE))
  groups <- split(fields[, 6], paste(fields[, 2], fields[, 5]))
  totals <- tapply(fields[, 2], paste(fields[, 2], fields[, 5]), min)
  unlist(lapply(groups[lengths(groups) == totals], paste, collapse = ""))
}
messages <- join_parts(heard)

# %% wrong="join-parts" name="halves kept" says="a message that lacks a part is left out"
join_parts <- function(sentences) {
  fields <- do.call(rbind, strsplit(sort(sentences), ",", fixed = TRUE))
  groups <- split(fields[, 6], paste(fields[, 2], fields[, 4], fields[, 5]))
  totals <- tapply(fields[, 2], paste(fields[, 2], fields[, 4], fields[, 5]), min)
  unlist(lapply(groups, paste, collapse = ""))
}
messages <- join_parts(heard)

# %% wrong="join-parts" name="a first and a second half" says="three parts make one message too"
join_parts <- function(sentences) {
  fields <- as.data.frame(do.call(rbind, strsplit(sentences, ",", fixed = TRUE)))
  first <- fields[fields$V3 == "1", ]
  second <- fields[fields$V3 == "2", ]
  both <- merge(first, second, by = c("V2", "V4", "V5"))
  paste0(both$V6.x, both$V6.y)
}
messages <- join_parts(heard)

# %% wrong="join-parts" name="one part too few" kind="off-by-one" says="two parts in their order make one payload"
join_parts <- function(sentences) {
  fields <- do.call(rbind, strsplit(sort(sentences), ",", fixed = TRUE))
  groups <- split(fields[, 6], paste(fields[, 2], fields[, 4], fields[, 5]))
  totals <- tapply(fields[, 2], paste(fields[, 2], fields[, 4], fields[, 5]), min)
  unlist(lapply(groups[lengths(groups) == as.integer(totals) - 1], paste, collapse = ""))
}
messages <- join_parts(heard)

# %% wrong="join-parts" name="messages as they were heard" says="messages holds the whole messages"
join_parts <- function(sentences) {
  fields <- do.call(rbind, strsplit(sort(sentences), ",", fixed = TRUE))
  groups <- split(fields[, 6], paste(fields[, 2], fields[, 4], fields[, 5]))
  totals <- tapply(fields[, 2], paste(fields[, 2], fields[, 4], fields[, 5]), min)
  unlist(lapply(groups[lengths(groups) == totals], paste, collapse = ""))
}
messages <- heard

# %% wrong="join-parts" name="the function, but no messages" says="not answered yet"
join_parts <- function(sentences) {
  fields <- do.call(rbind, strsplit(sort(sentences), ",", fixed = TRUE))
  groups <- split(fields[, 6], paste(fields[, 2], fields[, 4], fields[, 5]))
  totals <- tapply(fields[, 2], paste(fields[, 2], fields[, 4], fields[, 5]), min)
  unlist(lapply(groups[lengths(groups) == totals], paste, collapse = ""))
}
messages <- NULL

# %% wrong="join-parts" name="this evening, whatever is asked" kind="hard-coded" says="two parts in their order"
join_parts <- function(sentences) {
  payload <- sapply(strsplit(heard, ","), function(fields) fields[6])
  paste0(payload[c(4, 2, 3)], payload[c(1, 7, 6)])
}
messages <- join_parts(heard)

# %% right="sentinels" name="counted column by column, reasons by cut, sorted"
codes <- c(1023, 108600000, 54600000, 3600, 511)
sent <- raw[c("speed_raw", "lon_raw", "lat_raw", "course_raw", "heading_raw")]
unknown <- data.frame(
  field = sub("_raw", "", names(sent)),
  reports = colSums(sweep(sent, 2, codes, "=="))
)
clean <- raw
clean$course_degrees <- replace(raw$course_raw, raw$course_raw >= 3600, NA) / 10
clean$course_reason <- as.character(cut(
  raw$course_raw, c(-1, 3599, 3600, 4095), c("known", "not_available", "out_of_range")
))
clean <- clean[order(-clean$lat_raw), ]

# %% right="sentinels" name="dplyr and tidyr"
library(dplyr, warn.conflicts = FALSE)
unknown <- raw |>
  summarise(
    speed = sum(speed_raw == 1023), lon = sum(lon_raw / 600000 == 181),
    lat = sum(lat_raw / 600000 == 91), course = sum(course_raw / 10 == 360),
    heading = sum(heading_raw == 511)
  ) |>
  tidyr::pivot_longer(everything(), names_to = "field", values_to = "reports")
clean <- raw |>
  mutate(
    course_reason = case_when(
      course_raw == 3600 ~ "not_available",
      course_raw > 3600 ~ "out_of_range",
      TRUE ~ "known"
    ),
    course_degrees = if_else(course_reason == "known", course_raw / 10, NA_real_)
  )

# %% wrong="sentinels" name="nothing" kind="nothing" says="not answered yet"
unknown <- NULL
clean <- NULL

# %% wrong="sentinels" name="counts as text" kind="type" says="unknown is a table"
codes <- c(speed = 1023, lon = 181 * 600000, lat = 91 * 600000, course = 3600, heading = 511)
counts <- sapply(names(codes), function(field) {
  sum(raw[[paste0(field, "_raw")]] == codes[[field]])
})
unknown <- data.frame(field = names(codes), reports = as.character(counts))
clean <- raw

# %% wrong="sentinels" name="four fields" says="one row for each of the five fields"
codes <- c(speed = 1023, lon = 181 * 600000, course = 3600, heading = 511)
counts <- sapply(names(codes), function(field) {
  sum(raw[[paste0(field, "_raw")]] == codes[[field]])
})
unknown <- data.frame(field = names(codes), reports = unname(counts))
clean <- raw

# %% wrong="sentinels" name="102.2 counted as unknown" kind="off-by-one" says="the speeds that are a code"
codes <- c(speed = 1023, lon = 181 * 600000, lat = 91 * 600000, course = 3600, heading = 511)
counts <- sapply(names(codes), function(field) {
  sum(raw[[paste0(field, "_raw")]] >= codes[[field]] - (field == "speed"))
})
unknown <- data.frame(field = names(codes), reports = unname(counts))
clean <- raw

# %% wrong="sentinels" name="every course above 360" says="the courses that are a code"
codes <- c(speed = 1023, lon = 181 * 600000, lat = 91 * 600000, course = 3600, heading = 511)
counts <- sapply(names(codes), function(field) {
  sum(raw[[paste0(field, "_raw")]] >= codes[[field]])
})
unknown <- data.frame(field = names(codes), reports = unname(counts))
clean <- raw

# %% wrong="sentinels" name="the codes of a position in degrees" says="a code of their own"
codes <- c(speed = 1023, lon = 181, lat = 91, course = 3600, heading = 511)
counts <- sapply(names(codes), function(field) {
  sum(raw[[paste0(field, "_raw")]] == codes[[field]])
})
unknown <- data.frame(field = names(codes), reports = unname(counts))
clean <- raw

# %% wrong="sentinels" name="counted by eye, and one missed" kind="hard-coded" says="the headings that are a code"
unknown <- data.frame(
  field = c("speed", "lon", "lat", "course", "heading"), reports = c(3, 1, 2, 3, 4)
)
clean <- raw

# %% wrong="sentinels" name="reports without a course dropped" says="clean still has all twelve reports"
unknown <- data.frame(
  field = c("speed", "lon", "lat", "course", "heading"), reports = c(3, 1, 2, 3, 5)
)
clean <- raw["mmsi"]
clean$course_degrees <- ifelse(raw$course_raw < 3600, raw$course_raw / 10, NA)
clean$course_reason <- "known"
clean$course_reason[raw$course_raw == 3600] <- "not_available"
clean$course_reason[raw$course_raw > 3600] <- "out_of_range"
clean <- na.omit(clean)

# %% wrong="sentinels" name="the code left in" says="empty where the ship gave none"
unknown <- data.frame(
  field = c("speed", "lon", "lat", "course", "heading"), reports = c(3, 1, 2, 3, 5)
)
clean <- raw["mmsi"]
clean$course_degrees <- ifelse(raw$course_raw <= 3600, raw$course_raw / 10, NA)
clean$course_reason <- "known"
clean$course_reason[raw$course_raw == 3600] <- "not_available"
clean$course_reason[raw$course_raw > 3600] <- "out_of_range"

# %% wrong="sentinels" name="north emptied too" says="empty where the ship gave none"
unknown <- data.frame(
  field = c("speed", "lon", "lat", "course", "heading"), reports = c(3, 1, 2, 3, 5)
)
clean <- raw["mmsi"]
clean$course_degrees <- ifelse(raw$course_raw %in% 1:3599, raw$course_raw / 10, NA)
clean$course_reason <- "known"
clean$course_reason[raw$course_raw == 3600] <- "not_available"
clean$course_reason[raw$course_raw > 3600] <- "out_of_range"

# %% wrong="sentinels" name="tenths of a degree" says="each course is in degrees"
unknown <- data.frame(
  field = c("speed", "lon", "lat", "course", "heading"), reports = c(3, 1, 2, 3, 5)
)
clean <- raw["mmsi"]
clean$course_degrees <- ifelse(raw$course_raw < 3600, raw$course_raw, NA)
clean$course_reason <- "known"
clean$course_reason[raw$course_raw == 3600] <- "not_available"
clean$course_reason[raw$course_raw > 3600] <- "out_of_range"

# %% wrong="sentinels" name="one reason for both" says="says why its course is empty"
unknown <- data.frame(
  field = c("speed", "lon", "lat", "course", "heading"), reports = c(3, 1, 2, 3, 5)
)
clean <- raw["mmsi"]
clean$course_degrees <- ifelse(raw$course_raw < 3600, raw$course_raw / 10, NA)
clean$course_reason <- "known"
clean$course_reason[raw$course_raw == 3600] <- "not_available"
clean$course_reason[raw$course_raw > 3600] <- "not_available"
