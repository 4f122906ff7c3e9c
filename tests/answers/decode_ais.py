# Answers to `solutions/decode_ais.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="checksum" name="reduce, and an f-string"
from functools import reduce
from operator import xor


def checksum(sentence):
    text = sentence.removeprefix("!").partition("*")[0]
    return f"{reduce(xor, text.encode()):02X}"


sound = []
for line in evening:
    if line.endswith(checksum(line)):
        sound.append(line)


# %% right="checksum" name="numbers compared, hex padded by hand"
def checksum(sentence):
    total = 0
    for letter in sentence[sentence.index("!") + 1 : sentence.index("*")]:
        total ^= ord(letter)
    return hex(total)[2:].upper().zfill(2)


sound = list(filter(lambda s: int(s[-2:], 16) == int(checksum(s), 16), evening))


# %% right="checksum" name="sound as a column"
def checksum(sentence):
    total = 0
    for letter in sentence[1:-3]:
        total = total ^ ord(letter)
    return hex(256 + total)[3:].upper()


lines = pd.Series(evening)
sound = lines[lines.map(checksum) == lines.str[-2:]]

# %% wrong="checksum" name="nothing" kind="nothing" says="not answered yet"
checksum = None
sound = None


# %% wrong="checksum" name="a number, not text" kind="type" says="text: two digits"
def checksum(sentence):
    total = 0
    for letter in sentence[1:-3]:
        total = total ^ ord(letter)
    return total


sound = [line for line in evening if checksum(line) == int(line[-2:], 16)]


# %% wrong="checksum" name="the digits of the first sentence" kind="hard-coded" says="every letter between"
def checksum(_):
    return "66"


sound = [line for line in evening if checksum(line) == line[-2:]]


# %% wrong="checksum" name="the exclamation mark goes in" says="every letter between"
def checksum(sentence):
    total = 0
    for letter in sentence.split("*")[0]:
        total = total ^ ord(letter)
    return format(total, "02X")


sound = [line for line in evening if checksum(line) == line[-2:]]


# %% wrong="checksum" name="the star goes in" says="every letter between"
def checksum(sentence):
    total = 0
    for letter in sentence[1:-2]:
        total = total ^ ord(letter)
    return format(total, "02X")


sound = [line for line in evening if checksum(line) == line[-2:]]


# %% wrong="checksum" name="the last letter left out" kind="off-by-one" says="every letter between"
def checksum(sentence):
    total = 0
    for letter in sentence[1:-4]:
        total = total ^ ord(letter)
    return format(total, "02X")


sound = [line for line in evening if checksum(line) == line[-2:]]


# %% wrong="checksum" name="decimal for hexadecimal" says="every letter between"
def checksum(sentence):
    total = 0
    for letter in sentence[1:-3]:
        total = total ^ ord(letter)
    return str(total)


sound = [line for line in evening if checksum(line) == line[-2:]]


# %% wrong="checksum" name="small letters" says="in capitals"
def checksum(sentence):
    total = 0
    for letter in sentence[1:-3]:
        total = total ^ ord(letter)
    return format(total, "02x")


sound = [line for line in evening if checksum(line).upper() == line[-2:]]


# %% wrong="checksum" name="no zero in front" says="with a zero where it needs one"
def checksum(sentence):
    total = 0
    for letter in sentence[1:-3]:
        total = total ^ ord(letter)
    return format(total, "X")


sound = [line for line in evening if checksum(line).zfill(2) == line[-2:]]


# %% wrong="checksum" name="the damaged ones kept" says="arrived whole, and no other"
def checksum(sentence):
    total = 0
    for letter in sentence[1:-3]:
        total = total ^ ord(letter)
    return format(total, "02X")


sound = [line for line in evening if checksum(line) != line[-2:]]


# %% wrong="checksum" name="true and false for the sentences" says="sound is a list of sentences"
def checksum(sentence):
    total = 0
    for letter in sentence[1:-3]:
        total = total ^ ord(letter)
    return format(total, "02X")


sound = [checksum(line) == line[-2:] for line in evening]


# %% right="read-report" name="one number, shifted and masked"
def read_report(payload):
    whole = int(to_bits(payload)[:168], 2)

    def cut_out(first, length):
        return (whole >> (168 - first - length)) & ((1 << length) - 1)

    def signed(first, length):
        value = cut_out(first, length)
        return value - (1 << length) if value >> (length - 1) else value

    lon, lat = signed(61, 28), signed(89, 27)
    speed, course = cut_out(50, 10), cut_out(116, 12)
    return {
        "mmsi": str(cut_out(8, 30)).zfill(9),
        "speed_raw": speed,
        "speed_knots": speed / 10,
        "lon_raw": lon,
        "lon": lon / 10_000 / 60,
        "lat_raw": lat,
        "lat": lat / 10_000 / 60,
        "course_raw": course,
        "course_degrees": course / 10,
        "heading_raw": cut_out(128, 9),
    }


# %% right="read-report" name="the course's own decoder, and more names than asked"
def read_report(payload):
    start = f"AIVDM,1,1,,A,{payload},0"
    total = 0
    for letter in start:
        total ^= ord(letter)
    row = ais.decode([f"!{start}*{total:02X}"]).positions.iloc[0]
    raw_names = ["speed_raw", "lon_raw", "lat_raw", "course_raw", "heading_raw"]
    report = {name: int(row[name]) for name in raw_names}
    report |= {"mmsi": row["mmsi"], "status": row["status_raw"]}
    report |= {"lon": report["lon_raw"] / 6e5, "lat": report["lat_raw"] / 6e5}
    report["speed_knots"] = report["speed_raw"] / 10
    report["course_degrees"] = report["course_raw"] / 10
    return report


# %% right="read-report" name="the sign bit read as a negative weight, in a Series"
def read_report(payload):
    bits = to_bits(payload)
    lon = int(bits[62:89], 2) - int(bits[61]) * 2**27
    lat = int(bits[90:116], 2) - int(bits[89]) * 2**26
    speed = int(bits[50:60], 2)
    course = int(bits[116:128], 2)
    return pd.Series(
        {
            "mmsi": f"{int(bits[8:38], 2):09}",
            "speed_raw": speed,
            "speed_knots": speed * 0.1,
            "lon_raw": lon,
            "lat_raw": lat,
            "lon": lon / 600_000,
            "lat": lat / 600_000,
            "course_raw": course,
            "course_degrees": course * 0.1,
            "heading_raw": int(bits[128:137], 2),
        },
        dtype="object",
    )


# %% wrong="read-report" name="nothing" kind="nothing" says="not answered yet"
read_report = None


# %% wrong="read-report" name="printed, not returned" says="a dictionary that has the ten names"
def read_report(payload):
    bits = to_bits(payload)
    print({"mmsi": int(bits[8:38], 2)})


# %% wrong="read-report" name="the identity as a number" kind="type" says="text, not a number"
def read_report(payload):
    bits = to_bits(payload)
    cuts = {"speed": (50, 10), "lon": (61, 28), "lat": (89, 27), "course": (116, 12)}
    cuts |= {"mmsi": (8, 30), "heading": (128, 9)}
    raw = {name: int(bits[a : a + n], 2) for name, (a, n) in cuts.items()}
    raw["lon"] -= 2**28 * (bits[61] == "1")
    raw["lat"] -= 2**27 * (bits[89] == "1")
    report = {f"{name}_raw": value for name, value in raw.items()}
    report |= {"lon": raw["lon"] / 600_000, "lat": raw["lat"] / 600_000}
    report |= {"speed_knots": raw["speed"] / 10, "course_degrees": raw["course"] / 10}
    return report | {"mmsi": raw["mmsi"]}


# %% wrong="read-report" name="an identity without its zeros" says="its zeros in front"
def read_report(payload):
    bits = to_bits(payload)
    cuts = {"speed": (50, 10), "lon": (61, 28), "lat": (89, 27), "course": (116, 12)}
    cuts |= {"mmsi": (8, 30), "heading": (128, 9)}
    raw = {name: int(bits[a : a + n], 2) for name, (a, n) in cuts.items()}
    raw["lon"] -= 2**28 * (bits[61] == "1")
    raw["lat"] -= 2**27 * (bits[89] == "1")
    report = {f"{name}_raw": value for name, value in raw.items()}
    report |= {"lon": raw["lon"] / 600_000, "lat": raw["lat"] / 600_000}
    report |= {"speed_knots": raw["speed"] / 10, "course_degrees": raw["course"] / 10}
    return report | {"mmsi": str(raw["mmsi"])}


# %% wrong="read-report" name="bits counted from one" kind="off-by-one" says="as the whole numbers that were sent"
def read_report(payload):
    bits = to_bits(payload)
    cuts = {"speed": (50, 10), "lon": (61, 28), "lat": (89, 27), "course": (116, 12)}
    cuts |= {"mmsi": (8, 30), "heading": (128, 9)}
    raw = {name: int(bits[a - 1 : a + n - 1], 2) for name, (a, n) in cuts.items()}
    raw["lon"] -= 2**28 * (bits[61] == "1")
    raw["lat"] -= 2**27 * (bits[89] == "1")
    report = {f"{name}_raw": value for name, value in raw.items()}
    report |= {"lon": raw["lon"] / 600_000, "lat": raw["lat"] / 600_000}
    report |= {"speed_knots": raw["speed"] / 10, "course_degrees": raw["course"] / 10}
    return report | {"mmsi": format(raw["mmsi"], "09d")}


# %% wrong="read-report" name="a course read as signed" says="as the whole numbers that were sent"
def read_report(payload):
    bits = to_bits(payload)
    cuts = {"speed": (50, 10), "lon": (61, 28), "lat": (89, 27), "course": (116, 12)}
    cuts |= {"mmsi": (8, 30), "heading": (128, 9)}
    raw = {name: int(bits[a : a + n], 2) for name, (a, n) in cuts.items()}
    raw["lon"] -= 2**28 * (bits[61] == "1")
    raw["lat"] -= 2**27 * (bits[89] == "1")
    raw["course"] -= 2**12 * (bits[116] == "1")
    report = {f"{name}_raw": value for name, value in raw.items()}
    report |= {"lon": raw["lon"] / 600_000, "lat": raw["lat"] / 600_000}
    report |= {"speed_knots": raw["speed"] / 10, "course_degrees": raw["course"] / 10}
    return report | {"mmsi": format(raw["mmsi"], "09d")}


# %% wrong="read-report" name="latitude first" says="the raw position is right"
def read_report(payload):
    bits = to_bits(payload)
    cuts = {"speed": (50, 10), "lon": (61, 28), "lat": (89, 27), "course": (116, 12)}
    cuts |= {"mmsi": (8, 30), "heading": (128, 9)}
    cuts |= {"lat": (61, 27), "lon": (88, 28)}
    raw = {name: int(bits[a : a + n], 2) for name, (a, n) in cuts.items()}
    raw["lat"] -= 2**27 * (bits[61] == "1")
    raw["lon"] -= 2**28 * (bits[88] == "1")
    report = {f"{name}_raw": value for name, value in raw.items()}
    report |= {"lon": raw["lon"] / 600_000, "lat": raw["lat"] / 600_000}
    report |= {"speed_knots": raw["speed"] / 10, "course_degrees": raw["course"] / 10}
    return report | {"mmsi": format(raw["mmsi"], "09d")}


# %% wrong="read-report" name="no sign" says="west of Greenwich or south of the equator"
def read_report(payload):
    bits = to_bits(payload)
    cuts = {"speed": (50, 10), "lon": (61, 28), "lat": (89, 27), "course": (116, 12)}
    cuts |= {"mmsi": (8, 30), "heading": (128, 9)}
    raw = {name: int(bits[a : a + n], 2) for name, (a, n) in cuts.items()}
    report = {f"{name}_raw": value for name, value in raw.items()}
    report |= {"lon": raw["lon"] / 600_000, "lat": raw["lat"] / 600_000}
    report |= {"speed_knots": raw["speed"] / 10, "course_degrees": raw["course"] / 10}
    return report | {"mmsi": format(raw["mmsi"], "09d")}


# %% wrong="read-report" name="longitude divided by 600" says="600,000 to each"
def read_report(payload):
    bits = to_bits(payload)
    cuts = {"speed": (50, 10), "lon": (61, 28), "lat": (89, 27), "course": (116, 12)}
    cuts |= {"mmsi": (8, 30), "heading": (128, 9)}
    raw = {name: int(bits[a : a + n], 2) for name, (a, n) in cuts.items()}
    raw["lon"] -= 2**28 * (bits[61] == "1")
    raw["lat"] -= 2**27 * (bits[89] == "1")
    report = {f"{name}_raw": value for name, value in raw.items()}
    report |= {"lon": raw["lon"] / 600, "lat": raw["lat"] / 600_000}
    report |= {"speed_knots": raw["speed"] / 10, "course_degrees": raw["course"] / 10}
    return report | {"mmsi": format(raw["mmsi"], "09d")}


# %% wrong="read-report" name="tenths for knots" says="not in tenths of them"
def read_report(payload):
    bits = to_bits(payload)
    cuts = {"speed": (50, 10), "lon": (61, 28), "lat": (89, 27), "course": (116, 12)}
    cuts |= {"mmsi": (8, 30), "heading": (128, 9)}
    raw = {name: int(bits[a : a + n], 2) for name, (a, n) in cuts.items()}
    raw["lon"] -= 2**28 * (bits[61] == "1")
    raw["lat"] -= 2**27 * (bits[89] == "1")
    report = {f"{name}_raw": value for name, value in raw.items()}
    report |= {"lon": raw["lon"] / 600_000, "lat": raw["lat"] / 600_000}
    report |= {"speed_knots": raw["speed"], "course_degrees": raw["course"] / 10}
    return report | {"mmsi": format(raw["mmsi"], "09d")}


# %% wrong="read-report" name="the first ship abroad, copied" kind="hard-coded" says="as the whole numbers that were sent"
def read_report(_):
    return {
        "mmsi": "232999007",
        "speed_raw": 142,
        "lon_raw": -3012000,
        "lat_raw": 31230000,
        "course_raw": 2715,
        "heading_raw": 270,
        "speed_knots": 14.2,
        "lon": -5.02,
        "lat": 52.05,
        "course_degrees": 271.5,
    }


# %% right="join-parts" name="a table of parts, grouped"
def join_parts(sentences):
    names = ["total", "part", "number", "channel", "payload"]
    rows = [sentence.split(",")[1:6] for sentence in sentences]
    parts = pd.DataFrame(rows, columns=names).sort_values("part")
    found = []
    for key, group in parts.groupby(["total", "number", "channel"]):
        if len(group) == int(key[0]):
            found.append("".join(group["payload"]))
    return found


messages = join_parts(heard)


# %% right="join-parts" name="sorted first, then put together as they come"
def join_parts(sentences):
    split = [s.split(",") for s in sentences]
    split.sort(key=lambda f: (f[1], f[3], f[4], f[2]))
    joined, count, before = {}, {}, None
    for _, total, _, number, channel, payload, _ in split:
        key = total, number, channel
        joined[key] = joined.get(key, "") + payload
        count[key] = count.get(key, 0) + 1
    return [joined[key] for key in joined if count[key] == int(key[0])]


messages = sorted(join_parts(heard))


# %% right="join-parts" name="the last part looks for its fellows, and a tuple comes back"
def join_parts(sentences):
    payload_of = {tuple(s.split(",")[1:5]): s.split(",")[5] for s in sentences}
    found = ()
    for total, part, number, channel in payload_of:
        if part == "1":
            keys = [(total, str(k + 1), number, channel) for k in range(int(total))]
            if all(key in payload_of for key in keys):
                found += ("".join(payload_of[key] for key in keys),)
    return found


messages = list(join_parts(heard))

# %% wrong="join-parts" name="nothing" kind="nothing" says="not answered yet"
join_parts = None
messages = None


# %% wrong="join-parts" name="one long text" kind="type" says="make a list of one payload"
def join_parts(sentences):
    waiting = {}
    for sentence in sorted(sentences):
        fields = sentence.split(",")
        key = (fields[1], fields[3], fields[4])
        waiting[key] = [*waiting.get(key, []), fields[5]]
    return "".join("".join(p) for p in waiting.values())


messages = join_parts(heard)


# %% wrong="join-parts" name="in the order in which they came" says="the second part heard first"
def join_parts(sentences):
    waiting = {}
    for sentence in sentences:
        fields = sentence.split(",")
        key = (fields[1], fields[3], fields[4])
        waiting[key] = [*waiting.get(key, []), fields[5]]
    return ["".join(p) for key, p in waiting.items() if len(p) == int(key[0])]


messages = join_parts(heard)


# %% wrong="join-parts" name="the channel left out" says="two channels are told apart"
def join_parts(sentences):
    waiting = {}
    for sentence in sorted(sentences):
        fields = sentence.split(",")
        key = (fields[1], fields[3])
        waiting[key] = [*waiting.get(key, []), fields[5]]
    return ["".join(p) for key, p in waiting.items() if len(p) == int(key[0])]


messages = join_parts(heard)


# %% wrong="join-parts" name="the message number left out" says="nine messages in any order"
def join_parts(sentences):
    waiting = {}
    for sentence in sorted(sentences):
        fields = sentence.split(",")
        key = (fields[1], fields[4])
        waiting[key] = [*waiting.get(key, []), fields[5]]
    return ["".join(p) for key, p in waiting.items() if len(p) == int(key[0])]


messages = join_parts(heard)


# %% wrong="join-parts" name="halves kept" says="a message that lacks a part is left out"
def join_parts(sentences):
    waiting = {}
    for sentence in sorted(sentences):
        fields = sentence.split(",")
        key = (fields[1], fields[3], fields[4])
        waiting[key] = [*waiting.get(key, []), fields[5]]
    return ["".join(p) for p in waiting.values()]


messages = join_parts(heard)


# %% wrong="join-parts" name="a first and a second half" says="three parts make one message too"
def join_parts(sentences):
    halves = {"1": {}, "2": {}, "3": {}}
    for sentence in sentences:
        _, total, part, number, channel, payload, _ = sentence.split(",")
        halves[part][total, number, channel] = payload
    first, second = halves["1"], halves["2"]
    return [first[key] + second[key] for key in first if key in second]


messages = join_parts(heard)


# %% wrong="join-parts" name="one part too few" kind="off-by-one" says="make a list of one payload"
def join_parts(sentences):
    waiting = {}
    for sentence in sorted(sentences):
        fields = sentence.split(",")
        key = (fields[1], fields[3], fields[4])
        waiting[key] = [*waiting.get(key, []), fields[5]]
    return ["".join(p) for key, p in waiting.items() if len(p) == int(key[0]) - 1]


messages = join_parts(heard)


# %% wrong="join-parts" name="messages as they were heard" says="messages holds the whole messages"
def join_parts(sentences):
    waiting = {}
    for sentence in sorted(sentences):
        fields = sentence.split(",")
        key = (fields[1], fields[3], fields[4])
        waiting[key] = [*waiting.get(key, []), fields[5]]
    return ["".join(p) for key, p in waiting.items() if len(p) == int(key[0])]


messages = heard


# %% wrong="join-parts" name="the function, but no messages" says="not answered yet"
def join_parts(sentences):
    waiting = {}
    for sentence in sorted(sentences):
        fields = sentence.split(",")
        key = (fields[1], fields[3], fields[4])
        waiting[key] = [*waiting.get(key, []), fields[5]]
    return ["".join(p) for key, p in waiting.items() if len(p) == int(key[0])]


messages = None


# %% wrong="join-parts" name="the payloads of this evening, whatever is asked" kind="hard-coded" says="make a list of one payload"
def join_parts(_):
    fields = [s.split(",")[5] for s in heard]
    return [fields[3] + fields[0], fields[1] + fields[6], fields[2] + fields[5]]


messages = join_parts(heard)

# %% right="sentinels" name="counted in real units, reasons by numpy"
import numpy as np

scaled = pd.DataFrame(
    {
        "speed": raw["speed_raw"] / 10,
        "lon": raw["lon_raw"] / 600_000,
        "lat": raw["lat_raw"] / 600_000,
        "course": raw["course_raw"] / 10,
        "heading": raw["heading_raw"],
    }
)
is_code = scaled == pd.Series(
    {"speed": 102.3, "lon": 181, "lat": 91, "course": 360, "heading": 511}
)
unknown = is_code.sum().rename_axis("field").reset_index(name="reports")
course = scaled["course"]
clean = raw.assign(
    course_degrees=course.mask(course >= 360),
    course_reason=np.select(
        [course == 360, course > 360], ["not_available", "out_of_range"], "known"
    ),
)


# %% right="sentinels" name="a function for the reason, latest ship first"
def why(value):
    if value == 3600:
        return "not_available"
    return "out_of_range" if value > 3600 else "known"


rows = [
    ("heading", raw["heading_raw"].eq(511).sum()),
    ("course", raw["course_raw"].eq(3600).sum()),
    ("lat", raw["lat_raw"].eq(54_600_000).sum()),
    ("lon", raw["lon_raw"].eq(108_600_000).sum()),
    ("speed", raw["speed_raw"].eq(1023).sum()),
]
unknown = pd.DataFrame(rows, columns=["field", "reports"])
clean = raw.assign(course_reason=raw["course_raw"].map(why))
clean["course_degrees"] = clean["course_raw"].div(10)
clean.loc[clean["course_reason"] != "known", "course_degrees"] = float("nan")
clean = clean.sort_values("mmsi", ascending=False)

# %% wrong="sentinels" name="nothing" kind="nothing" says="not answered yet"
unknown = None
clean = None

# %% wrong="sentinels" name="counts as text" kind="type" says="unknown is a table"
codes = {
    "speed": 1023,
    "lon": 181 * 600_000,
    "lat": 91 * 600_000,
    "course": 3600,
    "heading": 511,
}
counts = [(raw[name + "_raw"] == code).sum() for name, code in codes.items()]
unknown = pd.DataFrame({"field": list(codes), "reports": [str(n) for n in counts]})
clean = raw.copy()

# %% wrong="sentinels" name="four fields" says="one row for each of the five fields"
codes = {"speed": 1023, "lon": 181 * 600_000, "course": 3600, "heading": 511}
counts = [(raw[name + "_raw"] == code).sum() for name, code in codes.items()]
unknown = pd.DataFrame({"field": list(codes), "reports": counts})
clean = raw.copy()

# %% wrong="sentinels" name="102.2 counted as unknown" kind="off-by-one" says="the speeds that are a code"
codes = {
    "speed": 1023,
    "lon": 181 * 600_000,
    "lat": 91 * 600_000,
    "course": 3600,
    "heading": 511,
}
counts = [
    (raw[name + "_raw"] >= code - (name == "speed")).sum()
    for name, code in codes.items()
]
unknown = pd.DataFrame({"field": list(codes), "reports": counts})
clean = raw.copy()

# %% wrong="sentinels" name="every course above 360 counted as the code" says="the courses that are a code"
codes = {
    "speed": 1023,
    "lon": 181 * 600_000,
    "lat": 91 * 600_000,
    "course": 3600,
    "heading": 511,
}
counts = [(raw[name + "_raw"] >= code).sum() for name, code in codes.items()]
unknown = pd.DataFrame({"field": list(codes), "reports": counts})
clean = raw.copy()

# %% wrong="sentinels" name="the codes of a position in degrees" says="a code of their own"
codes = {"speed": 1023, "lon": 181, "lat": 91, "course": 3600, "heading": 511}
counts = [(raw[name + "_raw"] == code).sum() for name, code in codes.items()]
unknown = pd.DataFrame({"field": list(codes), "reports": counts})
clean = raw.copy()

# %% wrong="sentinels" name="counted by eye, and one missed" kind="hard-coded" says="the headings that are a code"
unknown = pd.DataFrame(
    {"field": ["speed", "lon", "lat", "course", "heading"], "reports": [3, 1, 2, 3, 4]}
)
clean = raw.copy()

# %% wrong="sentinels" name="reports without a course dropped" says="clean still has all twelve reports"
unknown = pd.DataFrame(
    {"field": ["speed", "lon", "lat", "course", "heading"], "reports": [3, 1, 2, 3, 5]}
)
clean = raw[["mmsi"]].copy()
clean["course_degrees"] = raw["course_raw"].where(raw["course_raw"] < 3600) / 10
clean["course_reason"] = "known"
clean.loc[raw["course_raw"] == 3600, "course_reason"] = "not_available"
clean.loc[raw["course_raw"] > 3600, "course_reason"] = "out_of_range"
clean = clean.dropna(subset="course_degrees")

# %% wrong="sentinels" name="the code left in" says="empty where the ship gave none"
unknown = pd.DataFrame(
    {"field": ["speed", "lon", "lat", "course", "heading"], "reports": [3, 1, 2, 3, 5]}
)
clean = raw[["mmsi"]].copy()
clean["course_degrees"] = raw["course_raw"].where(raw["course_raw"] <= 3600) / 10
clean["course_reason"] = "known"
clean.loc[raw["course_raw"] == 3600, "course_reason"] = "not_available"
clean.loc[raw["course_raw"] > 3600, "course_reason"] = "out_of_range"

# %% wrong="sentinels" name="north emptied too" says="empty where the ship gave none"
unknown = pd.DataFrame(
    {"field": ["speed", "lon", "lat", "course", "heading"], "reports": [3, 1, 2, 3, 5]}
)
clean = raw[["mmsi"]].copy()
clean["course_degrees"] = (
    raw["course_raw"].where(raw["course_raw"].between(1, 3599)) / 10
)
clean["course_reason"] = "known"
clean.loc[raw["course_raw"] == 3600, "course_reason"] = "not_available"
clean.loc[raw["course_raw"] > 3600, "course_reason"] = "out_of_range"

# %% wrong="sentinels" name="tenths of a degree" says="each course is in degrees"
unknown = pd.DataFrame(
    {"field": ["speed", "lon", "lat", "course", "heading"], "reports": [3, 1, 2, 3, 5]}
)
clean = raw[["mmsi"]].copy()
clean["course_degrees"] = raw["course_raw"].where(raw["course_raw"] < 3600)
clean["course_reason"] = "known"
clean.loc[raw["course_raw"] == 3600, "course_reason"] = "not_available"
clean.loc[raw["course_raw"] > 3600, "course_reason"] = "out_of_range"

# %% wrong="sentinels" name="one reason for both" says="says why its course is empty"
unknown = pd.DataFrame(
    {"field": ["speed", "lon", "lat", "course", "heading"], "reports": [3, 1, 2, 3, 5]}
)
clean = raw[["mmsi"]].copy()
clean["course_degrees"] = raw["course_raw"].where(raw["course_raw"] < 3600) / 10
clean["course_reason"] = "known"
clean.loc[raw["course_raw"] == 3600, "course_reason"] = "not_available"
clean.loc[raw["course_raw"] > 3600, "course_reason"] = "not_available"
