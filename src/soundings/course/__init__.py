"""Builds, releases, checks and marks the course; knows nothing about ships."""

import sys

# jsonschema, which reads every notebook, would first compile a grammar of international
# addresses: a second and more of each command, for a format that nothing here checks.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
