"""
Fences as a table of grid cells: most positions are placed by arithmetic alone.

Each fence is covered with cells of 0.01 degrees. A cell that no side of the outline
touches lies wholly inside or wholly outside, so a position in it needs no geometry;
only positions in cells that are cut are compared with the outline, by the same
even-odd rule as `fences.locate`. The result is therefore that of `locate`, on the
outline too.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from soundings.ais.engine.stretch import Ints, spread
from soundings.ais.geometry import Bools, Floats, is_inside
from soundings.ais.runs import PLACES
from soundings.ais.tables import FENCES, check_columns

CELLS_PER_DEGREE: Final = 100
ROW: Final = 1_000_000
"""A cell's number is floor(lat · 100) · 1,000,000 + floor(lon · 100)."""

BITS: Final = 16
"""One place code holds a number of 16 bits for each kind; 0 is outside."""

# Sides are widened by this before cells are marked as cut, a tenth of a millimetre:
# floor(lon * 100) may round a position into the cell beside its own.
MARGIN_DEGREES: Final = 1e-9


class Grid(NamedTuple):
    """Fences made ready for `place_codes`; made by `make_grid`, read by nobody else."""

    names: dict[str, npt.NDArray[np.object_]]
    cell: Ints
    whole: Ints
    """The place code of each cell, from the fences that hold it entirely."""
    first: Ints
    """Where in `cut_fence` the fences that cut this cell begin; one more at the end."""
    cut_fence: Ints
    rings: list[Floats]
    code: Ints
    """The place code of each fence alone."""


def make_grid(fences: pd.DataFrame) -> Grid:
    """
    Return the fences as grid cells, for `place_codes`.

    Parameters
    ----------
    fences : DataFrame
        A fences table (see `ais.tables`), from `read_fences` or `make_fences`: those
        refuse overlaps and the antimeridian, which nothing here handles.

    Raises
    ------
    ValueError
        If a column is missing, or one kind has more than 65,535 fences.
    """
    check_columns(fences, tuple(FENCES), "make_grid")
    names: dict[str, npt.NDArray[np.object_]] = {}
    rings: list[Floats] = []
    codes: list[int] = []
    tables: list[pd.DataFrame] = []
    for place, kind in enumerate(PLACES):
        same_kind = fences[fences["kind"] == kind]
        if len(same_kind) >= 2**BITS:
            raise ValueError(
                f"make_grid: {len(same_kind)} fences of kind {kind}. Split the table "
                f"by region: at most {2**BITS - 1} go into one grid."
            )
        names[kind] = np.array([None, *same_kind["fence"]], dtype=object)
        for number, ring in enumerate(same_kind["ring"], start=1):
            corners = np.asarray(ring, dtype=float)
            cell, is_cut = cover(corners)
            tables.append(
                pd.DataFrame({"cell": cell, "is_cut": is_cut, "fence": len(rings)})
            )
            rings.append(corners)
            codes.append(number << (BITS * place))
    code = np.array(codes, dtype=np.int64)
    empty = pd.DataFrame({"cell": [], "is_cut": [], "fence": []}, dtype=np.int64)
    table = pd.concat(tables or [empty], ignore_index=True)
    cell = np.unique(table["cell"].to_numpy(np.int64))
    row = np.searchsorted(cell, table["cell"].to_numpy(np.int64))
    is_cut = table["is_cut"].to_numpy(bool)
    fence = table["fence"].to_numpy(np.int64)
    # Fences of one kind never overlap, so no two add to the same bits of a cell.
    whole = np.zeros(len(cell), dtype=np.int64)
    np.bitwise_or.at(whole, row[~is_cut], code[fence[~is_cut]])
    order = np.lexsort((fence[is_cut], row[is_cut]))
    first = np.searchsorted(row[is_cut][order], np.arange(len(cell) + 1))
    return Grid(names, cell, whole, first, fence[is_cut][order], rings, code)


def cover(ring: Floats) -> tuple[Ints, Bools]:
    """
    Return the cells a closed ring touches, and which of them its outline cuts.

    Cells that are not cut lie wholly inside. A few cells may be called cut that the
    outline only comes close to: they cost time and change nothing.

    Examples
    --------
    A square of three cells by three has one cell that its outline does not touch.

    >>> square = np.array([(0, 0), (0.03, 0), (0.03, 0.03), (0, 0.03), (0, 0)]) + 0.005
    >>> cell, is_cut = cover(square)
    >>> len(cell), cell[~is_cut].tolist()
    (16, [1000001, 1000002, 2000001, 2000002])
    """
    cut = np.unique(np.concatenate([_cells_of_side(p, q) for p, q in pairwise(ring)]))
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    columns = np.arange(_column(west), _column(east) + 1)
    rows = np.arange(_column(south), _column(north) + 1)
    x, y = (a.ravel() for a in np.meshgrid(columns, rows))
    inner = np.setdiff1d(y * ROW + x, cut)
    # The number's parts come back by rounding, since the column may be negative.
    y = (inner + ROW // 2) // ROW
    x = inner - y * ROW
    middle = (x + 0.5) / CELLS_PER_DEGREE, (y + 0.5) / CELLS_PER_DEGREE
    inner = inner[is_inside(*middle, ring)]
    cell = np.concatenate([inner, cut])
    return cell, np.arange(len(cell)) >= len(inner)


def _cells_of_side(start: Floats, end: Floats) -> Ints:
    """Return the cells a side passes through, and those within the margin of it."""
    (x_1, y_1), (x_2, y_2) = sorted((tuple(start), tuple(end)), key=lambda p: p[1])
    rows = np.arange(_column(y_1 - MARGIN_DEGREES), _column(y_2 + MARGIN_DEGREES) + 1)
    # Within each row of cells the side spans the longitudes between two heights.
    low = np.clip(rows / CELLS_PER_DEGREE - MARGIN_DEGREES, y_1, y_2)
    high = np.clip((rows + 1) / CELLS_PER_DEGREE + MARGIN_DEGREES, y_1, y_2)
    if y_1 == y_2:
        x_low, x_high = np.full(len(rows), x_1), np.full(len(rows), x_2)
    else:
        slope = (x_2 - x_1) / (y_2 - y_1)
        x_low, x_high = x_1 + slope * (low - y_1), x_1 + slope * (high - y_1)
    west = np.minimum(x_low, x_high) - MARGIN_DEGREES
    east = np.maximum(x_low, x_high) + MARGIN_DEGREES
    return np.concatenate(
        [
            row * ROW + np.arange(_column(w), _column(e) + 1)
            for row, w, e in zip(rows, west, east, strict=True)
        ]
    )


def _column(degrees: float) -> int:
    return int(np.floor(degrees * CELLS_PER_DEGREE))


def place_codes(lon: Floats, lat: Floats, grid: Grid) -> Ints:
    """
    Return for each position one integer that says where it is; 0 is outside all.

    Parameters
    ----------
    lon, lat : array of float64
        Positions on the globe, without missing values. Rows that follow one vessel
        are fast: a cell is looked up once for as long as the vessel stays in it.
    grid : Grid
        From `make_grid`.

    Returns
    -------
    array of int64
        Equal codes are equal places. `place_names` gives the fences' names.

    Examples
    --------
    >>> square = [(0, 0), (2, 0), (2, 2), (0, 2), (0, 0)]
    >>> fences = pd.DataFrame({
    ...     "fence": ["harbour"], "name": ["Harbour"], "kind": ["port"], "ring": [square],
    ... })
    >>> grid = make_grid(fences)
    >>> codes = place_codes(np.array([1.0, 3.0]), np.array([1.0, 1.0]), grid)
    >>> place_names(codes, "port", grid).tolist()
    ['harbour', None]
    """
    codes = np.zeros(len(lon), dtype=np.int64)
    if not len(lon) or not len(grid.cell):
        return codes
    query = np.floor(lat * CELLS_PER_DEGREE).astype(np.int64) * ROW
    query += np.floor(lon * CELLS_PER_DEGREE).astype(np.int64)
    begins = np.flatnonzero(np.concatenate(([True], query[1:] != query[:-1])))
    wanted = query[begins]
    found = np.searchsorted(grid.cell, wanted)
    found[found == len(grid.cell)] = 0
    is_known = grid.cell[found] == wanted
    lengths = np.diff(np.append(begins, len(query)))
    codes = np.repeat(np.where(is_known, grid.whole[found], 0), lengths)

    n_cuts = np.where(is_known, grid.first[found + 1] - grid.first[found], 0)
    for step in range(int(n_cuts.max())):
        # The step-th fence that cuts each cell, for all positions in such cells.
        stretch = np.flatnonzero(n_cuts > step)
        row = spread(begins[stretch], lengths[stretch])
        fence = np.repeat(
            grid.cut_fence[grid.first[found[stretch]] + step], lengths[stretch]
        )
        _add_where_inside(codes, lon, lat, row, fence, grid)
    return codes


def _add_where_inside(
    codes: Ints, lon: Floats, lat: Floats, row: Ints, fence: Ints, grid: Grid
) -> None:
    # One sort instead of one search per fence: hundreds of fences cost no more than one.
    order = np.argsort(fence.astype(np.int32), kind="stable")
    row, fence = row[order], fence[order]
    bounds = np.flatnonzero(np.concatenate(([True], fence[1:] != fence[:-1], [True])))
    for begin, end in pairwise(bounds):
        near, one = row[begin:end], int(fence[begin])
        inside = near[is_inside(lon[near], lat[near], grid.rings[one])]
        codes[inside] |= grid.code[one]


def place_names(codes: Ints, kind: str, grid: Grid) -> npt.NDArray[np.object_]:
    """Return the name of the fence of one kind that each code stands for, or None."""
    number = (codes >> (BITS * PLACES.index(kind))) & (2**BITS - 1)
    return np.asarray(grid.names[kind][number], dtype=object)
