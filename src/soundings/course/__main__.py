"""Lets `python -m soundings.course` be `course`."""

from soundings.course.cli import main

main()
