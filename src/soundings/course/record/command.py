"""`course record`: make a skills record, add to it, join, check and show it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from soundings.course.record.document import (
    describe_entry,
    find_numbers,
    judge_all,
    render_document,
)
from soundings.course.record.entries import make_content, make_record_number
from soundings.course.record.file import write_whole
from soundings.course.record.form import read_form
from soundings.course.record.keys import (
    Key,
    find_key_path,
    make_key,
    read_key,
    read_public_key,
    write_public_key,
)
from soundings.course.record.passed import (
    Passed,
    describe_lesson,
    find_passed,
    read_results,
)
from soundings.course.record.records import (
    SUFFIX,
    Record,
    make_record,
    merge,
    read_record,
    write_record,
)
from soundings.course.record.seals import Standing, judge, seal, sign

_PATH = click.Path(dir_okay=False, path_type=Path)
_key_option = click.option(
    "--key", "key_path", type=_PATH, envvar="SOUNDINGS_KEY", default=find_key_path,
    help="Where your key is; else SOUNDINGS_KEY, else your settings folder.",
)  # fmt: skip
_trust_option = click.option(
    "--trust", "trusted_paths", type=_PATH, multiple=True,
    help="A public key file that you trust; can be given again.",
)  # fmt: skip


@click.group("record")
def record_command() -> None:
    """Keep a learner's skills record: a plain file that is theirs."""


@record_command.command("new")
@click.option("--name", required=True, help="What the record shall call you.")
@click.option("--output", "-o", type=_PATH, help=f"[default: NAME{SUFFIX}]")
def new_command(name: str, output: Path | None) -> None:
    """Begin a record."""
    output = output or Path(f"{_file_name(name)}{SUFFIX}")
    if output.exists():
        raise click.ClickException(
            f"{output} exists. It stays as it is: choose another file with -o."
        )
    content = make_content(
        "name", make_record_number(), datetime.now(UTC), text=name.strip()
    )
    write_record(output, make_record([seal(content)]))
    click.echo(f"{output}: a record with your name and nothing else. Keep it yourself.")


@record_command.command("write")
@click.argument("file", type=_PATH)
@click.option("--title", help="What it is about, such as My question.")
@click.option("--text", help="Your words; else they are read from standard input.")
@click.option(
    "--from", "form", type=_PATH,
    help="A form that you filled in on a page and saved as YAML, in place of both.",
)  # fmt: skip
def write_command(
    file: Path, title: str | None, text: str | None, form: Path | None
) -> None:
    """Write into FILE in your own words."""
    if (form is None) == (title is None) or (form and text is not None):
        raise click.ClickException(
            "Give either --from, or --title and your words; not both."
        )
    if form is not None:
        title, text = read_form(form)
    elif text is None:
        text = click.open_file("-", encoding="utf8").read()
    record = read_record(file)
    content = make_content(
        "text", _number_of(record), datetime.now(UTC), title=title, text=text.strip()
    )
    _add(file, record, [seal(content)])
    click.echo(f"{file}: written, and sealed.")


@record_command.command("add")
@click.argument("marks", type=click.Path(file_okay=False, path_type=Path))
@click.option("--learner", help="Only this learner.")
@click.option(
    "--output", "-o", type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the records; those there are added to.  [default: MARKS/records]",
)  # fmt: skip
@click.option(
    "--self", "by_self", is_flag=True, help="For your own record: sealed, not signed."
)
@_key_option
@click.pass_obj
def add_command(
    root: Path,
    marks: Path,
    learner: str | None,
    output: Path | None,
    by_self: bool,
    key_path: Path,
) -> None:
    """Enter the exercises passed in MARKS, a folder that `course grade` wrote."""
    results = read_results(marks / "questions.csv")
    passed = find_passed(results)
    if learner is not None and learner not in passed:
        raise click.ClickException(
            f"{marks} has no learner {learner!r}. It has: {', '.join(passed)}."
        )
    key = None if by_self else read_key(key_path)
    output = output or marks / "records"
    slugs = {exercise.slug for found in passed.values() for exercise in found}
    lessons = {slug: describe_lesson(root, slug) for slug in sorted(slugs)}
    for slug, lesson in lessons.items():
        if not lesson["skills"]:
            click.echo(f"  {slug} has no lesson with skills: entered without any")
    # Every name is looked at before the first record is written.
    wanted = [name for name in passed if learner in (None, name)]
    paths = {name: _record_path(output, name) for name in wanted}
    for name, path in paths.items():
        waiting = {row.exercise for row in results
                   if row.learner == name and row.waits_for_a_person}  # fmt: skip
        if waiting:
            click.echo(f"  {name}: answers wait for a person in {_list(waiting)}")
        if not passed[name]:
            click.echo(f"  {name}: nothing passed yet, no entry")
            continue
        record = read_record(path) if path.exists() else make_record([])
        entries = _enter(record, passed[name], lessons, key)
        output.mkdir(parents=True, exist_ok=True)
        _add(path, record, entries)
        click.echo(f"  {name}: {len(entries)} of {len(passed[name])} entered, {path}")
    click.echo("Those entered before stay as they were. Give each learner their file.")


@record_command.command("evidence")
@click.argument("file", type=_PATH)
@click.option("--what", required=True, help="What you saw, in a sentence.")
@click.option("--where", required=True, help="Where it is kept.")
@click.option(
    "--skill", "skills", multiple=True, required=True,
    help="A skill and its level, such as ENG-w; can be given again.",
)  # fmt: skip
@click.option(
    "--self", "by_self", is_flag=True, help="For your own record: sealed, not signed."
)
@_key_option
def evidence_command(
    file: Path,
    what: str,
    where: str,
    skills: tuple[str, ...],
    by_self: bool,
    key_path: Path,
) -> None:
    """Enter into FILE what you saw a learner do, and sign it."""
    record = read_record(file)
    content = make_content(
        "evidence", _number_of(record), datetime.now(UTC),
        what=what, where=where, skills=list(dict.fromkeys(skills)),
    )  # fmt: skip
    entry = seal(content) if by_self else sign(content, "mentor", read_key(key_path))
    _add(file, record, [entry])
    click.echo(f"{file}: entered, and {'sealed' if by_self else 'signed'}.")


@record_command.command("merge")
@click.argument("files", type=_PATH, nargs=-1, required=True)
@click.option("--output", "-o", type=_PATH, required=True, help="The joined record.")
def merge_command(files: tuple[Path, ...], output: Path) -> None:
    """Join FILES; nothing in any of them, or in the output, is lost."""
    records = [read_record(path) for path in files]
    others = {path.resolve() for path in files}
    if output.exists() and output.resolve() not in others:
        records.append(read_record(output))
        click.echo(f"{output} was there before: its entries are kept too.")
    joined = merge(records)
    write_record(output, joined)
    click.echo(f"{output}: {_count(joined.entries)} from {len(records)} records.")
    numbers = find_numbers(judge_all(joined, {}))
    if len(numbers) > 1:
        click.echo(f"They were made for {len(numbers)} records: {', '.join(numbers)}.")


@record_command.command("check")
@click.argument("file", type=_PATH)
@_trust_option
@_key_option
def check_command(file: Path, trusted_paths: tuple[Path, ...], key_path: Path) -> None:
    """
    Say of each entry in FILE how far it can be believed.

    Ends with status 1 if an entry was altered, or if something stands in the file
    that nobody sealed.
    """
    record = read_record(file)
    trusted = _read_trusted(trusted_paths, key_path)
    judged = judge_all(record, trusted)
    for item in judged:
        found = item.judgement
        word = {
            Standing.GOOD: f"good, {found.by} says so",
            Standing.UNKNOWN_KEY: f"signed by an unknown key, by {found.by}",
            Standing.ALTERED: f"ALTERED: {'; '.join(found.reasons)}",
        }[found.standing]
        click.echo(
            f"  {_on_one_line(describe_entry(item.entry))}: {_on_one_line(word)}"
        )
        for remark in found.remarks:
            click.echo(f"    not known: {_on_one_line(remark)}")
    for field in record.unknown:
        click.echo(f"  SEALED BY NOBODY: {_on_one_line(str(field)[:100])}")
    numbers = find_numbers(judged)
    if len(numbers) > 1:
        click.echo(
            f"  Entries for {len(numbers)} records are joined here: "
            f"{', '.join(numbers)}. Are all of them this learner's?"
        )
    altered = sum(item.is_altered for item in judged)
    unknown = sum(item.is_unknown for item in judged)
    click.echo(
        f"{_count(judged)}: {len(judged) - altered - unknown} good, {unknown} signed "
        f"by unknown keys, {altered} altered."
    )
    if altered or record.unknown:
        raise SystemExit(1)


@record_command.command("show")
@click.argument("file", type=_PATH)
@click.option("--output", "-o", type=_PATH, required=True, help="An .html file.")
@_trust_option
@_key_option
def show_command(
    file: Path, output: Path, trusted_paths: tuple[Path, ...], key_path: Path
) -> None:
    """Write FILE as a page to read, print or send."""
    if output.suffix.lower() not in (".html", ".htm"):
        raise click.ClickException(
            f"{output} would be a web page. Give it a name that ends in .html."
        )
    record = read_record(file)
    write_whole(output, render_document(record, _read_trusted(trusted_paths, key_path)))
    click.echo(f"{output}: {_count(record.entries)}.")


@record_command.command("key")
@click.option("--name", help="What others shall call you; needed for a new key.")
@click.option("--output", "-o", type=_PATH, help="Write the public key to this file.")
@_key_option
def key_command(name: str | None, output: Path | None, key_path: Path) -> None:
    """Make the key you sign with, or show the one you have."""
    if name is not None:
        key = make_key(key_path, name)
        click.echo(f"Made {key_path}. Keep it to yourself, and keep a copy.")
    else:
        key = read_key(key_path)
    click.echo(f"{key.public.name}: {key.public.fingerprint}")
    if output:
        write_public_key(output, key.public)
        click.echo(f"{output}: the public key, for those who check your signatures.")


def _enter(
    record: Record,
    passed: Iterable[Passed],
    lessons: dict[str, dict[str, Any]],
    key: Key | None,
) -> list[dict[str, Any]]:
    """Make the entries that the record does not hold yet."""
    number = _number_of(record)
    held = [_without_date(e) for e in record.entries if _is_whole(e)]
    entries = []
    for exercise in passed:
        content = make_content(
            "exercise",
            number,
            exercise.handed_in or datetime.now(UTC),
            **lessons[exercise.slug],
            points=exercise.points,
            out_of=exercise.out_of,
        )
        entry = sign(content, "marked", key) if key else seal(content)
        if _without_date(entry) not in held:
            entries.append(entry)
    return entries


def _without_date(entry: dict[str, Any]) -> dict[str, Any]:
    seals = ("date", "id", "signature")
    return {key: value for key, value in entry.items() if key not in seals}


def _is_whole(entry: Any) -> bool:
    return judge(entry, {}).standing is not Standing.ALTERED


def _number_of(record: Record) -> str:
    """Give the record's number: that of its name, else its first entry's, else a new one."""
    whole = [entry for entry in record.entries if _is_whole(entry)]
    # A name is typed by the learner; what was joined to it may be for another record.
    whole.sort(key=lambda entry: entry["kind"] != "name")
    return str(whole[0]["record"]) if whole else make_record_number()


def _add(path: Path, record: Record, entries: Iterable[Any]) -> None:
    write_record(path, merge([record, make_record(entries)]))


def _read_trusted(paths: Iterable[Path], own: Path) -> dict[str, str]:
    keys = [read_public_key(path) for path in paths]
    if own.exists():
        keys.append(read_key(own).public)
    return {key.key: key.name for key in keys}


def _record_path(folder: Path, learner: str) -> Path:
    if learner in ("", ".", "..") or re.search(r"[/\\\0]", learner):
        raise click.ClickException(
            f"{learner!r} cannot be part of a file's name. Correct it in questions.csv."
        )
    return folder / f"{learner}{SUFFIX}"


def _file_name(name: str) -> str:
    return re.sub(r"[^\w-]+", "-", name).strip("-") or "my"


def _on_one_line(text: str) -> str:
    """Keep what somebody typed from moving the cursor of the terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _count(entries: Any) -> str:
    return f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
