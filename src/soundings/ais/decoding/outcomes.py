"""What becomes of each line of a feed: every line has exactly one outcome."""

from __future__ import annotations

from typing import Final

OUTCOMES: Final = {
    "position": "a position was read (types 1, 2, 3, 9, 18, 19, 27)",
    "static": "who a ship is was read (types 5, 24)",
    "other_report": "a base station, a clock or a buoy was read (types 4, 11, 21)",
    "other_type": "a sound message of a type that says neither where nor who",
    "part": "belongs to a message that a later line completed",
    "repeated_part": "a part that was already there",
    "other_sentence": "a sound sentence that is not of AIS, such as $GPGGA",
    "tag_block_only": "a tag block without a sentence",
    "log_text": "text without anything that looks like a sentence",
    "blank": "nothing, or nothing but blanks",
}
"""Outcomes of lines with nothing wrong, and what they mean."""

CAUSES: Final = {
    "damaged_head": "looks like a sentence, but does not begin as one of AIS does",
    "too_few_fields": "ends before its payload does",
    "no_checksum": "no `*` with two hexadecimal digits",
    "wrong_checksum": "the bytes are not those that were sent",
    "not_a_number": "total, part, sequence or fill bits is not one digit",
    "total_zero": "says that it has no parts",
    "part_zero": "says that it is part 0",
    "part_above_total": "says that it is part 3 of 2",
    "too_many_fill_bits": "says that more than 5 bits fill the last character",
    "no_payload": "an empty payload",
    "outside_alphabet": "a payload character that stands for no six bits",
    "part_missing": "the other parts of its message never came",
    "too_short": "fewer bits than a message of its type must have",
    "unknown_type": "type 0, or a type beyond 27",
    "unknown_part": "type 24 with a part other than A and B",
}
"""Why a line is rejected."""

NAMES: Final = (*OUTCOMES, *CAUSES)
CODE: Final = {name: code for code, name in enumerate(NAMES)}

NULL_REASONS: Final = {
    "not_available": "the ship says that it does not know: the field's own code for it",
    "out_of_range": "a code that means nothing, such as a course of 370 degrees",
    "not_sent": "messages of this type, or without an envelope, do not hold it",
    "direction_only": "turning by more than 5 degrees in 30 seconds, no rate given",
    "manual_input": "second 61: the position was typed in",
    "dead_reckoning": "second 62: the position is an estimate",
    "inoperative": "second 63: the positioning system does not work",
    "unparsable": "the station's time is no time, or before 2001 or after 2099",
    "wrong_checksum": "the tag block is damaged",
}
"""Why a value is missing."""

REASON: Final = {name: code for code, name in enumerate(NULL_REASONS)}
