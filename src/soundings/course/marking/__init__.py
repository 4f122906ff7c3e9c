"""Marking a cohort: nbgrader is in charge, and this is what it is given.

A submission is read, rebuilt on the released notebook and run in a *slot*, a
process of its own, one per core (`slot`, `slots`, `execution`). What comes back
goes through nbgrader's own steps in the one process that writes the gradebook
(`gradebook`), and then has a line in the journal (`journal`). `cohort` holds the
folder, `tables` what is read from the gradebook at the end, `command` the command.
"""
