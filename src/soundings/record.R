# Write into a skills record, and read it back; `record.py` is the same in Python.
#
#     record$add_text("my.soundings-record.json", "My question", "Why do ships wait?")
#     mine <- record$read("my.soundings-record.json")
#
# A record is a plain file that belongs to the learner. It holds what they typed, when,
# and a random number; no name, unless they type one, and nothing about the computer.
# Nothing is sent anywhere. The format is that of the page "The skills record"; what is
# written here is the learner's own word, which `course record check` accepts as such.
#
# Base R alone, so that it also runs where nothing is installed. Base R reads and writes
# no JSON and knows no SHA-256, so both are here, as small as they can be.

record <- local({
  record_format <- "soundings-record"
  record_version <- 1
  longest_line <- 500

  # ---- What a learner uses

  # Write some words of your own into a record; begin the record if there is none. The
  # same title and text are entered once, however often the cell is run.
  add_text <- function(path, title, text) {
    add(path, "text", list(title = one_line(title), text = some_text(text)))
  }

  # Write a name into a record: whatever you want it to call you.
  add_name <- function(path, name) add(path, "name", list(text = one_line(name)))

  # Read a record: a list of `format`, `version` and `entries`. Altered entries are read
  # too, and told by `is_sealed`.
  read <- function(path) {
    if (!file.exists(path)) {
      stop("There is no ", path, " in this folder. add_text begins one.", call. = FALSE)
    }
    found <- read_json(path)
    if (!is.list(found) || !identical(found[["format"]], record_format)) {
      stop(path, ' is no record: its "format" is not "', record_format, '".', call. = FALSE)
    }
    if (!identical(found[["version"]], record_version) || !is_array(found[["entries"]])) {
      stop(
        path, " is not version ", record_version, " of a record. It stays as it is; use the ",
        "program it came from.",
        call. = FALSE
      )
    }
    found
  }

  # Whether an entry is as it was when it was sealed. It shows an edit made by accident
  # or without care, and is no proof: whoever can program can make another seal.
  is_sealed <- function(entry) {
    if (!is.list(entry) || is.null(names(entry))) return(FALSE)
    identical(entry[["id"]], digest(entry[!names(entry) %in% c("id", "signature")]))
  }

  # ---- Entries

  add <- function(path, kind, fields) {
    found <- list(format = record_format, version = record_version, entries = list())
    if (file.exists(path)) found <- read(path)
    sealed <- Filter(is_sealed, found$entries)
    own <- c(list(kind = kind, says = "self"), fields)
    is_there <- vapply(sealed, function(entry) identical(entry[names(own)], own), NA)
    if (any(is_there)) return(invisible(found))
    # A name says whose record it is; other entries may have been joined to it.
    is_name <- vapply(sealed, function(entry) identical(entry[["kind"]], "name"), NA)
    sealed <- c(sealed[is_name], sealed[!is_name])
    number <- if (length(sealed)) sealed[[1]]$record else draw_number()
    content <- c(list(kind = kind, says = "self", date = now()), fields, list(record = number))
    content$id <- digest(content)
    found$entries <- c(found$entries, list(content))
    write_json(path, found)
    invisible(found)
  }

  some_text <- function(text) {
    if (!is.character(text) || length(text) != 1 || is.na(text)) {
      stop("That is not one text. Put it between quotes, or use paste().", call. = FALSE)
    }
    text <- trimws(enc2utf8(text), whitespace = "[\\h\\v]")
    if (!nzchar(text)) {
      stop("There is nothing between the quotes. Type some words.", call. = FALSE)
    }
    text
  }

  one_line <- function(text) {
    text <- some_text(text)
    if (nchar(text, "chars") > longest_line || any(utf8ToInt(text) %in% c(0:31, 127))) {
      stop(
        "A name or a title is one line of at most ", longest_line, " characters. Shorten it.",
        call. = FALSE
      )
    }
    text
  }

  # The time in UTC, to the second, as it stands in a record.
  now <- function() format(Sys.time(), "%Y-%m-%dT%H:%M:%SZ", tz = "UTC")

  # Sixteen digits, from the names that R draws for temporary files (not their folder's):
  # they do not depend on set.seed(), and do not disturb it.
  draw_number <- function() {
    drawn <- c(basename(tempdir()), basename(tempfile()), format(Sys.time(), "%OS6"))
    substr(sha256(charToRaw(paste(drawn, collapse = " "))), 1, 16)
  }

  # ---- JSON: an object is a list with names, an array one without

  is_array <- function(value) is.list(value) && is.null(names(value))

  read_json <- function(path) {
    text <- rawToChar(readBin(path, "raw", file.size(path)))
    Encoding(text) <- "UTF-8"
    tryCatch(parse_json(text), error = function(problem) {
      stop(path, " is not JSON that can be read: ", conditionMessage(problem), ".", call. = FALSE)
    })
  }

  token <- paste0(
    '"(?:[^"\\\\\\x00-\\x1f]|\\\\.)*"|-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?',
    "|true|false|null|[][{}:,]|[^ \\t\\r\\n]"
  )

  parse_json <- function(text) {
    if (!validUTF8(text)) stop("it is not UTF-8", call. = FALSE)
    tokens <- regmatches(text, gregexpr(token, text, perl = TRUE))[[1]]
    at <- 0
    take <- function() {
      at <<- at + 1
      if (at > length(tokens)) stop("it ends too soon", call. = FALSE)
      tokens[[at]]
    }
    expect <- function(sign) {
      if (take() != sign) stop("\"", tokens[[at]], "\" stands where ", sign, " should", call. = FALSE)
    }
    # What stands between two signs, parted by commas.
    take_all <- function(end, take_one) {
      if (tokens[at + 1] %in% end) {
        at <<- at + 1
        return(list())
      }
      found <- list()
      repeat {
        found <- c(found, list(take_one()))
        if (take() == end) return(found)
        at <<- at - 1
        expect(",")
      }
    }
    take_pair <- function() {
      key <- read_string(take())
      expect(":")
      list(key, take_value())
    }
    take_value <- function() {
      first <- take()
      if (first == "[") return(take_all("]", take_value))
      if (first == "{") {
        pairs <- take_all("}", take_pair)
        keys <- vapply(pairs, `[[`, "", 1)
        if (anyDuplicated(keys)) stop("a key stands twice in one place", call. = FALSE)
        return(structure(lapply(pairs, `[[`, 2), names = keys))
      }
      if (first == "true") return(TRUE)
      if (first == "false") return(FALSE)
      if (first == "null") return(NULL)
      if (startsWith(first, "\"")) read_string(first) else read_number(first)
    }
    value <- take_value()
    if (at < length(tokens)) stop("something stands after its end", call. = FALSE)
    value
  }

  read_number <- function(text) {
    number <- suppressWarnings(as.numeric(text))
    if (is.na(number)) stop("\"", text, "\" has no meaning there", call. = FALSE)
    if (!is.finite(number) || abs(number) > 2^53) {
      stop("R cannot hold the number ", text, " exactly", call. = FALSE)
    }
    number
  }

  escapes <- c(
    "\"" = "\"", "\\" = "\\", "/" = "/", b = "\b", f = "\f", n = "\n", r = "\r", t = "\t"
  )

  read_string <- function(text) {
    if (!grepl("^\".*\"$", text)) stop("\"", text, "\" is no text", call. = FALSE)
    inside <- substr(text, 2, nchar(text) - 1)
    if (!grepl("\\", inside, fixed = TRUE)) return(inside)
    pieces <- "\\\\u[0-9a-fA-F]{4}(?:(?<=[dD][89abAB]..)\\\\u[dD][c-fC-F]..)?|\\\\."
    found <- gregexpr(pieces, inside, perl = TRUE)
    regmatches(inside, found) <- list(vapply(regmatches(inside, found)[[1]], unescape, ""))
    enc2utf8(inside)
  }

  unescape <- function(piece) {
    if (!startsWith(piece, "\\u")) {
      plain <- escapes[substring(piece, 2)]
      if (is.na(plain)) stop(piece, " has no meaning in a text", call. = FALSE)
      return(plain)
    }
    codes <- strtoi(strsplit(substring(piece, 3), "\\u", fixed = TRUE)[[1]], 16)
    if (length(codes) == 2) codes <- 65536 + (codes[1] - 55296) * 1024 + codes[2] - 56320
    if (is.na(codes) || codes == 0 || (codes >= 55296 && codes < 57344)) {
      stop("R cannot hold the letter ", piece, call. = FALSE)
    }
    intToUtf8(codes)
  }

  write_string <- function(text) {
    text <- gsub("([\"\\\\])", "\\\\\\1", enc2utf8(text))
    for (code in intersect(utf8ToInt(text), 1:31)) {
      letter <- intToUtf8(code)
      short <- names(escapes)[escapes == letter]
      written <- if (length(short)) paste0("\\", short) else sprintf("\\u%04x", code)
      text <- gsub(letter, written, text, fixed = TRUE)
    }
    paste0("\"", text, "\"")
  }

  # As few digits as give the number back; a whole one without a decimal point.
  write_number <- function(number) {
    if (!is.finite(number)) stop(number, " is no number of JSON.", call. = FALSE)
    if (number == round(number)) return(sub("^-0$", "0", sprintf("%.0f", number)))
    for (digits in 1:17) {
      text <- sprintf("%.*g", digits, number)
      if (as.numeric(text) == number) return(text)
    }
  }

  write_single <- function(value) {
    if (is.null(value)) return("null")
    if (length(value) != 1 || is.na(value)) stop("JSON has no word for that value.", call. = FALSE)
    if (is.logical(value)) return(if (value) "true" else "false")
    if (is.numeric(value)) write_number(value) else write_string(value)
  }

  # The one form that is sealed: keys sorted by code point, nothing between things.
  canonical <- function(value) {
    if (!is.list(value)) return(write_single(value))
    if (is_array(value)) return(paste0("[", paste(vapply(value, canonical, ""), collapse = ","), "]"))
    value <- value[order(enc2utf8(names(value)), method = "radix")]
    pairs <- paste0(vapply(names(value), write_string, ""), ":", vapply(value, canonical, ""))
    paste0("{", if (length(value)) paste(pairs, collapse = ","), "}")
  }

  # The form that people read: two blanks for each step inwards.
  indented <- function(value, margin = "\n") {
    if (!is.list(value)) return(write_single(value))
    signs <- if (is_array(value)) c("[", "]") else c("{", "}")
    if (!length(value)) return(paste0(signs, collapse = ""))
    inner <- paste0(margin, "  ")
    lines <- vapply(value, indented, "", inner)
    if (!is_array(value)) lines <- paste0(vapply(names(value), write_string, ""), ": ", lines)
    paste0(signs[1], inner, paste(lines, collapse = paste0(",", inner)), margin, signs[2])
  }

  # Whole or not at all, in UTF-8, with the same line ends on every system.
  write_json <- function(path, value) {
    partial <- paste0(path, ".partial")
    writeBin(charToRaw(enc2utf8(paste0(indented(value), "\n"))), partial)
    if (!file.rename(partial, path)) stop(path, " cannot be written.", call. = FALSE)
  }

  # ---- SHA-256, as FIPS 180-4 has it. A word of 32 bits is two halves of 16, because
  # R's whole numbers have a sign.

  digest <- function(value) sha256(charToRaw(enc2utf8(canonical(value))))

  sha256 <- function(bytes) {
    primes <- Filter(function(n) n == 2 || all(n %% 2:ceiling(sqrt(n)) != 0), 2:311)
    fraction <- function(x) floor((x - floor(x)) * 2^32)
    halves <- function(x) rbind(x %/% 65536, x %% 65536)
    constants <- halves(fraction(primes^(1 / 3)))
    state <- halves(fraction(sqrt(primes[1:8])))
    zeros <- (55 - length(bytes)) %% 64
    size <- (length(bytes) * 8) %/% 256^(7:0) %% 256
    padded <- c(as.integer(bytes), 128, rep(0, zeros), size)
    for (block in split(padded, (seq_along(padded) - 1) %/% 64)) {
      state <- add_words(state, compress(state, spread(block), constants))
    }
    paste(sprintf("%04x", as.integer(state)), collapse = "")
  }

  # The sixteen words of a block, and 48 made from them.
  spread <- function(block) {
    words <- matrix(0, 2, 64)
    words[, 1:16] <- block[c(TRUE, FALSE)] * 256 + block[c(FALSE, TRUE)]
    for (i in 17:64) {
      a <- words[, i - 15]
      b <- words[, i - 2]
      small <- xor3(rotate(a, 7), rotate(a, 18), shift(a, 3))
      large <- xor3(rotate(b, 17), rotate(b, 19), shift(b, 10))
      words[, i] <- add_words(add_words(words[, i - 16], small), add_words(words[, i - 7], large))
    }
    words
  }

  compress <- function(s, words, constants) {
    for (i in 1:64) {
      a <- s[, 1]
      e <- s[, 5]
      choice <- bitwXor(bitwAnd(e, s[, 6]), bitwAnd(65535 - e, s[, 7]))
      most <- xor3(bitwAnd(a, s[, 2]), bitwAnd(a, s[, 3]), bitwAnd(s[, 2], s[, 3]))
      turned <- add_words(s[, 8], xor3(rotate(e, 6), rotate(e, 11), rotate(e, 25)))
      first <- add_words(add_words(turned, choice), add_words(constants[, i], words[, i]))
      second <- add_words(xor3(rotate(a, 2), rotate(a, 13), rotate(a, 22)), most)
      s <- cbind(add_words(first, second), s[, 1:3], add_words(s[, 4], first), s[, 5:7])
    }
    s
  }

  xor3 <- function(a, b, c) bitwXor(bitwXor(a, b), c)

  # To the right, for words of one column; what falls out comes back in, or does not.
  rotate <- function(word, by) {
    if (by >= 16) {
      word <- word[2:1]
      by <- by - 16
    }
    word %/% 2^by + word[2:1] %% 2^by * 2^(16 - by)
  }
  shift <- function(word, by) word %/% 2^by + c(0, word[1] %% 2^by * 2^(16 - by))

  # Words, or rows of words, modulo 2^32.
  add_words <- function(a, b) {
    sum <- matrix(a + b, 2)
    sum[1, ] <- (sum[1, ] + sum[2, ] %/% 65536) %% 65536
    sum[2, ] <- sum[2, ] %% 65536
    if (is.matrix(a)) sum else drop(sum)
  }

  list(
    add_text = add_text, add_name = add_name, read = read, is_sealed = is_sealed,
    digest = digest, canonical = canonical, sha256 = sha256, read_json = read_json,
    write_json = write_json, now = now, draw_number = draw_number
  )
}, envir = new.env(parent = baseenv()))
