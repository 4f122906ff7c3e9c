# Answers to `solutions/values_names_types.py` that must pass, and answers that must not.
# Each stands in for the solution of the exercise it names; `says` is part of the
# first unmet claim, or of its reason.

# %% right="inward-share" name="text made a number first"
freight_2023q4_m = float("102.6")
inward_2023q4_m = float("68.4")
inward_share = inward_2023q4_m / freight_2023q4_m

# %% right="inward-share" name="by way of what went out"
freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
outward_2023q4_m = freight_2023q4_m - inward_2023q4_m
inward_share = 1 - outward_2023q4_m / freight_2023q4_m

# %% right="inward-share" name="with Decimal"
from decimal import Decimal

freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
inward_share = float(Decimal("68.4") / Decimal("102.6"))

# %% right="inward-share" name="numpy numbers"
import numpy as np

inward_2023q4_m, freight_2023q4_m = np.array([68.4, 102.6])
inward_share = np.divide(inward_2023q4_m, freight_2023q4_m)

# %% wrong="inward-share" name="nothing" kind="nothing" says="not answered yet"
freight_2023q4_m = None
inward_2023q4_m = None
inward_share = None

# %% wrong="inward-share" name="only the share, typed" kind="hard-coded" says="not answered yet"
freight_2023q4_m = None
inward_2023q4_m = None
inward_share = 0.667

# %% wrong="inward-share" name="the lesson's share" kind="hard-coded" says="the one that went out"
freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
inward_share = 0.6647286821705426

# %% wrong="inward-share" name="figures left as text" kind="type" says="take the quotes away"
freight_2023q4_m = "102.6"
inward_2023q4_m = "68.4"
inward_share = None

# %% wrong="inward-share" name="one figure left as text" says="take the quotes away"
freight_2023q4_m = 102.6
inward_2023q4_m = "68.4"
inward_share = float(inward_2023q4_m) / freight_2023q4_m

# %% wrong="inward-share" name="a comma for the point" says="freight_2023q4_m"
freight_2023q4_m = 102, 6
inward_2023q4_m = 68, 4
inward_share = 68 / 102

# %% wrong="inward-share" name="the share as text" says="inward_share is one number"
freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
inward_share = f"{inward_2023q4_m / freight_2023q4_m:.0%}"

# %% wrong="inward-share" name="integer division" says="between 0 and 1"
freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
inward_share = inward_2023q4_m // freight_2023q4_m

# %% wrong="inward-share" name="a percentage" says="between 0 and 1"
freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
inward_share = inward_2023q4_m / freight_2023q4_m * 100

# %% wrong="inward-share" name="upside down" says="between 0 and 1"
freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
inward_share = freight_2023q4_m / inward_2023q4_m

# %% wrong="inward-share" name="the two names swapped" says="the two names hold"
freight_2023q4_m = 68.4
inward_2023q4_m = 102.6
inward_share = freight_2023q4_m / inward_2023q4_m

# %% wrong="inward-share" name="the next quarter" kind="off-by-one" says="the two names hold"
freight_2023q4_m = 103.0
inward_2023q4_m = 69.6
inward_share = inward_2023q4_m / freight_2023q4_m

# %% wrong="inward-share" name="the share that went out" says="the one that went out"
freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
inward_share = 1 - inward_2023q4_m / freight_2023q4_m

# %% wrong="inward-share" name="rounded to two places" says="it is not rounded"
freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
inward_share = round(inward_2023q4_m / freight_2023q4_m, 2)

# %% wrong="inward-share" name="rounded to four places" says="it is not rounded"
freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
inward_share = 0.6667

# %% wrong="inward-share" name="the unit left off the names" says="freight_2023q4_m is a number"
freight_2023q4 = 102.6
inward_2023q4 = 68.4
inward_share = inward_2023q4 / freight_2023q4

# %% right="repair-lines" name="other ways to write each"
quarter = str(2025) + "Q1"
freight_m = float("107.4")
outward_m = round(freight_m - inward_m, 1)
mostly_inward = inward_m / freight_m > 0.5
published = date.fromisoformat("2025-06-05")

# %% right="repair-lines" name="pandas for the day, numpy for the truth"
import numpy as np
import pandas as pd

quarter = "2025Q1"
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = np.greater(inward_m, outward_m)
published = pd.Timestamp(2025, 6, 5)

# %% right="repair-lines" name="a moment of the day"
from datetime import datetime

quarter = "2025Q1"
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = not inward_m < outward_m
published = datetime.strptime("5 June 2025", "%d %B %Y")

# %% wrong="repair-lines" name="nothing" kind="nothing" says="not answered yet"
quarter = None
freight_m = None
outward_m = None
mostly_inward = None
published = None

# %% wrong="repair-lines" name="only the number of the quarter" says="quarter is the text 2025Q1"
quarter = 2025
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = inward_m > outward_m
published = date(2025, 6, 5)

# %% wrong="repair-lines" name="the comma left in" says="freight_m is one number"
quarter = "2025Q1"
freight_m = 107, 4
outward_m = 107.4 - inward_m
mostly_inward = inward_m > outward_m
published = date(2025, 6, 5)

# %% wrong="repair-lines" name="the freight between quotes" kind="type" says="take the quotes away"
quarter = "2025Q1"
freight_m = "107.4"
outward_m = 34.6
mostly_inward = inward_m > outward_m
published = date(2025, 6, 5)

# %% wrong="repair-lines" name="the comma dropped" says="tenths and all"
quarter = "2025Q1"
freight_m = 1074
outward_m = freight_m - inward_m
mostly_inward = inward_m > outward_m
published = date(2025, 6, 5)

# %% wrong="repair-lines" name="another quarter's figure written down" kind="hard-coded" says="what is left of the freight"
quarter = "2025Q1"
freight_m = 107.4
outward_m = 35.3
mostly_inward = inward_m > outward_m
published = date(2025, 6, 5)

# %% wrong="repair-lines" name="the subtraction turned round" says="what is left of the freight"
quarter = "2025Q1"
freight_m = 107.4
outward_m = inward_m - freight_m
mostly_inward = inward_m > outward_m
published = date(2025, 6, 5)

# %% wrong="repair-lines" name="a name between quotes" says="outward_m is one number"
quarter = "2025Q1"
freight_m = 107.4
outward_m = "freight_m - inward_m"
mostly_inward = True
published = date(2025, 6, 5)

# %% wrong="repair-lines" name="the comparison between quotes" says="mostly_inward is true or false"
quarter = "2025Q1"
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = "inward_m > outward_m"
published = date(2025, 6, 5)

# %% wrong="repair-lines" name="true as text" says="mostly_inward is true or false"
quarter = "2025Q1"
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = "True"
published = date(2025, 6, 5)

# %% wrong="repair-lines" name="the comparison turned round" says="whether more came in"
quarter = "2025Q1"
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = inward_m < outward_m
published = date(2025, 6, 5)

# %% wrong="repair-lines" name="a date worked out as a sum" says="published is a date"
quarter = "2025Q1"
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = inward_m > outward_m
published = 2025 - 6 - 5

# %% wrong="repair-lines" name="a date left as text" says="published is a date"
quarter = "2025Q1"
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = inward_m > outward_m
published = "2025-06-05"

# %% wrong="repair-lines" name="day and month exchanged" says="published is 5 June 2025"
quarter = "2025Q1"
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = inward_m > outward_m
published = date(2025, 5, 6)

# %% wrong="repair-lines" name="a day late" kind="off-by-one" says="published is 5 June 2025"
quarter = "2025Q1"
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = inward_m > outward_m
published = date(2025, 6, 6)

# %% right="commas" name="float, as in the lesson"
ships = float(ships_text.replace(",", ""))
tonnes = float(tonnes_text.replace(",", ""))

# %% right="commas" name="split and join"
ships = int("".join(ships_text.split(",")))
tonnes = int("".join(tonnes_text.split(",")))

# %% right="commas" name="pandas, told of the thousands"
import io

import pandas as pd

table = pd.read_csv(
    io.StringIO('"1,234";"4,567,890"'), sep=";", header=None, thousands=","
)
ships = table[0].iloc[0]
tonnes = table[1].iloc[0]

# %% right="commas" name="only the figures kept"
ships = int("".join(c for c in ships_text if c.isdigit()))
tonnes = int("".join(c for c in tonnes_text if c.isdigit()))

# %% wrong="commas" name="nothing" kind="nothing" says="not answered yet"
ships = None
tonnes = None

# %% wrong="commas" name="still text" kind="type" says="ships is one number"
ships = ships_text.replace(",", "")
tonnes = tonnes_text.replace(",", "")

# %% wrong="commas" name="missing" says="a missing value"
import pandas as pd

ships = pd.to_numeric(ships_text, errors="coerce")
tonnes = pd.to_numeric(tonnes_text, errors="coerce")

# %% wrong="commas" name="the comma taken for a point" says="the comma marks thousands"
ships = float(ships_text.replace(",", "."))
tonnes = 4567890

# %% wrong="commas" name="only what stands before the comma" says="the comma marks thousands"
ships = int(ships_text.split(",")[0])
tonnes = int(tonnes_text.split(",")[0])

# %% wrong="commas" name="retyped, with two figures exchanged" kind="hard-coded" says="no figure is lost"
ships = 1243
tonnes = 4567890

# %% wrong="commas" name="the last figure cut off" kind="off-by-one" says="every figure in its place"
ships = int(ships_text.replace(",", ""))
tonnes = int(tonnes_text.replace(",", "")[:-1])

# %% wrong="commas" name="a tuple" says="ships is one number"
ships = 1, 234
tonnes = 4, 567, 890

# %% wrong="commas" name="tonnes left as text" says="tonnes is one number"
ships = int(ships_text.replace(",", ""))
tonnes = tonnes_text.replace(",", "")

# %% wrong="commas" name="thousands of tonnes" says="every figure in its place"
ships = int(ships_text.replace(",", ""))
tonnes = int(tonnes_text.replace(",", "")) / 1000
