"""Soundings: a data science course for public servants, in R and Python."""

from soundings.checks import check

__all__ = ["check"]
