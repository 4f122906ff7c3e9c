import csv
import hashlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import click
import pytest
import requests
from click.testing import CliRunner

from soundings.course.cli import main
from soundings.course.data.download import CHUNK, download, plain_disk_errors
from soundings.course.data.fetch import Fetch
from soundings.course.data.manifest import Publication, read_manifest

SHIPS = bytes(range(256)) * (CHUNK // 64)  # four chunks, so that a cut leaves some
RIGHT = hashlib.sha256(SHIPS).hexdigest()


@dataclass
class Server:
    """A publisher on this machine whose faults can be chosen."""

    url: str = ""
    content: bytes = SHIPS
    tag: str = '"first"'
    kind: str = "text/csv"
    status: int = 200
    cuts: list[int] = field(default_factory=list)  # bytes each answer stops after
    newer: bytes = b""  # what the file is after the first cut
    knows_ranges: bool = True
    checks_tags: bool = True
    hang: threading.Event | None = None  # waited for where it would be cut
    ranges: list[str | None] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a request: a page, the file, the rest of it, or an error."""
        if handler.path in self.pages:
            self.send(handler, 200, self.pages[handler.path].encode(), "text/html")
            return
        asked = handler.headers.get("Range")
        self.ranges.append(asked)
        is_same = handler.headers.get("If-Range") == self.tag or not self.checks_tags
        if self.status != 200 or not (asked and self.knows_ranges and is_same):
            self.send(handler, self.status, self.content, self.kind)
            return
        begin = int(asked.removeprefix("bytes=").rstrip("-"))
        if begin >= len(self.content):
            self.send(handler, 416, b"", self.kind)
            return
        total = len(self.content)
        part = {"Content-Range": f"bytes {begin}-{total - 1}/{total}"}
        self.send(handler, 206, self.content[begin:], self.kind, part)

    def send(
        self,
        handler: BaseHTTPRequestHandler,
        status: int,
        body: bytes,
        kind: str,
        more: dict[str, str] | None = None,
    ) -> None:
        """Send an answer, or as much of it as the next cut allows."""
        handler.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(body))} | (
            more or {}
        )
        if self.tag:
            headers["ETag"] = self.tag
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if self.cuts:
            body = body[: self.cuts.pop(0)]
            if self.newer:
                self.content, self.tag = self.newer, '"second"'
        handler.wfile.write(body)
        handler.wfile.flush()
        if self.hang:
            self.hang.wait(30)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    publisher = Server()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            publisher.answer(self)

        def log_message(self, *args: object) -> None:
            """Keep quiet."""

    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        publisher.url = f"http://127.0.0.1:{http.server_port}"
        thread = threading.Thread(target=http.serve_forever, args=[0.02])
        thread.start()
        yield publisher
        if publisher.hang:
            publisher.hang.set()
        http.shutdown()
        thread.join()


def make_publication(**changes: str) -> Publication:
    return Publication(
        **{
            "id": "ships",
            "title": "Ships",
            "publisher": "A ministry",
            "landing_url": "http://127.0.0.1:9/page",
            "file_url": "http://127.0.0.1:9/ships.csv",
            "file_name": "ships.csv",
            "licence": "Open Government Licence v3.0",
            "is_open": "true",
            "attribution": "Contains public sector information.",
            "sha256": RIGHT,
            "kind": "pinned",
            "status": "verified",
            "size_hint": "small",
            "retrieved_on": "",
            "lessons": "",
            "substitute": "official/ships.csv",
        }
        | changes
    )


ROLLING = {"sha256": "", "kind": "rolling", "status": "unverified"}


def files_in(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_a_file_with_the_right_checksum_is_kept(server, tmp_path, capsys):
    """It is where it was said, its licence is printed, and it is in the lock file."""
    target = Fetch(tmp_path, server.url).run(make_publication())

    said = capsys.readouterr().out
    assert target == tmp_path / "ships" / "ships.csv"
    assert target.read_bytes() == SHIPS
    assert "Open Government Licence v3.0. Contains public sector information." in said
    assert files_in(tmp_path) == ["lock.json", "ships/ships.csv"]
    assert json.loads((tmp_path / "lock.json").read_text())["ships"]["sha256"] == RIGHT


def test_a_file_with_a_wrong_checksum_leaves_nothing_behind(server, tmp_path):
    """The error gives both checksums."""
    server.content = b"something else"

    with pytest.raises(click.ClickException) as refused:
        Fetch(tmp_path, server.url).run(make_publication())

    assert RIGHT in refused.value.message
    assert hashlib.sha256(b"something else").hexdigest() in refused.value.message
    assert files_in(tmp_path) == []


def test_what_is_here_is_not_fetched_again(server, tmp_path):
    """A second run needs no network."""
    fetch = Fetch(tmp_path, server.url)
    fetch.run(make_publication())
    fetch.run(make_publication())

    assert server.ranges == [None]


def test_a_changed_copy_is_not_replaced(server, tmp_path):
    """Somebody's edits are theirs; the message says to move the file away."""
    fetch = Fetch(tmp_path, server.url, refresh=True)
    target = fetch.run(make_publication())
    target.write_bytes(b"my notes")

    with pytest.raises(click.ClickException, match="Move it away"):
        fetch.run(make_publication())

    assert target.read_bytes() == b"my notes"


def test_a_cut_connection_goes_on_where_it_stopped(server, tmp_path):
    """The second request asks for the rest only."""
    server.cuts = [CHUNK * 2]

    target = Fetch(tmp_path, server.url).run(make_publication())

    assert target.read_bytes() == SHIPS
    assert server.ranges == [None, f"bytes={CHUNK * 2}-"]


def test_a_server_that_ignores_ranges_is_read_from_the_beginning(server, tmp_path):
    """The whole file after part of it does not make one and a half."""
    server.cuts = [CHUNK]
    server.knows_ranges = False

    target = Fetch(tmp_path, server.url).run(make_publication())

    assert target.read_bytes() == SHIPS
    assert len(server.ranges) == 2


@pytest.mark.parametrize("checks_tags", [True, False])
@pytest.mark.parametrize("newer", [SHIPS[::-1], SHIPS[::-1] + b"more"])
def test_two_versions_are_never_joined(server, tmp_path, checks_tags, newer):
    """If the file changed between two attempts, the new one is read whole."""
    part = tmp_path / "ships.csv.part"
    server.cuts, server.newer, server.checks_tags = [CHUNK], newer, checks_tags

    download(f"{server.url}/ships/ships.csv", part, "ships.csv")

    assert server.ranges[1] == f"bytes={CHUNK}-"
    assert part.read_bytes() == newer


def test_a_server_that_falls_silent_is_given_up(server, tmp_path):
    """A wait has an end, and what came is kept."""
    part = tmp_path / "ships.csv.part"
    server.cuts, server.hang = [CHUNK, 0], threading.Event()

    with pytest.raises(requests.RequestException):
        download(f"{server.url}/ships/ships.csv", part, "ships.csv", (5.0, 0.3))

    assert part.read_bytes() == SHIPS[:CHUNK]


def test_without_a_tag_nothing_is_resumed(server, tmp_path):
    """A server that cannot say whether its file is the same is read anew."""
    server.tag = ""
    server.cuts = [CHUNK]

    target = Fetch(tmp_path, server.url).run(make_publication())

    assert target.read_bytes() == SHIPS
    assert server.ranges == [None, None]


def test_a_rolling_file_is_trusted_once_and_locked(server, tmp_path, capsys):
    """No checksum is known beforehand, and that is said."""
    Fetch(tmp_path, server.url).run(make_publication(**ROLLING))

    said = capsys.readouterr().out
    assert f"Nobody has verified this file; locked as SHA-256 {RIGHT}" in said


def test_a_changed_rolling_file_is_reported_and_the_old_one_kept(
    server, tmp_path, capsys
):
    """Refreshing takes the new release and keeps the old one under its date."""
    publication = make_publication(**ROLLING)
    target = Fetch(tmp_path, server.url).run(publication)
    server.content, server.tag = b"ship\nNEW\n", '"second"'

    Fetch(tmp_path, server.url, refresh=True).run(publication)

    said = capsys.readouterr().out
    today = json.loads((tmp_path / "lock.json").read_text())["ships"]["retrieved_on"]
    assert target.read_bytes() == b"ship\nNEW\n"
    assert (target.parent / f"{today}_ships.csv").read_bytes() == SHIPS
    assert f"SHA-256 was {RIGHT}" in said


def test_an_unchanged_rolling_file_is_said_to_be_so(server, tmp_path, capsys):
    """Refreshing a release that is still the latest changes nothing."""
    publication = make_publication(**ROLLING)
    Fetch(tmp_path, server.url).run(publication)

    Fetch(tmp_path, server.url, refresh=True).run(publication)

    assert "Unchanged since" in capsys.readouterr().out
    assert files_in(tmp_path) == ["lock.json", "ships/ships.csv"]


def test_a_lost_rolling_file_does_not_come_back_as_another(server, tmp_path):
    """The lock remembers what an analysis was made with."""
    publication = make_publication(**ROLLING)
    Fetch(tmp_path, server.url).run(publication).unlink()
    server.content, server.tag = b"ship\nNEW\n", '"second"'

    with pytest.raises(click.ClickException, match=r"has changed since .* --refresh"):
        Fetch(tmp_path, server.url).run(publication)

    assert files_in(tmp_path) == ["lock.json"]


def test_a_file_saved_by_hand_is_taken_and_locked(tmp_path, capsys):
    """Where programs are kept out, a browser will do."""
    target = tmp_path / "ships" / "ships.csv"
    target.parent.mkdir()
    target.write_bytes(SHIPS)

    Fetch(tmp_path).run(make_publication(**ROLLING))

    assert "saved by hand" in capsys.readouterr().out
    lock = json.loads((tmp_path / "lock.json").read_text())
    assert lock["ships"]["url"] == "saved by hand"


def test_a_new_address_is_found_on_the_landing_page(server, tmp_path):
    """Where each release has a new address, the page's link is followed."""
    server.pages["/page"] = '<a href="/media/6f1/ships.csv">SHIPS</a>'
    publication = make_publication(
        landing_url=f"{server.url}/page", file_url="link:*/ships.csv"
    )

    assert Fetch(tmp_path).run(publication).read_bytes() == SHIPS


def test_offline_the_message_names_what_to_use_instead(tmp_path, monkeypatch):
    """Nobody is stuck: the course brings a substitute."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")

    with pytest.raises(click.ClickException) as refused:
        Fetch(tmp_path).run(make_publication())

    assert "no whole answer from 127.0.0.1" in refused.value.message
    assert "use datasets/official/ships.csv, which comes with" in refused.value.message
    assert files_in(tmp_path) == []


@pytest.mark.parametrize(
    ("status", "kind", "says"),
    [
        (404, "text/html", "has no such file"),
        (403, "text/html", "Save it with a browser"),
        (503, "text/plain", "answered with error 503"),
        (200, "text/html; charset=utf-8", "sent a web page instead"),
    ],
)
def test_what_a_server_refuses_is_explained(server, tmp_path, status, kind, says):
    """Each fault has its own advice, and the way to save the file by hand."""
    server.status, server.kind = status, kind

    with pytest.raises(click.ClickException) as refused:
        Fetch(tmp_path, server.url).run(make_publication())

    assert says in refused.value.message
    assert str(tmp_path / "ships" / "ships.csv") in refused.value.message
    assert files_in(tmp_path) == []


def test_terms_that_are_not_open_have_to_be_accepted(server, tmp_path):
    """Nothing is asked of the publisher before."""
    publication = make_publication(is_open="false", licence="Ask us")

    with pytest.raises(click.ClickException, match="--accept-licence"):
        Fetch(tmp_path, server.url).run(publication)

    assert server.ranges == []
    assert Fetch(tmp_path, server.url, accepts=True).run(publication).exists()


def test_a_folder_that_may_not_be_written_is_named(server, tmp_path):
    """A file where the folder should be stands for every such refusal."""
    (tmp_path / "folder").touch()

    with pytest.raises(click.ClickException, match="--to"):
        Fetch(tmp_path / "folder" / "below", server.url).run(make_publication())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is full")
def test_a_disk_that_fills_up_is_a_sentence(tmp_path):
    """What came is kept, and the message says so."""
    with (
        pytest.raises(click.ClickException, match="goes on where it stopped"),
        plain_disk_errors(tmp_path),
    ):
        Path("/dev/full").write_bytes(SHIPS)


def test_a_file_larger_than_the_disk_is_not_begun(server, tmp_path, monkeypatch):
    """The size is known before the first byte is written."""
    monkeypatch.setattr(
        "shutil.disk_usage", lambda path: type("Usage", (), {"free": 1000})
    )

    with pytest.raises(click.ClickException, match="Make room"):
        Fetch(tmp_path, server.url).run(make_publication())

    assert files_in(tmp_path) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("file_name", "../ships.csv"),
        ("file_name", "..\\ships.csv"),
        ("file_name", "/etc/ships.csv"),
        ("file_name", ".profile"),
        ("file_name", ""),
        ("id", "../ships"),
        ("id", "Ships"),
        ("file_url", "file:///etc/passwd"),
        ("kind", "new"),
        ("sha256", "abc"),
        ("is_open", "yes"),
        ("status", "unverified"),
    ],
)
def test_a_manifest_that_could_do_harm_is_refused(tmp_path, column, value):
    """Nothing leaves its folder, and no value is guessed at."""
    path = write_manifest(tmp_path, make_publication(**{column: value}))

    with pytest.raises(click.ClickException, match=r"sources\.csv, line 2"):
        read_manifest(path)


def write_manifest(folder: Path, *publications: Publication) -> Path:
    path = folder / "sources.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [f.name for f in fields(Publication)])
        writer.writeheader()
        writer.writerows(asdict(publication) for publication in publications)
    return path


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "course"
    (root / "datasets").mkdir(parents=True)
    (root / "solutions").mkdir()
    (root / "_config.yml").touch()
    closed = make_publication(id="closed", is_open="false")
    write_manifest(root / "datasets", make_publication(), closed)
    monkeypatch.chdir(root)
    return root


@pytest.mark.usefixtures("course")
def test_the_command_fetches_what_it_can_and_ends_with_one(server, tmp_path):
    """One refusal does not stop the rest."""
    arguments = ["data", "fetch", "closed", "ships", "--to", str(tmp_path / "here")]

    done = CliRunner().invoke(main, [*arguments, "--from", server.url])

    assert done.exit_code == 1
    assert "not fetched: closed" in done.output
    assert (tmp_path / "here" / "ships" / "ships.csv").read_bytes() == SHIPS


@pytest.mark.usefixtures("course")
def test_folder_and_mirror_may_come_from_the_environment(server, tmp_path, monkeypatch):
    """So an office sets them once."""
    monkeypatch.setenv("SOUNDINGS_DATA", str(tmp_path / "office"))
    monkeypatch.setenv("SOUNDINGS_DATA_URL", server.url)

    done = CliRunner().invoke(main, ["data", "fetch", "ships"])

    assert done.exit_code == 0, done.output
    assert (tmp_path / "office" / "ships" / "ships.csv").exists()


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["shps"], "There is no shps. Choose from ships, closed."),
        (["ships", "--to", "datasets/more"], "holds the course's own data"),
    ],
)
def test_the_command_refuses_what_cannot_be_meant(arguments, says):
    """A wrong id gets a choice; the course's own folder is not written to."""
    done = CliRunner().invoke(main, ["data", "fetch", *arguments])

    assert done.exit_code == 1
    assert says in done.output


@pytest.mark.usefixtures("course")
def test_the_list_says_size_and_terms():
    """Whoever asks for nothing gets the list."""
    done = CliRunner().invoke(main, ["data", "fetch"])

    assert done.exit_code == 0
    assert "small; pinned, verified; Open Government Licence v3.0\n" in done.output
    assert "(--accept-licence)" in done.output


@pytest.mark.usefixtures("course")
def test_a_killed_fetch_goes_on_where_it_stopped(server, tmp_path):
    """What came before the kill is not asked for again."""
    command = [sys.executable, "-m", "soundings.course", "data", "fetch", "ships"]
    command += ["--to", str(tmp_path / "here"), "--from", server.url]
    part = tmp_path / "here" / "ships" / "ships.csv.part"
    server.cuts, server.hang = [CHUNK * 3], threading.Event()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as killed:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and size(part) < CHUNK * 2:
            time.sleep(0.05)
        killed.kill()
    kept = size(part)
    server.hang.set()
    server.hang = None

    again = subprocess.run(command, capture_output=True, text=True)

    assert kept >= CHUNK * 2
    assert again.returncode == 0, again.stderr
    assert server.ranges[-1] == f"bytes={kept}-"
    assert (part.parent / "ships.csv").read_bytes() == SHIPS
    assert files_in(tmp_path / "here") == ["lock.json", "ships/ships.csv"]


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
