"""How well the toolkit finds what the simulator did: knows both, and neither knows it."""
