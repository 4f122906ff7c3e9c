"""A form that a reader filled in on a page and saved as YAML."""

from __future__ import annotations

from pathlib import Path

import click
import yaml


def read_form(path: Path) -> tuple[str, str]:
    """
    Read a saved form.

    Parameters
    ----------
    path : Path

    Returns
    -------
    tuple of str and str
        The form's title, and the file's text as it is, prompts and all.

    Raises
    ------
    click.ClickException
        If it cannot be read, is no YAML, or has no title.
    """
    try:
        text = path.read_text("utf8")
        content = yaml.safe_load(text)
    except OSError as error:
        raise click.ClickException(
            f"{path} cannot be read ({error.strerror}). Check its name."
        ) from error
    except UnicodeError:
        raise click.ClickException(
            f"{path} is not UTF-8 throughout. Save the form again on its page."
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark else ""
        raise click.ClickException(
            f"{path} cannot be read as YAML{where}. Mend that, or save the form again "
            "on its page."
        ) from None
    title = content.get("title") if isinstance(content, dict) else None
    if not isinstance(title, str) or not title.strip():
        raise click.ClickException(
            f"{path} has no title, so it is no form saved on a page. To enter other "
            "words, give --title and --text."
        )
    return title, text
