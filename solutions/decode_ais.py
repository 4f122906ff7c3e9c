# %% [markdown]
# # Decode AIS: an evening off Harwich
#
# Five questions on what a made-up receiver wrote down one evening.
# Everything is short enough to check by eye, or against the course's own decoder.
# Run the cells from the top; each exercise says what names to give your answers.
# The folded cell after an answer checks it: run it too.

# %%
from random import choice, choices, randint, sample, shuffle

import pandas as pd

from soundings import ais, check

# %% [markdown]
# ## Did it arrive whole?
#
# Eight sentences, as they reached your file.
# Some were damaged on the way.

# %%
evening = """\
!AIVDM,1,1,,A,13N=8F@01t06M5PMeft3K2lH0000,0*66
!AIVDM,1,1,,B,13N=8FU00005to0MfMl>4?w@0000,0*69
!AIVDM,1,1,,A,13N=8Fh04u07JW0Md``:V8N:0000,0*31
!AIVDM,1,1,,B,13N=8G001R06;PPMgsT72E`v0000,0*2E
!AIVDM,1,1,,A,13N=8GA0010756PMcqh1iiIn0000,0*2E
!AIVDM,1,1,,B,13N=8GP03;06iV0Me04;kaLd0000,0*7F
!AIVDM,1,1,,A,13N=8H@02L06AGPMf6H7ln@P0000,0*09
!AIVDM,1,1,,B,13N=8H001GKvd>Qd0ll4e3k20000,0*0B
""".splitlines()
len(evening)

# %% [markdown]
# Write a function `checksum(sentence)`.
# It is given one sentence as above, and returns the checksum its text *ought* to have: two hexadecimal digits as text, capitals where they are letters.
# The text is what stands between `!` and `*`, both left out.
# For instance, `checksum("!AB*00")` is `"03"`, because A is 65 and B is 66.
#
# Then make a list `sound` of the sentences whose two last characters are that checksum.


# %% solution="checksum"
### BEGIN SOLUTION
def checksum(sentence):
    text = sentence[1:].split("*")[0]
    total = 0
    for letter in text:
        total = total ^ ord(letter)
    return format(total, "02X")


sound = [line for line in evening if checksum(line) == line[-2:]]
### END SOLUTION

# %% test="checksum" points=5
q = check("checksum", points=5)


def odd_bits(text):
    # The same sum the slow way: is each bit set an odd number of times?
    return sum(sum(ord(c) >> k & 1 for c in text) % 2 << k for k in range(8))


texts = [
    f"AIVDM,1,1,,{choice('AB')},{''.join(choices('013N=8FGHmpvw@`', k=28))},0"
    for _ in range(400)
]
small = [text for text in texts if odd_bits(text) < 16][:6]
large = [text for text in texts if odd_bits(text) >= 16][:12]
digits = {f"!{text}*{randint(0, 255):02X}": odd_bits(text) for text in small + large}
q.callable(
    "checksum",
    lambda: checksum,
    takes=1,
    says="checksum is a function of one sentence",
    hint=(
        "`def` makes a function: its name, then its argument in brackets.",
        "Begin with: def checksum(sentence):",
    ),
    weight=0.5,
)
q.that(
    "checksum gives text: two digits, not a number",
    lambda: isinstance(checksum("!AB*00"), str),
    hint=(
        "A checksum may begin with a zero, and a number cannot.",
        '`format(10, "02X")` is "0A".',
    ),
    weight=0.5,
)
q.for_inputs(
    "the sum takes in every letter between ! and *, and neither of these two",
    lambda: lambda sentence: int(checksum(sentence), 16),
    inputs=list(digits),
    expected=lambda sentence: digits[sentence],
    hint=(
        "Try it on !AB*00 by hand: 65 ^ 66 is 3. What does yours give?",
        "Which letters go in? `!` is the first character, and the sum ends where `*` begins.",
        'Begin with: text = sentence[1:].split("*")[0]',
    ),
    weight=2,
)
q.for_inputs(
    "it is written as two hexadecimal digits, in capitals, with a zero where it needs one",
    lambda: checksum,
    inputs=list(digits),
    expected=lambda sentence: format(digits[sentence], "02X"),
    hint=(
        "Two digits in base sixteen: ten is 0A, and 255 is FF.",
        'Python writes a number so with `format(total, "02X")`.',
    ),
)
q.column(
    "sound",
    lambda: sound,
    kind="text",
    says="sound is a list of sentences",
    hint=(
        "A list that keeps the sentences themselves, not their numbers and not true or false.",
        "Begin with: sound = [line for line in evening if ...]",
    ),
    weight=0.5,
)
q.same_values(
    "sound holds each sentence of the evening that arrived whole, and no other",
    lambda: sound,
    [line for line in evening if odd_bits(line[1:-3]) == int(line[-2:], 16)],
    hint=(
        "What a sentence claims are its last two characters: `line[-2:]`.",
        "Compare that with what your function says it ought to be.",
    ),
)
q.score()

# %% [markdown]
# ## Read a position report
#
# This function is the lesson's: it turns a payload into ones and zeros.


# %%
def to_bits(payload):
    bits = ""
    for letter in payload:
        value = ord(letter) - 48
        if value > 40:
            value = value - 8
        bits = bits + format(value, "06b")
    return bits


len(to_bits("13N=8F@01t06M5PMeft3K2lH0000"))

# %% [markdown]
# Write a function `read_report(payload)` for reports of types 1, 2 and 3.
# It returns a dictionary with these ten names.
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
# Bits are counted from zero.
# `mmsi` is text of nine digits, and a `_raw` value is the whole number as sent, codes and all.
# Longitude and latitude are signed: where the first bit is 1, take away 2 to the power of the number of bits.
# The other four are `speed_knots` and `course_degrees`, sent in tenths, and `lon` and `lat` in degrees, 600,000 to each.
#
# The course's decoder reads the same two ships, one off Wales and one off Uruguay: compare.

# %%
abroad = [
    "!AIVDM,1,1,,A,13N=8Gh02>Oa1C0Mj8<:VpL@0000,0*23",
    "!AIVDM,1,1,,B,13N=8H001GKvd>Qd0ll4e3k20000,0*0B",
]
decoded = ais.decode(abroad).positions
decoded[["mmsi", "speed_raw", "lon_raw", "lat_raw", "lon", "lat", "course_raw"]]


# %% solution="read-report"
### BEGIN SOLUTION
def read_report(payload):
    bits = to_bits(payload)

    def number(first, length):
        return int(bits[first : first + length], 2)

    def signed(first, length):
        value = number(first, length)
        if bits[first] == "1":
            value = value - 2**length
        return value

    report = {
        "mmsi": format(number(8, 30), "09d"),
        "speed_raw": number(50, 10),
        "lon_raw": signed(61, 28),
        "lat_raw": signed(89, 27),
        "course_raw": number(116, 12),
        "heading_raw": number(128, 9),
    }
    report["speed_knots"] = report["speed_raw"] / 10
    report["lon"] = report["lon_raw"] / 600_000
    report["lat"] = report["lat_raw"] / 600_000
    report["course_degrees"] = report["course_raw"] / 10
    return report


### END SOLUTION

# %% test="read-report" points=6
q = check("read-report", points=6)
# Ships are made up, then packed into payloads: what comes out must be what went in.
FIELDS = {"mmsi": 30, "speed_raw": 10, "lon_raw": 28, "lat_raw": 27, "course_raw": 12}
NAMES = [*FIELDS, "heading_raw", "speed_knots", "lon", "lat", "course_degrees"]


def pack(ship):
    wide = {name: format(ship[name] % 2**n, f"0{n}b") for name, n in FIELDS.items()}
    bits = "00000100" + wide["mmsi"] + "000010000000" + wide["speed_raw"] + "1"
    bits += wide["lon_raw"] + wide["lat_raw"] + wide["course_raw"]
    bits += (
        format(ship["heading_raw"], "09b") + format(randint(0, 59), "06b") + "0" * 25
    )
    sixes = [int(bits[k : k + 6], 2) for k in range(0, 168, 6)]
    return "".join(chr(six + (48 if six < 40 else 56)) for six in sixes)


def somewhere(west_east, south_north):
    return {
        "mmsi": randint(201_000_000, 775_999_999),
        "speed_raw": randint(0, 1023),
        "lon_raw": west_east * randint(1, 107_000_000),
        "lat_raw": south_north * randint(1, 53_000_000),
        "course_raw": randint(0, 3600),
        "heading_raw": choice([randint(0, 359), 511]),
    }


near = {pack(ship): ship for ship in [somewhere(1, 1) for _ in range(12)]}
far = {
    pack(ship): ship
    for ship in [somewhere(*choice([(-1, 1), (1, -1), (-1, -1)])) for _ in range(12)]
}
both = {**near, **far}
zeros = {pack(ship): ship for ship in [{**somewhere(1, 1), "mmsi": 2_320_001}]}
q.callable(
    "read_report",
    lambda: read_report,
    takes=1,
    says="read_report is a function of one payload",
    hint="Begin with: def read_report(payload):",
    weight=0.5,
)
q.that(
    "it returns a dictionary that has the ten names",
    lambda: set(NAMES) <= set(dict(read_report(next(iter(near))))),
    hint=(
        "Did you `return` the dictionary at the end?",
        'Names and values in curly brackets: {"speed_raw": ..., "speed_knots": ...}.',
        "The ten names are those of the table in the question, letter by letter.",
    ),
    weight=0.5,
)
q.for_inputs(
    "speed, course and heading come out as the whole numbers that were sent",
    lambda: (
        lambda payload: [
            read_report(payload)[name]
            for name in ("speed_raw", "course_raw", "heading_raw")
        ]
    ),
    inputs=list(both),
    expected=lambda payload: [
        both[payload][name] for name in ("speed_raw", "course_raw", "heading_raw")
    ],
    hint=(
        "Bits are counted from zero, and a slice leaves out its end: bits[50:60] are ten bits.",
        "`int(bits[50:60], 2)` reads ones and zeros as a number.",
        "None of these three is signed: their first bit is part of the number.",
    ),
)
q.that(
    "the identity is text, not a number",
    lambda: isinstance(read_report(next(iter(near)))["mmsi"], str),
    hint="It is a name made of digits: text.",
    weight=0.25,
)
q.for_inputs(
    "the identity has nine digits, its zeros in front",
    lambda: lambda payload: str(read_report(payload)["mmsi"]),
    inputs=[*near, *zeros],
    expected=lambda payload: str({**near, **zeros}[payload]["mmsi"]).rjust(9, "0"),
    hint=(
        "A radio's identity may begin with zeros, and a number loses them.",
        'A whole number becomes nine digits of text by `format(…, "09d")`.',
    ),
    weight=0.25,
)
q.for_inputs(
    "east of Greenwich and north of the equator, the raw position is right",
    lambda: (
        lambda payload: [
            read_report(payload)["lon_raw"],
            read_report(payload)["lat_raw"],
        ]
    ),
    inputs=list(near),
    expected=lambda payload: [near[payload]["lon_raw"], near[payload]["lat_raw"]],
    hint=(
        "Longitude comes first in the message, and then latitude.",
        "Longitude has 28 bits from bit 61, latitude 27 bits from bit 89.",
    ),
)
q.for_inputs(
    "west of Greenwich or south of the equator, it is negative",
    lambda: (
        lambda payload: [
            read_report(payload)["lon_raw"],
            read_report(payload)["lat_raw"],
        ]
    ),
    inputs=list(far),
    expected=lambda payload: [far[payload]["lon_raw"], far[payload]["lat_raw"]],
    hint=(
        "What is the first bit of a longitude west of Greenwich?",
        "Where the first bit is 1, take away 2 to the power of the number of bits.",
        'Begin with: if bits[61] == "1":',
    ),
)
q.for_inputs(
    "longitude and latitude in degrees: 600,000 to each",
    lambda: lambda payload: [read_report(payload)["lon"], read_report(payload)["lat"]],
    inputs=list(both),
    expected=lambda payload: [
        (both[payload]["lon_raw"] / 6e5),
        (both[payload]["lat_raw"] / 6e5),
    ],
    within=1e-7,
    hint=(
        "Is the position on the globe? Longitudes end at 180, latitudes at 90.",
        "The unit is one ten-thousandth of a minute, and a degree has sixty minutes.",
    ),
)
q.for_inputs(
    "speed in knots and course in degrees, not in tenths of them",
    lambda: (
        lambda payload: [
            read_report(payload)["speed_knots"],
            read_report(payload)["course_degrees"],
        ]
    ),
    inputs=list(both),
    expected=lambda payload: [
        both[payload]["speed_raw"] * 0.1,
        both[payload]["course_raw"] * 0.1,
    ],
    within=1e-6,
    hint="Both are sent in tenths.",
    weight=0.5,
)
q.score()

# %% [markdown]
# ## Put the parts together
#
# Seven sentences in the order in which they were heard.
# Long messages come in parts, and other messages come in between.

# %%
heard = """\
!AIVDM,2,2,3,A,j00000000000000,2*7D
!AIVDM,2,1,3,B,53N=8I000001<To3781<Tn0h58<P000000000016<PD::40HtBk3kQ3k,0*4A
!AIVDM,2,1,4,A,53N=8I@00001<To37<1<Tn0l50hD000000000016<PD::40HtBiQC2F4,0*77
!AIVDM,2,1,3,A,53N=8Hh00001<To3741<Tn0aDpU0E80000000016<PD::40HtBj0DUj@,0*03
!AIVDM,2,2,5,B,V@0000000000000,2*34
!AIVDM,2,2,4,A,m3mi@0000000000,2*0A
!AIVDM,2,2,3,B,P00000000000000,2*44
""".splitlines()
print(*heard, sep="\n")

# %% [markdown]
# After `AIVDM` stand four fields: how many parts, which part this is, the message's number, and the channel.
# Parts belong together if they have the same number of parts, message number and channel.
# A message may have two parts, as all of these, or more.
#
# Write a function `join_parts(sentences)`.
# It is given a list of such sentences and returns a list of payloads, one for each message of which *every* part is there, its parts joined in their order.
# The payload is the field after the channel.
# The order of the messages does not matter, and all checksums are right.
# Then put what it gives for `heard` in `messages`.

# %% solution="join-parts"
messages = None


### BEGIN SOLUTION
def join_parts(sentences):
    waiting = {}
    for sentence in sentences:
        fields = sentence.split(",")
        key = (fields[1], fields[3], fields[4])
        if key not in waiting:
            waiting[key] = {}
        waiting[key][fields[2]] = fields[5]
    complete = []
    for key, parts in waiting.items():
        if len(parts) == int(key[0]):
            complete.append("".join(parts[number] for number in sorted(parts)))
    return complete


messages = join_parts(heard)
### END SOLUTION

# %% test="join-parts" points=5
q = check("join-parts", points=5)


def xor_by_bits(text):
    return sum(sum(ord(c) >> k & 1 for c in text) % 2 << k for k in range(8))


def cut(payload, total, number, channel):
    size = -(-len(payload) // total)
    pieces = [payload[k * size : (k + 1) * size] for k in range(total)]
    texts = [
        f"AIVDM,{total},{k},{number},{channel},{piece},0"
        for k, piece in enumerate(pieces, 1)
    ]
    return [f"!{text}*{xor_by_bits(text):02X}" for text in texts]


def any_payload(letters=71):
    return "5" + "".join(choices("0123456789:;<=>?@ABCDEFGHTUVW`abcw", k=letters - 1))


def joined(sentences):
    return sorted(join_parts(sentences))


one_message, other, third = any_payload(), any_payload(), any_payload(90)
first_a, second_a = cut(one_message, 2, 3, "A")
first_b, second_b = cut(other, 2, 3, "B")
in_three = cut(third, 3, 7, "A")
q.callable(
    "join_parts",
    lambda: join_parts,
    takes=1,
    says="join_parts is a function of one list of sentences",
    hint="Begin with: def join_parts(sentences):",
    weight=0.5,
)
q.that(
    "two parts in their order make a list of one payload",
    lambda: list(join_parts([first_a, second_a])) == [one_message],
    hint=(
        "Split a sentence at its commas: the payload is the field with index 5.",
        "Return a list, even of one.",
    ),
    weight=0.5,
)
q.that(
    "the second part heard first makes the same payload",
    lambda: list(join_parts([second_a, first_a])) == [one_message],
    hint=(
        "Which part a sentence is stands in it: the field with index 2.",
        "Keep each part under its number, and join them in the order of the numbers.",
    ),
)
q.that(
    "two messages with the same number on two channels are told apart",
    lambda: (
        joined([first_a, first_b, second_b, second_a]) == sorted([one_message, other])
    ),
    hint=(
        "Which sentences share number *and* channel?",
        "Several values can be one key of a dictionary: key = (fields[1], fields[3], fields[4])",
        "Keep a dictionary of parts for each key: first waiting[key] = {}, then waiting[key][fields[2]] = fields[5].",
    ),
)
q.that(
    "a message that lacks a part is left out",
    lambda: (
        joined([second_b, first_a, second_a]) == [one_message]
        and joined([first_b]) == []
    ),
    hint=(
        "How many parts should there be, and how many do you have?",
        "The number of parts is the field with index 1.",
    ),
    weight=0.5,
)
q.that(
    "three parts make one message too, and two of the three make none",
    lambda: joined(in_three) == [third] and joined(in_three[:2]) == [],
    hint=(
        "Do not look for a first and a second part: a message may have a third.",
        "Keep all parts of a message together, and count them when no more come.",
    ),
    weight=0.5,
)
packets = []
for number, channel in sample([(n, c) for n in range(10) for c in "AB"], 9):
    size = choice([2, 2, 2, 3])
    whole = any_payload(randint(60, 90))
    packets.append((whole, cut(whole, size, number, channel)))
air = [sentence for _, parts in packets[:7] for sentence in parts]
air += [sentence for _, parts in packets[7:] for sentence in parts[1:]]
shuffle(air)
q.that(
    "nine messages in any order, two without their first part, give seven payloads",
    lambda: joined(air) == sorted(whole for whole, _ in packets[:7]),
    hint=(
        "Parts of other messages come in between: what makes yours belong together?",
        "Join the parts in the order of their numbers, not as they came.",
    ),
)
q.same_values(
    "messages holds the whole messages of those heard, and nothing else",
    lambda: messages,
    [
        a.split(",")[5] + b.split(",")[5]
        for a, b in [(heard[3], heard[0]), (heard[1], heard[6]), (heard[2], heard[5])]
    ],
    hint=(
        "messages = join_parts(heard)",
        "Which part in `heard` has no partner?",
    ),
    weight=0.5,
)
q.score()

# %% [markdown]
# ## Which of these are numbers?
#
# Twelve reports, decoded but not cleaned: whole numbers as they were sent.

# %%
raw = pd.DataFrame(
    [
        ["232999001", 124, 846000, 31158000, 876, 90],
        ["232999002", 1023, 780000, 31170000, 3600, 511],
        ["232999003", 1022, 972000, 31140000, 2712, 271],
        ["232999004", 0, 810000, 31194000, 3600, 180],
        ["232999005", 1, 930000, 31128000, 455, 0],
        ["232999006", 203, 888000, 31146000, 3599, 359],
        ["232999007", 1023, 108600000, 54600000, 3600, 511],
        ["232999008", 88, 834000, 31152000, 3601, 511],
        ["232999009", 5, 822000, 54600000, 1200, 121],
        ["232999010", 1023, 840000, 31164000, 0, 511],
        ["232999011", 0, 798000, 31176000, 511, 511],
        ["232999012", 150, 852000, 31182000, 4095, 200],
    ],
    columns=["mmsi", "speed_raw", "lon_raw", "lat_raw", "course_raw", "heading_raw"],
)
raw.head(3)

# %% [markdown]
# The standard's codes for *not available*: speed 102.3 knots, longitude 181, latitude 91, course 360.0, heading 511.
# Its units are those of the lesson.
# A course above 360.0 means nothing at all; a speed of 102.2 means that *or more*, and is a speed.
#
# Count the codes: a table `unknown` with the columns `field` (`speed`, `lon`, `lat`, `course` and `heading`) and `reports`.
#
# Then a table `clean` of all twelve reports with `mmsi`, and two columns more: `course_degrees`, empty where there is no course, and `course_reason`.
# The reason is the text `not_available` where the ship sent the code, `out_of_range` where the number means nothing, and `known` where there is a course.

# %% solution="sentinels"
unknown = None
clean = None
### BEGIN SOLUTION
codes = {
    "speed": 1023,
    "lon": 181 * 600_000,
    "lat": 91 * 600_000,
    "course": 3600,
    "heading": 511,
}
counts = [(raw[field + "_raw"] == code).sum() for field, code in codes.items()]
unknown = pd.DataFrame({"field": list(codes), "reports": counts})

clean = raw[["mmsi"]].copy()
clean["course_degrees"] = raw["course_raw"].where(raw["course_raw"] < 3600) / 10
clean["course_reason"] = "known"
clean.loc[raw["course_raw"] == 3600, "course_reason"] = "not_available"
clean.loc[raw["course_raw"] > 3600, "course_reason"] = "out_of_range"
### END SOLUTION

# %% test="sentinels" points=6
q = check("sentinels", points=6)
sent = pd.DataFrame(raw.to_dict("list"))


def counted(field):
    return unknown.set_index("field")["reports"][field]


q.table(
    "unknown",
    lambda: unknown,
    columns={"field": "text", "reports": "number"},
    says="unknown is a table with the columns field and reports",
    hint=(
        "pd.DataFrame takes a dictionary: each column's name with its list of values.",
        "Is the field in the index? `.reset_index()` makes a column of it.",
    ),
    weight=0.5,
)
q.same_values(
    "it has one row for each of the five fields",
    lambda: unknown["field"],
    ["speed", "lon", "lat", "course", "heading"],
    hint="Their names are speed, lon, lat, course and heading.",
    weight=0.5,
)
q.equals(
    "the speeds that are a code: 102.3, and not 102.2",
    lambda: counted("speed"),
    len(sent[sent["speed_raw"].isin([1023])]),
    hint=("Speeds are sent in tenths of a knot.", "1022 is a speed, the highest."),
)
q.equals(
    "the courses that are a code: 360.0, and nothing above it",
    lambda: counted("course"),
    len(sent[sent["course_raw"].isin([3600])]),
    hint=(
        "Courses are sent in tenths of a degree.",
        "What is above 360.0 is no code; it has a reason of its own.",
    ),
)
q.equals(
    "the headings that are a code: 511, in whole degrees",
    lambda: counted("heading"),
    len(sent[sent["heading_raw"].isin([511])]),
    hint="A course of 51.1 degrees is sent as 511 too, and it is a course.",
)
q.that(
    "longitude and latitude each have a code of their own, and a count of their own",
    lambda: (
        (counted("lon"), counted("lat"))
        == tuple(
            sum(sent[f"{name}_raw"] == degrees * 600_000)
            for name, degrees in [("lon", 181), ("lat", 91)]
        )
    ),
    hint=(
        "Positions are sent in ten-thousandths of a minute: 600,000 to the degree.",
        "One report lacks its latitude alone. Count each field by itself.",
    ),
)
q.table(
    "clean",
    lambda: clean,
    columns={"mmsi": "text", "course_degrees": "number", "course_reason": "text"},
    rows=12,
    says="clean still has all twelve reports, with mmsi, course_degrees and course_reason",
    hint=(
        "Empty a cell and keep its row: `.where(...)` keeps a value where its condition holds.",
        'Begin with: clean = raw[["mmsi"]].copy()',
    ),
    weight=0.5,
)
q.same_values(
    "each course is in degrees, and empty where the ship gave none",
    lambda: clean[["mmsi", "course_degrees"]],
    pd.DataFrame(
        {
            "mmsi": sent["mmsi"],
            "course_degrees": [
                c / 10 if c in range(3600) else None for c in sent["course_raw"]
            ],
        }
    ),
    within=1e-6,
    hint=(
        "A course of 0 is north, and known. Which numbers are not courses?",
        "Tenths of a degree, from 0 to 3599.",
    ),
)
q.same_values(
    "each report says why its course is empty, or that it is known",
    lambda: clean[["mmsi", "course_reason"]],
    pd.DataFrame(
        {
            "mmsi": sent["mmsi"],
            "course_reason": [
                ["known", "not_available", "out_of_range"][(c >= 3600) + (c > 3600)]
                for c in sent["course_raw"]
            ],
        }
    ),
    hint=(
        "Only 3600 is the code. What of 3601, and of 4095?",
        'Begin with: clean["course_reason"] = "known", then change some rows with `.loc`.',
    ),
)
q.score()

# %% [markdown]
# ## A letter to the statistician
#
# A statistician wants to publish the average speed of ships off your coast, as the mean over all AIS reports of a day.
# Give two reasons, each from what this evening or the lesson shows, why that number is not the average speed of ships.
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
