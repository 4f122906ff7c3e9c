"""Soundings: a data science course for public servants, in R and Python."""

from soundings.checks import check
from soundings.setup_check import check_setup

__all__ = ["check", "check_setup"]
