"""Write a text as a literal of the kernel's language."""

from __future__ import annotations


def quote(text: str, language: str) -> str:
    r"""
    Quote a text for Python or R.

    Other characters than ASCII are escaped, so that neither a kernel's locale nor
    its encoding has a say.

    Examples
    --------
    >>> print(quote('a "b"\n✓', "R"))
    "a \"b\"\n\u2713"
    >>> print(quote("it's 🚢", "R"))
    "it's \U0001f6a2"
    """
    if language == "python":
        return ascii(text)
    marks = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(marks.get(c) or _plain(c) for c in text) + '"'


def _plain(character: str) -> str:
    code = ord(character)
    if 32 <= code < 127:
        return character
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
