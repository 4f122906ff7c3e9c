# %% [markdown]
# # Values, names and types: more quarters
#
# Three exercises to type: a share, five broken lines, and two figures copied from a page.
# One more, six lines to predict, is on the lesson's page.
# The freight is in million tonnes, as the Department for Transport first published it.
# Run the cells from the top; each exercise says what name to give your answer.
# The folded cell after an answer checks it: run it too.

# %%
import datetime as dt
from datetime import date

from soundings import check

# %% [markdown]
# ## The share of another quarter
#
# In the last quarter of 2023, 102.6 million tonnes went through UK ports, and 68.4 of them came in.
# Call the first figure `freight_2023q4_m` and the second `inward_2023q4_m`.
#
# What share of the freight came in?
# Work it out from the two names, and call it `inward_share`.
# Leave it as a share, and do not round it.

# %% solution="inward-share"
freight_2023q4_m = None
inward_2023q4_m = None
inward_share = None
### BEGIN SOLUTION
freight_2023q4_m = 102.6
inward_2023q4_m = 68.4
inward_share = inward_2023q4_m / freight_2023q4_m
### END SOLUTION

# %% test="inward-share" points=4
q = check("inward-share", points=4)
q.number(
    "freight_2023q4_m",
    lambda: freight_2023q4_m,
    hint=(
        "A name on the left, an equals sign, a value on the right. A capital makes another name.",
        "A number stands without quotes, and with a point, not a comma.",
        "Begin with: freight_2023q4_m = ...",
    ),
    weight=0.5,
)
q.number(
    "inward_2023q4_m",
    lambda: inward_2023q4_m,
    hint=(
        "As for the freight: the same kind of line, with the other name and figure.",
        "Begin with: inward_2023q4_m = ...",
    ),
    weight=0.5,
)
q.that(
    "the two names hold the figures of the last quarter of 2023: all freight, and what came in",
    lambda: abs(freight_2023q4_m - 102.6) < 1e-9 and abs(inward_2023q4_m - 68.4) < 1e-9,
    hint=(
        "Print both names, and compare them with the sentence above.",
        "What came in is a part of all freight, so it is the smaller of the two.",
    ),
)
q.number(
    "inward_share",
    lambda: inward_share,
    says="inward_share is one number: not text, and no per cent sign",
    hint=(
        "Was one of the two figures text? Then what is made of it may be text too.",
        "A share is what you get when you divide one number by another.",
        "Begin with: inward_share = ...",
    ),
)
q.that(
    "it is a share: some of the freight came in, and some went out, so it is between 0 and 1",
    lambda: 0 < inward_share < 1,
    hint=(
        "A percentage is a hundred times a share. And nought would say that no ship brought anything.",
        "Which of the two is the whole? Divide by that one, with one slash.",
    ),
    weight=0.5,
)
q.equals(
    "it is the share that came in, not the one that went out, and it is not rounded",
    lambda: inward_share,
    68.4 / 102.6,
    within=1e-6,
    hint=(
        "Say it aloud: so much of so much. The part comes first.",
        "Use the names rather than the figures, and round nothing.",
    ),
    weight=1.5,
)
q.score()

# %% [markdown]
# ## Repair five broken lines
#
# In the first quarter of 2025, 72.8 million tonnes came in.
# This line is right:

# %%
inward_m = 72.8

# %% [markdown]
# A colleague wrote five more, and every one is broken.
# Two of them stop Python, and three do not.
#
# ```python
# quarter = 2025Q1
# freight_m = 107,4
# outward_m = freight_m - Inward_m
# mostly_inward = "inward_m > outward_m"
# published = 2025-6-5
# ```
#
# Copy them into the next cell and repair them there.
# One line that Python cannot read keeps the whole cell from running, and the error shows which.
# `quarter` is a text, `freight_m` one number, and `outward_m` what is left of the freight.
# `mostly_inward` says whether more came in than went out, and `published` is the day, 5 June 2025.
# After each repair print what the name holds: is it what the line meant?

# %% solution="repair-lines"
quarter = None
freight_m = None
outward_m = None
mostly_inward = None
published = None
### BEGIN SOLUTION
quarter = "2025Q1"
freight_m = 107.4
outward_m = freight_m - inward_m
mostly_inward = inward_m > outward_m
published = date(2025, 6, 5)
### END SOLUTION

# %% test="repair-lines" points=5
q = check("repair-lines", points=5)
q.equals(
    "quarter is the text 2025Q1",
    lambda: quarter,
    "2025Q1",
    hint=(
        "Python takes 2025 for a number, and then does not know what to do with the Q.",
        "Right, and still None? Then Python cannot read another line: 06, for one, must be 6.",
        'The lesson wrote another quarter as "2024Q3".',
    ),
)
q.number(
    "freight_m",
    lambda: freight_m,
    says="freight_m is one number",
    hint=(
        "Print it. How many numbers do you see?",
        "Which sign stands before the tenths in the lesson's numbers?",
    ),
    weight=0.5,
)
q.equals(
    "freight_m is all the freight of the quarter, tenths and all",
    lambda: freight_m,
    107.4,
    within=1e-6,
    hint="The broken line has every figure of it, in the right order.",
    weight=0.5,
)
q.number(
    "outward_m",
    lambda: outward_m,
    says="outward_m is one number",
    hint=(
        "The last line of the error names what Python did not find.",
        "Compare it, letter by letter, with the name in the cell above yours.",
    ),
    weight=0.5,
)
q.equals(
    "outward_m is what is left of the freight when what came in is taken away",
    lambda: outward_m,
    107.4 - 72.8,
    within=1e-6,
    hint=(
        "Is freight_m right by now? Then run this line again.",
        "Freight first, then a minus sign, then what came in.",
    ),
    weight=0.5,
)
q.truth(
    "mostly_inward",
    lambda: mostly_inward,
    says="mostly_inward is true or false, not a text about it",
    hint=(
        "Print its type. What do quotes make of a comparison?",
        "A comparison is worked out only where it stands without quotes.",
    ),
    weight=0.5,
)
q.that(
    "mostly_inward says whether more came in than went out",
    lambda: bool(mostly_inward) is True,
    hint="72.8 came in. What does outward_m hold now?",
    weight=0.5,
)
q.that(
    "published is a date: not a sum, and not text that looks like a date",
    lambda: isinstance(published, dt.date),
    hint=(
        "Print it. What did Python do with the two lines between the numbers?",
        "In the lesson, `date` made a day of three numbers with commas between them.",
        "Begin with: published = date(2025, ...)",
    ),
    weight=0.5,
)
q.that(
    "published is 5 June 2025",
    lambda: (
        isinstance(published, dt.date)
        and (published.year, published.month, published.day) == (2025, 6, 5)
    ),
    hint="`date` wants the year first, then the month, then the day.",
    weight=0.5,
)
q.score()

# %% [markdown]
# ## Figures with commas
#
# A port's web page says that 1,234 ships called last year and that they brought 4,567,890 tonnes.
# Port and figures are made up.
# Copied from the page, both are text, and the commas mark thousands.

# %%
ships_text = "1,234"
tonnes_text = "4,567,890"

# %% [markdown]
# Make a number of each.
# Call them `ships` and `tonnes`.
# Work from the two texts: retyping is how figures change.

# %% solution="commas"
ships = None
tonnes = None
### BEGIN SOLUTION
ships = int(ships_text.replace(",", ""))
tonnes = int(tonnes_text.replace(",", ""))
### END SOLUTION

# %% test="commas" points=3
q = check("commas", points=3)
q.number(
    "ships",
    lambda: ships,
    says="ships is one number: not text, and not missing",
    hint=(
        "Two steps: take away what is no figure, then make a number of what is left.",
        "In the lesson, `replace` stood after the text and a dot, and `float` made the number.",
        'Begin with: ships = float(ships_text.replace(",", ...))',
    ),
)
q.equals(
    "more than a thousand ships called: the comma marks thousands, and no figure is lost",
    lambda: ships,
    1234,
    hint=(
        "How many ships are 1.234, or 1? Read the text again.",
        "The comma goes, and nothing comes in its place, not even a point.",
    ),
)
q.number(
    "tonnes",
    lambda: tonnes,
    says="tonnes is one number: not text, and not missing",
    hint=(
        "As for ships, from the other text.",
        "This text has two commas. Are both gone before you make a number of it?",
    ),
    weight=0.5,
)
q.equals(
    "they brought more than four million tonnes, every figure in its place",
    lambda: tonnes,
    4567890,
    hint=(
        "Print it beside the text. Which figure is missing or another?",
        "Begin from tonnes_text, and change nothing but its commas.",
    ),
    weight=0.5,
)
q.score()
