import gzip

import pandas as pd

from soundings.simulator.csv_files import csv_bytes, gzipped


def test_a_table_is_written_plainly():
    """Fixed decimals, no -0.0, empty for missing, quotes where there is a comma."""
    table = pd.DataFrame(
        {
            "name": ["a,b", "c"],
            "lon": [-0.0000001, 1.5],
            "height_m": [float("nan"), 2.0],
            "is_far": [True, False],
            "left_s": [86_400, -1],
        }
    )

    written = csv_bytes(table, {"lon": 5}).decode().split("\n")

    assert written == [
        "name,lon,height_m,is_far,left_utc",
        '"a,b",0.00000,,true,1970-01-02T00:00:00Z',
        "c,1.50000,2.00,false,",
        "",
    ]


def test_packing_tells_no_time():
    """The same bytes today and tomorrow: the time in the header is zero."""
    packed = gzipped(b"lon,lat\n")

    assert gzip.decompress(packed) == b"lon,lat\n"
    assert packed[4:8] == bytes(4)
