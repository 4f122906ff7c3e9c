"""Whether the checks of exercises hold: answers that must pass, and those that must not."""
