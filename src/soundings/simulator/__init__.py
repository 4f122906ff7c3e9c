"""Ships that behave and receivers that do not: simulated data with the truth beside it."""
