"""A learner's skills record: a plain file that is theirs, and that shows edits."""
