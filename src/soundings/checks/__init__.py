"""What an exercise says of an answer; `check.R` is the same in R.

    q = check("fastest-ship", points=4)
    q.number("fastest_knots", lambda: fastest_knots, at_least=0)
    q.that(
        "it is below 102.3, which is how a ship says it does not know",
        lambda: fastest_knots < 102.3,
        hint=("Which rows hold a speed that nobody measured?", "Begin with: known = ..."),
    )
    q.score()

Every claim is tried, and each gets a line: ✓ or ✗, the claim, and the reason if
there is one. Claims stand in the order of an answer's properties: it exists, its
type, its shape, its values, the reason. Nothing beyond the standard library is
needed, so that it also runs in a browser page.

Whoever wants a copy that nobody has tampered with loads the whole package afresh:
`question` uses the other modules, and they each other.
"""

from soundings.checks.question import RESULT, check

__all__ = ["RESULT", "check"]
