"""The course's own world, made once in a process: it takes some seconds."""

from __future__ import annotations

from functools import cache

from soundings.simulator.eight_ports import SEED, SETTINGS
from soundings.simulator.geography import Geography, read_geography
from soundings.simulator.world import World, make_world


@cache
def geography() -> Geography:
    """Return the course's geography."""
    return read_geography()


@cache
def world() -> World:
    """Return the world of family C."""
    return make_world(geography(), SETTINGS, SEED)
