"""Every table reads the same in base R and in pandas: rows, types, blanks, values."""

import json
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]
DATASETS = ROOT / "datasets"
RSCRIPT = shutil.which("Rscript")
PANDAS_TYPES = {"integer": "Int64", "number": "float64", "boolean": "boolean"}

pytestmark = pytest.mark.skipif(RSCRIPT is None, reason="R is not installed")

# One line for each column: rows, type, blanks, and one number made of all values.
SUMMARY = """
source("{data_r}")
kind <- function(x) {{
  if (inherits(x, "POSIXct")) "datetime" else if (inherits(x, "Date")) "date"
  else if (is.logical(x)) "boolean" else if (is.integer(x)) "integer"
  else if (is.numeric(x)) "number" else "string"
}}
said <- function(x) {{
  if (is.character(x)) x <- nchar(x, "chars")
  sprintf("%.15g", sum(as.numeric(x), na.rm = TRUE))
}}
for (argument in commandArgs(trailingOnly = TRUE)) {{
  parts <- strsplit(argument, "|", fixed = TRUE)[[1]]
  table <- read_resource(parts[[2]], parts[[1]])
  for (name in names(table)) {{
    x <- table[[name]]
    cat(parts[[2]], name, nrow(table), kind(x), sum(is.na(x)), said(x), sep = "\\t")
    cat("\\n")
  }}
}}
"""


def list_tables() -> list[tuple[Path, dict]]:
    """List each CSV table of each family with its descriptor."""
    return [
        (descriptor, resource)
        for descriptor in sorted(DATASETS.glob("*/datapackage.json"))
        for resource in json.loads(descriptor.read_text("utf8"))["resources"]
        if "schema" in resource and resource["path"].endswith((".csv", ".csv.gz"))
    ]


def read_in_pandas(descriptor: Path, resource: dict) -> pd.DataFrame:
    schema = resource["schema"]
    types = {field["name"]: field["type"] for field in schema["fields"]}
    table = pd.read_csv(
        descriptor.parent / resource["path"],
        dtype={name: PANDAS_TYPES.get(kind, "str") for name, kind in types.items()},
        na_values=schema.get("missingValues", [""]),
        keep_default_na=False,
    )
    for name, kind in types.items():
        if kind in ("date", "datetime"):
            table[name] = pd.to_datetime(table[name], utc=True, format="ISO8601")
    return table


def summarise(
    name: str, kind: str, values: pd.Series
) -> tuple[str, int, str, int, float]:
    if kind == "datetime":
        numbers = (values - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(seconds=1)
    elif kind == "date":
        numbers = (values - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(days=1)
    elif kind == "string":
        numbers = values.str.len()
    else:
        numbers = values
    total = float(numbers.astype("float64").sum())
    return name, len(values), kind, int(values.isna().sum()), total


def run_r(program: str, arguments: list[str], folder: Path) -> str:
    path = folder / "program.R"
    path.write_text(program, "utf8")
    command = [str(RSCRIPT), "--vanilla", str(path), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_table_reads_the_same_in_r_and_in_pandas(tmp_path):
    """Rows, types, number of blanks and the sum of the values agree, column by column."""
    tables = list_tables()
    data_r = (ROOT / "src" / "soundings" / "data.R").as_posix()

    out = run_r(
        SUMMARY.format(data_r=data_r),
        [f"{descriptor.as_posix()}|{table['name']}" for descriptor, table in tables],
        tmp_path,
    )

    in_r = [
        [table, name, int(rows), kind, int(blanks), float(total)]
        for table, name, rows, kind, blanks, total in (
            line.split("\t") for line in out.splitlines()
        )
    ]
    in_pandas = [
        [
            table["name"],
            *summarise(field["name"], field["type"], read[field["name"]]),
        ]
        for descriptor, table in tables
        for read in [read_in_pandas(descriptor, table)]
        for field in table["schema"]["fields"]
    ]
    assert [row[:-1] for row in in_r] == [row[:-1] for row in in_pandas]
    assert [row[-1] for row in in_r] == pytest.approx(
        [row[-1] for row in in_pandas], rel=1e-9
    )


READ = 'source("{data_r}")\nstr(read_resource("{name}", "{descriptor}"))\n'


def write_package(folder: Path, text: str) -> str:
    fields = [
        {"name": "mmsi", "type": "string"},
        {"name": "is_long", "type": "boolean"},
    ]
    resource = {"name": "ships", "path": "ships.csv", "schema": {"fields": fields}}
    (folder / "ships.csv").write_text(text, "utf8")
    descriptor = folder / "datapackage.json"
    descriptor.write_text(json.dumps({"resources": [resource]}), "utf8")
    return descriptor.as_posix()


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("mmsi,is_long\n1,yes\n", "ships", "'yes' in data row 1 of is_long"),
        ("mmsi,long\n1,true\n", "ships", "the columns are mmsi, long"),
        ("mmsi,is_long\n1,true\n", "calls", "no table 'calls'. It has ships"),
    ],
    ids=["value", "header", "name"],
)
def test_r_refuses_what_does_not_fit(tmp_path, text, name, says):
    """A value, a header or a name that is wrong stops with a sentence, not with NA."""
    descriptor = write_package(tmp_path, text)
    data_r = (ROOT / "src" / "soundings" / "data.R").as_posix()
    program = READ.format(data_r=data_r, name=name, descriptor=descriptor)
    path = tmp_path / "program.R"
    path.write_text(program, "utf8")

    done = subprocess.run(
        [str(RSCRIPT), "--vanilla", str(path)], capture_output=True, text=True
    )

    assert done.returncode != 0
    assert says in done.stderr


def test_r_keeps_the_zeros_of_an_mmsi(tmp_path):
    """What looks like a number stays text where the schema says so."""
    descriptor = write_package(tmp_path, "mmsi,is_long\n002320759,\n")
    data_r = (ROOT / "src" / "soundings" / "data.R").as_posix()

    out = run_r(
        READ.format(data_r=data_r, name="ships", descriptor=descriptor), [], tmp_path
    )

    assert '"002320759"' in out
    assert "logi NA" in out
