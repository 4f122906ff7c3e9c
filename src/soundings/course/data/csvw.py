"""
CSVW metadata from a data package's descriptor.

GOV.UK asks for CSVW beside published CSV files; the course keeps its schemas as
Frictionless data packages, so the one is derived from the other and never edited.

Source: W3C, *Metadata Vocabulary for Tabular Data* (2015).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DESCRIPTOR = "datapackage.json"
METADATA = "csv-metadata.json"
CONTEXT = "http://www.w3.org/ns/csvw"
DATATYPES = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": {"base": "boolean", "format": "true|false"},
    "date": "date",
    "datetime": "dateTime",
    "time": "time",
    "year": "gYear",
    "yearmonth": "gYearMonth",
}
LIMITS = ("minimum", "maximum", "minLength", "maxLength")

Descriptor = dict[str, Any]


def is_table(resource: Descriptor) -> bool:
    """Say whether a resource is a CSV file with a schema, packed or not."""
    path = str(resource.get("path", "")).removesuffix(".gz")
    return path.endswith(".csv") and "schema" in resource


def write_metadata(folder: Path) -> bytes | None:
    """Return the CSVW metadata of a data family's folder; None if it has no tables."""
    path = folder / DESCRIPTOR
    if not path.exists():
        return None
    metadata = describe(json.loads(path.read_text("utf8")))
    if not metadata["tables"]:
        return None
    return (json.dumps(metadata, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


def describe(package: Descriptor) -> Descriptor:
    """
    Return the CSVW table group that says what a data package says.

    Examples
    --------
    >>> field = {"name": "mmsi", "type": "string"}
    >>> ships = {"name": "ships", "path": "ships.csv", "schema": {"fields": [field]}}
    >>> describe({"resources": [ships]})["tables"][0]["tableSchema"]["columns"]
    [{'name': 'mmsi', 'titles': 'mmsi', 'datatype': 'string'}]
    """
    resources = [r for r in package["resources"] if is_table(r)]
    paths = {resource["name"]: resource["path"] for resource in resources}
    return {
        "@context": [CONTEXT, {"@language": "en"}],
        **_said(package),
        "tables": [_table(resource, paths) for resource in resources],
    }


def _said(thing: Descriptor) -> Descriptor:
    pairs = (("title", "dc:title"), ("description", "dc:description"))
    return {theirs: thing[ours] for ours, theirs in pairs if thing.get(ours)}


def _table(resource: Descriptor, paths: dict[str, str]) -> Descriptor:
    schema = resource["schema"]
    missing = schema.get("missingValues", [""])
    table: Descriptor = {
        "columns": [_column(field, missing) for field in schema["fields"]]
    }
    if schema.get("primaryKey"):
        table["primaryKey"] = schema["primaryKey"]
    keys = [_foreign_key(key, resource, paths) for key in schema.get("foreignKeys", [])]
    if any(keys):
        table["foreignKeys"] = [key for key in keys if key]
    return {"url": resource["path"], **_said(resource), "tableSchema": table}


def _column(field: Descriptor, missing: list[str]) -> Descriptor:
    datatype: Any = DATATYPES.get(field.get("type", "string"), "string")
    constraints = field.get("constraints", {})
    limits = {name: constraints[name] for name in LIMITS if name in constraints}
    if limits:
        base = datatype if isinstance(datatype, dict) else {"base": datatype}
        datatype = {**base, **limits}
    column = {"name": field["name"], "titles": field["name"], "datatype": datatype}
    if field.get("description"):
        column["dc:description"] = field["description"]
    if constraints.get("required"):
        column["required"] = True
    if missing != [""]:
        column["null"] = missing
    return column


def _foreign_key(
    key: Descriptor, resource: Descriptor, paths: dict[str, str]
) -> Descriptor | None:
    """Return a key in CSVW's words; None if it leads to something that is no table."""
    reference = key["reference"]
    target = paths.get(reference.get("resource") or resource["name"])
    if target is None:
        return None
    return {
        "columnReference": key["fields"],
        "reference": {"resource": target, "columnReference": reference["fields"]},
    }
