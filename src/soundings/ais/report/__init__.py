"""One page about ports, for people who will not run anything."""
