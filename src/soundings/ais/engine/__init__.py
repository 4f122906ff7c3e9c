"""Files of reports to a store of days, and the store to results, in bounded memory."""
