# %% [markdown]
# # Decode AIS: an evening off Harwich
#
# Five questions on what a made-up receiver wrote down one evening.
# Everything is short enough to check by eye, or against the course's own decoder.
# Run the cells from the top; each exercise says what names to give your answers.
# The folded cell after an answer checks it: run it too.

# %%
source("check.R")

# %% [markdown]
# ## Did it arrive whole?
#
# Eight sentences, as they reached your file.
# Some were damaged on the way.

# %%
evening <- c(
  "!AIVDM,1,1,,A,13N=8F@01t06M5PMeft3K2lH0000,0*66",
  "!AIVDM,1,1,,B,13N=8FU00005to0MfMl>4?w@0000,0*69",
  "!AIVDM,1,1,,A,13N=8Fh04u07JW0Md``:V8N:0000,0*31",
  "!AIVDM,1,1,,B,13N=8G001R06;PPMgsT72E`v0000,0*2E",
  "!AIVDM,1,1,,A,13N=8GA0010756PMcqh1iiIn0000,0*2E",
  "!AIVDM,1,1,,B,13N=8GP03;06iV0Me04;kaLd0000,0*7F",
  "!AIVDM,1,1,,A,13N=8H@02L06AGPMf6H7ln@P0000,0*09",
  "!AIVDM,1,1,,B,13N=8H001GKvd>Qd0ll4e3k20000,0*0B"
)
length(evening)

# %% [markdown]
# Write a function `checksum(sentence)`.
# It is given one sentence as above, and returns the checksum its text *ought* to have: two hexadecimal digits
# as text, capitals where they are letters.
# The text is what stands between `!` and `*`, both left out.
# For instance, `checksum("!AB*00")` is `"03"`, because A is 65 and B is 66.
#
# Then make a vector `sound` of the sentences whose two last characters are that checksum.

# %% solution="checksum"
### BEGIN SOLUTION
checksum <- function(sentence) {
  text <- sub("^!(.*)\\*.*$", "\\1", sentence)
  sprintf("%02X", Reduce(bitwXor, utf8ToInt(text)))
}

last_two <- substring(evening, nchar(evening) - 1)
sound <- evening[vapply(evening, checksum, "") == last_two]
### END SOLUTION

# %% test="checksum" points=5
# The same sum the slow way: is each bit set an odd number of times?
odd_bits <- function(text) {
  letters <- utf8ToInt(text)
  sum(vapply(2^(0:7), function(bit) sum(letters %/% bit %% 2) %% 2 * bit, 0))
}
some_text <- function() {
  drawn <- sample(strsplit("013N=8FGHmpvw@`", "")[[1]], 28, replace = TRUE)
  paste0("AIVDM,1,1,,", sample(c("A", "B"), 1), ",", paste(drawn, collapse = ""), ",0")
}
texts <- replicate(400, some_text())
sums <- vapply(texts, odd_bits, 0)
texts <- c(head(texts[sums < 16], 6), head(texts[sums >= 16], 12))
sums <- unname(vapply(texts, odd_bits, 0))
claimed <- sprintf("%02X", sample(0:255, length(texts), replace = TRUE))
sentences <- paste0("!", texts, "*", claimed)

q <- check("checksum", points = 5)
q$callable("checksum", checksum,
  takes = 1,
  says = "checksum is a function of one sentence",
  hint = c(
    "`function` makes a function: its argument in brackets, its work in braces.",
    "Begin with: checksum <- function(sentence) {"
  ),
  weight = 0.5
)
q$that(
  "checksum gives text: two digits, not a number",
  is.character(checksum("!AB*00")),
  hint = c(
    "A checksum may begin with a zero, and a number cannot.",
    '`sprintf("%02X", 10L)` is "0A".'
  ),
  weight = 0.5
)
q$for_inputs(
  "the sum takes in every letter between ! and *, and neither of these two",
  function(sentence) strtoi(checksum(sentence), 16L),
  inputs = as.list(sentences),
  expected = function(sentence) sums[match(sentence, sentences)],
  hint = c(
    "Try it on !AB*00 by hand: bitwXor(65, 66) is 3. What does yours give?",
    "Which letters go in? `!` is the first character, and the sum ends where `*` begins.",
    'Begin with: text <- sub("^!(.*)\\\\*.*$", "\\\\1", sentence)'
  ),
  weight = 2
)
q$for_inputs(
  "it is written as two hexadecimal digits, in capitals, with a zero where it needs one",
  checksum,
  inputs = as.list(sentences),
  expected = function(sentence) sprintf("%02X", as.integer(sums[match(sentence, sentences)])),
  hint = c(
    "Two digits in base sixteen: ten is 0A, and 255 is FF.",
    'R writes a whole number so with `sprintf("%02X", total)`.'
  )
)
q$column("sound", sound,
  kind = "text",
  says = "sound is a vector of sentences",
  hint = c(
    "A vector that keeps the sentences themselves, not their places and not TRUE or FALSE.",
    "Begin with: sound <- evening[...]"
  ),
  weight = 0.5
)
q$same_values(
  "sound holds each sentence of the evening that arrived whole, and no other",
  unname(sound),
  evening[vapply(evening, function(line) {
    odd_bits(substr(line, 2, nchar(line) - 3)) == strtoi(substring(line, nchar(line) - 1), 16L)
  }, NA)],
  hint = c(
    "What a sentence claims are its last two characters: `substring(line, nchar(line) - 1)`.",
    "Compare that with what your function says it ought to be.",
    "Your function takes one sentence: `vapply(evening, checksum, \"\")` asks it for each."
  )
)
q$score()

# %% [markdown]
# ## Read a position report
#
# This function is the lesson's: it turns a payload into ones and zeros.

# %%
to_bits <- function(payload) {
  value <- utf8ToInt(payload) - 48L
  value <- ifelse(value > 40L, value - 8L, value)
  bits <- vapply(value, function(n) rev(as.integer(intToBits(n))[1:6]), integer(6))
  paste(bits, collapse = "")
}

nchar(to_bits("13N=8F@01t06M5PMeft3K2lH0000"))

# %% [markdown]
# Write a function `read_report(payload)` for reports of types 1, 2 and 3.
# It returns a list with these ten names.
#
# | name | first bit | bits |
# |---|---|---|
# | `mmsi` | 8 | 30 |
# | `speed_raw` | 50 | 10 |
# | `lon_raw` | 61 | 28 |
# | `lat_raw` | 89 | 27 |
# | `course_raw` | 116 | 12 |
# | `heading_raw` | 128 | 9 |
#
# Bits are counted from zero, as in the standard; R counts letters from one.
# `mmsi` is text of nine digits, and a `_raw` value is the whole number as sent, codes and all.
# Longitude and latitude are signed: where the first bit is 1, take away 2 to the power of the number of bits.
# The other four are `speed_knots` and `course_degrees`, sent in tenths, and `lon` and `lat` in degrees,
# 600,000 to each.
#
# The course's decoder, which is in Python, read two ships, one off Wales and one off Uruguay: compare.

# %%
abroad <- c("13N=8Gh02>Oa1C0Mj8<:VpL@0000", "13N=8H001GKvd>Qd0ll4e3k20000")
data.frame(
  mmsi = c("232999007", "232999008"),
  speed_raw = c(142, 87),
  lon_raw = c(-3012000, -33726000),
  lat_raw = c(31230000, -20958000),
  lon = c(-5.02, -56.21),
  lat = c(52.05, -34.93),
  course_raw = c(2715, 1204)
)

# %% solution="read-report"
### BEGIN SOLUTION
read_report <- function(payload) {
  bits <- to_bits(payload)
  number <- function(first, length) {
    strtoi(substr(bits, first + 1, first + length), base = 2)
  }
  signed <- function(first, length) {
    value <- number(first, length)
    if (substr(bits, first + 1, first + 1) == "1") value - 2^length else value
  }
  report <- list(
    mmsi = sprintf("%09d", number(8, 30)),
    speed_raw = number(50, 10),
    lon_raw = signed(61, 28),
    lat_raw = signed(89, 27),
    course_raw = number(116, 12),
    heading_raw = number(128, 9)
  )
  report$speed_knots <- report$speed_raw / 10
  report$lon <- report$lon_raw / 600000
  report$lat <- report$lat_raw / 600000
  report$course_degrees <- report$course_raw / 10
  report
}
### END SOLUTION

# %% test="read-report" points=6
# Ships are made up, then packed into payloads: what comes out must be what went in.
wide <- function(value, n) paste(value %% 2^n %/% 2^((n - 1):0) %% 2, collapse = "")
pack <- function(ship) {
  bits <- paste0(
    "00000100", wide(ship$mmsi, 30), "000010000000", wide(ship$speed_raw, 10), "1",
    wide(ship$lon_raw, 28), wide(ship$lat_raw, 27), wide(ship$course_raw, 12),
    wide(ship$heading_raw, 9), wide(sample(0:59, 1), 6), strrep("0", 25)
  )
  sixes <- vapply(seq(1, 163, 6), function(k) strtoi(substr(bits, k, k + 5), base = 2), 0L)
  intToUtf8(ifelse(sixes < 40L, sixes + 48L, sixes + 56L))
}
somewhere <- function(west_east, south_north) {
  list(
    mmsi = sample(201000000:775999999, 1), speed_raw = sample(0:1023, 1),
    lon_raw = west_east * sample(107000000, 1), lat_raw = south_north * sample(53000000, 1),
    course_raw = sample(0:3600, 1), heading_raw = sample(c(0:359, rep(511, 90)), 1)
  )
}
ships <- c(
  lapply(1:12, function(k) somewhere(1, 1)),
  lapply(1:4, function(k) somewhere(-1, 1)),
  lapply(1:4, function(k) somewhere(1, -1)),
  lapply(1:4, function(k) somewhere(-1, -1))
)
payloads <- lapply(ships, pack)
zeros <- pack(modifyList(ships[[1]], list(mmsi = 2320001)))
near <- payloads[1:12]
far <- payloads[13:24]
sent <- function(payload, name) ships[[match(payload, unlist(payloads))]][[name]]
names_asked <- c(
  "mmsi", "speed_raw", "lon_raw", "lat_raw", "course_raw", "heading_raw",
  "speed_knots", "lon", "lat", "course_degrees"
)
plain <- c("speed_raw", "course_raw", "heading_raw")
place <- c("lon_raw", "lat_raw")

q <- check("read-report", points = 6)
q$callable("read_report", read_report,
  takes = 1,
  says = "read_report is a function of one payload",
  hint = "Begin with: read_report <- function(payload) {",
  weight = 0.5
)
q$that(
  "it returns a list that has the ten names",
  all(names_asked %in% names(read_report(near[[1]]))),
  hint = c(
    "What a function returns is its last line: is that the list?",
    "Names and values in `list()`: list(speed_raw = ..., speed_knots = ...).",
    "The ten names are those of the table in the question, letter by letter."
  ),
  weight = 0.5
)
q$for_inputs(
  "speed, course and heading come out as the whole numbers that were sent",
  function(payload) unlist(unname(read_report(payload)[plain])),
  inputs = payloads,
  expected = function(payload) vapply(plain, function(name) as.numeric(sent(payload, name)), 0),
  hint = c(
    "Bits are counted from zero and R counts from one: bit 50 is letter 51.",
    "`strtoi(substr(bits, 51, 60), base = 2)` reads ones and zeros as a number.",
    "None of these three is signed: their first bit is part of the number."
  )
)
q$that(
  "the identity is text, not a number",
  is.character(read_report(near[[1]])$mmsi),
  hint = "It is a name made of digits: text.",
  weight = 0.25
)
q$for_inputs(
  "the identity has nine digits, its zeros in front",
  function(payload) as.character(read_report(payload)$mmsi),
  inputs = c(near, zeros),
  expected = function(payload) {
    if (payload == zeros) "002320001" else as.character(sent(payload, "mmsi"))
  },
  hint = c(
    "A radio's identity may begin with zeros, and a number loses them.",
    'A whole number becomes nine digits of text by `sprintf("%09d", ...)`.'
  ),
  weight = 0.25
)
q$for_inputs(
  "east of Greenwich and north of the equator, the raw position is right",
  function(payload) unlist(unname(read_report(payload)[place])),
  inputs = near,
  expected = function(payload) vapply(place, function(name) sent(payload, name), 0),
  hint = c(
    "Longitude comes first in the message, and then latitude.",
    "Longitude has 28 bits from bit 61, latitude 27 bits from bit 89."
  )
)
q$for_inputs(
  "west of Greenwich or south of the equator, it is negative",
  function(payload) unlist(unname(read_report(payload)[place])),
  inputs = far,
  expected = function(payload) vapply(place, function(name) sent(payload, name), 0),
  hint = c(
    "What is the first bit of a longitude west of Greenwich?",
    "Where the first bit is 1, take away 2 to the power of the number of bits.",
    'Begin with: if (substr(bits, 62, 62) == "1") {'
  )
)
q$for_inputs(
  "longitude and latitude in degrees: 600,000 to each",
  function(payload) unlist(unname(read_report(payload)[c("lon", "lat")])),
  inputs = payloads,
  expected = function(payload) vapply(place, function(name) sent(payload, name), 0) / 6e5,
  within = 1e-7,
  hint = c(
    "Is the position on the globe? Longitudes end at 180, latitudes at 90.",
    "The unit is one ten-thousandth of a minute, and a degree has sixty minutes."
  )
)
q$for_inputs(
  "speed in knots and course in degrees, not in tenths of them",
  function(payload) unlist(unname(read_report(payload)[c("speed_knots", "course_degrees")])),
  inputs = payloads,
  expected = function(payload) c(sent(payload, "speed_raw"), sent(payload, "course_raw")) * 0.1,
  within = 1e-6,
  hint = "Both are sent in tenths.",
  weight = 0.5
)
q$score()

# %% [markdown]
# ## Put the parts together
#
# Seven sentences in the order in which they were heard.
# Long messages come in parts, and other messages come in between.

# %%
heard <- c(
  "!AIVDM,2,2,3,A,j00000000000000,2*7D",
  "!AIVDM,2,1,3,B,53N=8I000001<To3781<Tn0h58<P000000000016<PD::40HtBk3kQ3k,0*4A",
  "!AIVDM,2,1,4,A,53N=8I@00001<To37<1<Tn0l50hD000000000016<PD::40HtBiQC2F4,0*77",
  "!AIVDM,2,1,3,A,53N=8Hh00001<To3741<Tn0aDpU0E80000000016<PD::40HtBj0DUj@,0*03",
  "!AIVDM,2,2,5,B,V@0000000000000,2*34",
  "!AIVDM,2,2,4,A,m3mi@0000000000,2*0A",
  "!AIVDM,2,2,3,B,P00000000000000,2*44"
)
cat(heard, sep = "\n")

# %% [markdown]
# After `AIVDM` stand four fields: how many parts, which part this is, the message's number, and the channel.
# Parts belong together if they have the same number of parts, message number and channel.
# A message may have two parts, as all of these, or more.
#
# Write a function `join_parts(sentences)`.
# It is given a vector of such sentences and returns a vector of payloads, one for each message of which
# *every* part is there, its parts joined in their order.
# The payload is the field after the channel.
# The order of the messages does not matter, and all checksums are right.
# If no message is whole, it returns `character(0)`.
# Then put what it gives for `heard` in `messages`.

# %% solution="join-parts"
messages <- NULL
### BEGIN SOLUTION
join_parts <- function(sentences) {
  fields <- do.call(rbind, strsplit(sentences, ",", fixed = TRUE))
  part <- as.integer(fields[, 3])
  key <- paste(fields[, 2], fields[, 4], fields[, 5])
  whole <- character(0)
  for (one in unique(key)) {
    mine <- which(key == one)
    if (length(mine) == as.integer(fields[mine[1], 2])) {
      ordered <- mine[order(part[mine])]
      whole <- c(whole, paste(fields[ordered, 6], collapse = ""))
    }
  }
  whole
}

messages <- join_parts(heard)
### END SOLUTION

# %% test="join-parts" points=5
xor_by_bits <- function(text) {
  letters <- utf8ToInt(text)
  sum(vapply(2^(0:7), function(bit) sum(letters %/% bit %% 2) %% 2 * bit, 0))
}
cut_up <- function(payload, total, number, channel) {
  size <- ceiling(nchar(payload) / total)
  starts <- (seq_len(total) - 1) * size + 1
  pieces <- substring(payload, starts, starts + size - 1)
  texts <- paste("AIVDM", total, seq_len(total), number, channel, pieces, "0", sep = ",")
  sprintf("!%s*%02X", texts, as.integer(vapply(texts, xor_by_bits, 0)))
}
any_payload <- function(letters = 71) {
  of <- strsplit("0123456789:;<=>?@ABCDEFGHTUVW`abcw", "")[[1]]
  paste0("5", paste(sample(of, letters - 1, replace = TRUE), collapse = ""))
}
joined <- function(sentences) sort(as.character(unlist(join_parts(sentences))))
one_message <- any_payload()
other <- any_payload()
on_a <- cut_up(one_message, 2, 3, "A")
on_b <- cut_up(other, 2, 3, "B")
third <- any_payload(90)
in_three <- cut_up(third, 3, 7, "A")

q <- check("join-parts", points = 5)
q$callable("join_parts", join_parts,
  takes = 1,
  says = "join_parts is a function of one vector of sentences",
  hint = "Begin with: join_parts <- function(sentences) {",
  weight = 0.5
)
q$that(
  "two parts in their order make one payload",
  identical(joined(on_a), one_message),
  hint = c(
    "`strsplit` cuts a sentence at its commas: the payload is the sixth field.",
    "Return a vector of text, even of one."
  ),
  weight = 0.5
)
q$that(
  "the second part heard first makes the same payload",
  identical(joined(rev(on_a)), one_message),
  hint = c(
    "Which part a sentence is stands in it: the third field.",
    "Put the parts in the order of their numbers before you join them."
  )
)
q$that(
  "two messages with the same number on two channels are told apart",
  identical(joined(c(on_a[1], on_b[1], on_b[2], on_a[2])), sort(c(one_message, other))),
  hint = c(
    "Which sentences share number *and* channel?",
    "Paste what belongs together into one key: key <- paste(fields[, 2], fields[, 4], fields[, 5])",
    "`which(key == one)` are the sentences of one message, and `unique(key)` are all messages."
  )
)
q$that(
  "a message that lacks a part is left out",
  identical(joined(c(on_b[2], on_a)), one_message) && !length(joined(on_b[1])),
  hint = c(
    "How many parts should there be, and how many do you have?",
    "The number of parts is the second field."
  ),
  weight = 0.5
)
q$that(
  "three parts make one message too, and two of the three make none",
  identical(joined(in_three), third) && !length(joined(in_three[1:2])),
  hint = c(
    "Do not look for a first and a second part: a message may have a third.",
    "Take all parts of a message together, and count them."
  ),
  weight = 0.5
)
slots <- sample(paste(rep(0:9, 2), rep(c("A", "B"), each = 10)), 9)
whole <- vapply(sample(60:90, 9), any_payload, "")
packets <- Map(function(slot, payload) {
  where <- strsplit(slot, " ")[[1]]
  cut_up(payload, sample(c(2, 2, 2, 3), 1), where[1], where[2])
}, slots, whole)
air <- c(unlist(packets[1:7]), unlist(lapply(packets[8:9], function(parts) parts[-1])))
q$that(
  "nine messages in any order, two without their first part, give seven payloads",
  identical(joined(unname(sample(air))), sort(whole[1:7])),
  hint = c(
    "Parts of other messages come in between: what makes yours belong together?",
    "Join the parts in the order of their numbers, not as they came."
  )
)
pieces <- vapply(strsplit(heard, ",", fixed = TRUE), function(fields) fields[6], "")
q$same_values(
  "messages holds the whole messages of those heard, and nothing else",
  unlist(messages, use.names = FALSE),
  paste0(pieces[c(4, 2, 3)], pieces[c(1, 7, 6)]),
  hint = c(
    "messages <- join_parts(heard)",
    "Which part in `heard` has no partner?"
  ),
  weight = 0.5
)
q$score()

# %% [markdown]
# ## Which of these are numbers?
#
# Twelve reports, decoded but not cleaned: whole numbers as they were sent.

# %%
raw <- read.csv(colClasses = c(mmsi = "character"), text = "
mmsi,speed_raw,lon_raw,lat_raw,course_raw,heading_raw
232999001,124,846000,31158000,876,90
232999002,1023,780000,31170000,3600,511
232999003,1022,972000,31140000,2712,271
232999004,0,810000,31194000,3600,180
232999005,1,930000,31128000,455,0
232999006,203,888000,31146000,3599,359
232999007,1023,108600000,54600000,3600,511
232999008,88,834000,31152000,3601,511
232999009,5,822000,54600000,1200,121
232999010,1023,840000,31164000,0,511
232999011,0,798000,31176000,511,511
232999012,150,852000,31182000,4095,200
")
head(raw, 3)

# %% [markdown]
# The standard's codes for *not available*: speed 102.3 knots, longitude 181, latitude 91, course 360.0,
# heading 511.
# Its units are those of the lesson.
# A course above 360.0 means nothing at all; a speed of 102.2 means that *or more*, and is a speed.
#
# Count the codes: a table `unknown` with the columns `field` (`speed`, `lon`, `lat`, `course` and `heading`)
# and `reports`.
#
# Then a table `clean` of all twelve reports with `mmsi`, and two columns more: `course_degrees`, `NA` where
# there is no course, and `course_reason`.
# The reason is the text `not_available` where the ship sent the code, `out_of_range` where the number means
# nothing, and `known` where there is a course.

# %% solution="sentinels"
unknown <- NULL
clean <- NULL
### BEGIN SOLUTION
codes <- c(speed = 1023, lon = 181 * 600000, lat = 91 * 600000, course = 3600, heading = 511)
counts <- vapply(names(codes), function(field) {
  sum(raw[[paste0(field, "_raw")]] == codes[[field]])
}, 0L)
unknown <- data.frame(field = names(codes), reports = unname(counts))

clean <- raw["mmsi"]
clean$course_degrees <- ifelse(raw$course_raw < 3600, raw$course_raw / 10, NA)
clean$course_reason <- "known"
clean$course_reason[raw$course_raw == 3600] <- "not_available"
clean$course_reason[raw$course_raw > 3600] <- "out_of_range"
### END SOLUTION

# %% test="sentinels" points=6
counted <- function(field) unknown$reports[match(field, unknown$field)]

q <- check("sentinels", points = 6)
q$table("unknown", unknown,
  columns = c(field = "text", reports = "number"),
  says = "unknown is a table with the columns field and reports",
  hint = "`data.frame()` takes each column's name with its values.",
  weight = 0.5
)
q$same_values(
  "it has one row for each of the five fields",
  unknown$field,
  c("speed", "lon", "lat", "course", "heading"),
  hint = "Their names are speed, lon, lat, course and heading.",
  weight = 0.5
)
q$equals(
  "the speeds that are a code: 102.3, and not 102.2",
  counted("speed"),
  length(which(raw$speed_raw %in% 1023)),
  hint = c("Speeds are sent in tenths of a knot.", "1022 is a speed, the highest.")
)
q$equals(
  "the courses that are a code: 360.0, and nothing above it",
  counted("course"),
  length(which(raw$course_raw %in% 3600)),
  hint = c(
    "Courses are sent in tenths of a degree.",
    "What is above 360.0 is no code; it has a reason of its own."
  )
)
q$equals(
  "the headings that are a code: 511, in whole degrees",
  counted("heading"),
  length(which(raw$heading_raw %in% 511)),
  hint = "A course of 51.1 degrees is sent as 511 too, and it is a course."
)
q$same_values(
  "longitude and latitude each have a code of their own, and a count of their own",
  c(counted("lon"), counted("lat")),
  c(sum(raw$lon_raw %in% 108600000), sum(raw$lat_raw %in% 54600000)),
  in_order = TRUE,
  hint = c(
    "Positions are sent in ten-thousandths of a minute: 600,000 to the degree.",
    "One report lacks its latitude alone. Count each field by itself."
  )
)
q$table("clean", clean,
  columns = c(mmsi = "text", course_degrees = "number", course_reason = "text"),
  rows = 12,
  says = "clean still has all twelve reports, with mmsi, course_degrees and course_reason",
  hint = c(
    "Empty a cell and keep its row: `ifelse()` gives one value or the other.",
    'Begin with: clean <- raw["mmsi"]'
  ),
  weight = 0.5
)
is_course <- raw$course_raw %in% 0:3599
q$same_values(
  "each course is in degrees, and empty where the ship gave none",
  as.data.frame(clean)[c("mmsi", "course_degrees")],
  data.frame(mmsi = raw$mmsi, course_degrees = replace(raw$course_raw / 10, !is_course, NA)),
  within = 1e-6,
  hint = c(
    "A course of 0 is north, and known. Which numbers are not courses?",
    "Tenths of a degree, from 0 to 3599."
  )
)
reasons <- c("known", "not_available", "out_of_range")
q$same_values(
  "each report says why its course is empty, or that it is known",
  as.data.frame(clean)[c("mmsi", "course_reason")],
  data.frame(
    mmsi = raw$mmsi,
    course_reason = reasons[1 + (raw$course_raw >= 3600) + (raw$course_raw > 3600)]
  ),
  hint = c(
    "Only 3600 is the code. What of 3601, and of 4095?",
    'Begin with: clean$course_reason <- "known", then change some of its values.'
  )
)
q$score()

# %% [markdown]
# ## A letter to the statistician
#
# A statistician wants to publish the average speed of ships off your coast, as the mean over all AIS reports
# of a day.
# Give two reasons, each from what this evening or the lesson shows, why that number is not the average speed
# of ships.
# Then say what you would compute instead.
# Three or four sentences will do.
# On your own? Compare yours with *A good answer* in the lesson.

# %% [markdown] written="letter" points=3
# ### BEGIN SOLUTION
# A radio that does not know its speed sends 102.3 knots, and each of those counts as a
# speed unless it is emptied first. A ship that moves reports every few seconds and one
# that lies moored every three minutes, so the mean is mostly that of the ships that
# move. Empty the codes, drop the copies that a second receiver heard, work out one speed
# for each ship and hour, and say how many ships it is made of.
#
# *For whoever marks:* 1 point for each of two reasons found in the data (codes; report
# rates by movement or by a status that nobody set; one message heard by several
# receivers; ships that carry no AIS or were not heard); 1 for an alternative that names
# its unit, a ship or a ship and hour, rather than a report.
# ### END SOLUTION
