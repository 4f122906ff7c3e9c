"""
Cut `ports.csv` from the World Port Index and our own notes on each port.

The World Port Index is a work of the United States' National Geospatial-Intelligence
Agency, in the public domain, as the Python package `tracktable-data` 1.7.3.1 carries
it. Ours are the UN/LOCODE, the name, the region, the main cargo and the time zone.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

SOURCE = "python_info_data/ports.csv"  # inside the package

# port_id, number in the World Port Index, name, country, region (UN M49), main cargo,
# time zone. First the operating ports, then those that only the simulator offers,
# then the partners.
PORTS = """
GBFXT,31560,Felixstowe,GBR,Northern Europe,container,Europe/London
GBSOU,35580,Southampton,GBR,Northern Europe,container,Europe/London
GBDVR,35710,Dover,GBR,Northern Europe,ro_ro,Europe/London
GBIMM,31650,Immingham,GBR,Northern Europe,dry_bulk,Europe/London
IDJKT,50970,Jakarta (Tanjung Priok),IDN,South-eastern Asia,container,Asia/Jakarta
IDSUB,51130,Surabaya (Tanjung Perak),IDN,South-eastern Asia,container,Asia/Jakarta
GRPIR,42230,Piraeus,GRC,Southern Europe,container,Europe/Athens
MTMLA,40330,Malta (Valletta and Marsaxlokk),MLT,Southern Europe,container,Europe/Malta
GBMLF,34880,Milford Haven,GBR,Northern Europe,tanker,Europe/London
GBLON,31470,London,GBR,Northern Europe,container,Europe/London
GBBEL,33770,Belfast,GBR,Northern Europe,ro_ro,Europe/London
IDBLW,50730,Belawan,IDN,South-eastern Asia,general_cargo,Asia/Jakarta
IDUPG,52320,Makassar (Ujung Pandang),IDN,South-eastern Asia,general_cargo,Asia/Makassar
GBLIV,34690,Liverpool,GBR,Northern Europe,container,Europe/London
IDSRG,51040,Semarang,IDN,South-eastern Asia,general_cargo,Asia/Jakarta
IDBPN,51840,Balikpapan,IDN,South-eastern Asia,dry_bulk,Asia/Makassar
SGSIN,50000,Singapore,SGP,South-eastern Asia,container,Asia/Singapore
CNSHA,59970,Shanghai,CHN,Eastern Asia,container,Asia/Shanghai
NLRTM,31140,Rotterdam,NLD,Western Europe,container,Europe/Amsterdam
BEANR,31250,Antwerp,BEL,Western Europe,container,Europe/Brussels
DEHAM,30780,Hamburg,DEU,Western Europe,container,Europe/Berlin
FRCQF,35750,Calais,FRA,Western Europe,ro_ro,Europe/Paris
FRDKK,35732,Dunkirk,FRA,Western Europe,ro_ro,Europe/Paris
SEGOT,24020,Gothenburg,SWE,Northern Europe,ro_ro,Europe/Stockholm
ESALG,38310,Algeciras,ESP,Southern Europe,container,Europe/Madrid
ITGIT,40115,Gioia Tauro,ITA,Southern Europe,container,Europe/Rome
GRHER,43130,Heraklion,GRC,Southern Europe,passenger,Europe/Athens
EGPSD,45140,Port Said,EGY,Northern Africa,container,Africa/Cairo
QARLF,48297,Ras Laffan,QAT,Western Asia,tanker,Asia/Qatar
USNYC,7640,New York,USA,Northern America,container,America/New_York
"""
N_OPERATING = 8

COLUMNS = {
    "harbour_type": "Harbor Type",
    "tide_range_m": "Tidal Range (m)",
    "channel_depth_m": "Channel Depth (m)",
    "anchorage_depth_m": "Anchorage Depth (m)",
    "pier_depth_m": "Cargo Pier Depth (m)",
    "max_draught_m": "Maximum Vessel Draft (m)",
}


def ports_csv(package: Path) -> bytes:
    """
    Return the table of ports.

    The index writes 0 for a depth or a tide that it does not know; here that is
    empty.
    """
    with (package / SOURCE).open(encoding="utf-8", newline="") as file:
        index = {row["World Port Index Number"]: row for row in csv.DictReader(file)}
    rows = []
    for position, line in enumerate(PORTS.strip().splitlines()):
        port_id, number, name, country, region, cargo, timezone = line.split(",")
        entry = index[number]
        figures = {column: entry[theirs] for column, theirs in COLUMNS.items()}
        rows.append(
            {
                "port_id": port_id,
                "port_name": name,
                "country_iso3": country,
                "region": region,
                "lon": f"{float(entry['Longitude']):.4f}",
                "lat": f"{float(entry['Latitude']):.4f}",
                **{k: "" if figure == "0" else figure for k, figure in figures.items()},
                "main_cargo": cargo,
                "timezone": timezone,
                "is_operating": "true" if position < N_OPERATING else "false",
                "source": f"World Port Index {number}",
            }
        )
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")
