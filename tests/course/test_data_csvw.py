import json

import pytest

from soundings.course.data.csvw import describe, write_metadata

PACKAGE = {
    "title": "Calls",
    "resources": [
        {
            "name": "ports",
            "path": "ports.csv",
            "schema": {"fields": [{"name": "port_id", "type": "string"}]},
        },
        {
            "name": "calls",
            "path": "calls.csv.gz",
            "description": "One row is one call.",
            "schema": {
                "fields": [
                    {
                        "name": "port_id",
                        "type": "string",
                        "description": "where",
                        "constraints": {"required": True},
                    },
                    {
                        "name": "stay_hours",
                        "type": "number",
                        "constraints": {"minimum": 0},
                    },
                    {"name": "is_long", "type": "boolean"},
                ],
                "missingValues": ["", ":"],
                "primaryKey": ["port_id"],
                "foreignKeys": [
                    {
                        "fields": "port_id",
                        "reference": {"resource": "ports", "fields": "port_id"},
                    },
                    {
                        "fields": "port_id",
                        "reference": {"resource": "outlines", "fields": "port_id"},
                    },
                ],
            },
        },
        {"name": "outlines", "path": "outlines.geojson"},
    ],
}


@pytest.fixture
def calls() -> dict:
    return describe(PACKAGE)["tables"][1]


def test_only_tables_are_described():
    """A map is not CSV, so CSVW has nothing to say of it."""
    group = describe(PACKAGE)

    assert group["@context"][0] == "http://www.w3.org/ns/csvw"
    assert group["dc:title"] == "Calls"
    assert [table["url"] for table in group["tables"]] == ["ports.csv", "calls.csv.gz"]


def test_columns_keep_type_limits_and_meaning(calls):
    """Each word of the schema has its place in CSVW."""
    port, stay, is_long = calls["tableSchema"]["columns"]

    assert (port["datatype"], port["required"]) == ("string", True)
    assert port["dc:description"] == "where"
    assert stay["datatype"] == {"base": "number", "minimum": 0}
    assert is_long["datatype"] == {"base": "boolean", "format": "true|false"}
    assert is_long["null"] == ["", ":"]


def test_keys_lead_to_the_file_not_to_the_name(calls):
    """A key to something that is no table is left out."""
    schema = calls["tableSchema"]

    assert schema["primaryKey"] == ["port_id"]
    assert schema["foreignKeys"] == [
        {
            "columnReference": "port_id",
            "reference": {"resource": "ports.csv", "columnReference": "port_id"},
        }
    ]


def test_a_family_without_tables_has_no_metadata(tmp_path):
    """Base maps get no empty file."""
    package = {"resources": [{"name": "outlines", "path": "outlines.geojson"}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf8")

    assert write_metadata(tmp_path) is None
