"""`course start` serves book and notebooks on one address, and keeps work safe."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path

import click
import pytest

from soundings.course import start
from soundings.course.server import open_exercise


@pytest.fixture
def course(tmp_path: Path) -> Path:
    folder = tmp_path / "exercises" / "sums"
    folder.mkdir(parents=True)
    (folder / "sums.ipynb").write_text("released", "utf8")
    (folder / "check.R").write_text("check", "utf8")
    return tmp_path


def test_an_exercise_opens_as_a_copy(course: Path):
    """The learner's own copy is what opens, with the files beside it."""
    notebook = open_exercise(course, "sums")

    assert notebook == Path("work/sums/sums.ipynb")
    assert (course / notebook).read_text("utf8") == "released"
    assert (course / "work" / "sums" / "check.R").exists()


def test_work_is_never_overwritten(course: Path):
    """Opening an exercise again leaves the answers in it."""
    own = course / open_exercise(course, "sums")
    own.write_text("my answers", "utf8")

    open_exercise(course, "sums")

    assert own.read_text("utf8") == "my answers"


@pytest.mark.parametrize("slug", ["smus", "..", "", "sums/../../etc"])
def test_an_exercise_that_is_not_there_is_named(course: Path, slug: str):
    """And nothing outside exercises/ can be asked for."""
    with pytest.raises(FileNotFoundError, match="There are: sums"):
        open_exercise(course, slug)


def test_a_port_in_use_is_said_and_the_next_one_taken():
    """Two courses can be open at once."""
    said: list[str] = []
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        found = start.find_port(port, said.append)

    assert found > port
    assert said[0] == f"port {port} is already in use; trying {port + 1}"


def test_no_free_port_is_an_error_with_a_way_out(monkeypatch: pytest.MonkeyPatch):
    """Fifty tries, then a message that names a free one to try."""
    monkeypatch.setattr(start, "PORTS_TRIED", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(click.ClickException, match=f"--port {port + 1000}"):
            start.find_port(port, lambda line: None)


@pytest.fixture
def server(course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A real server on a free port, in this process, ended after the test."""
    import tornado.httpclient
    from jupyterlab.labapp import LabApp

    site = course / "_build" / "html"
    site.mkdir(parents=True)
    (site / "index.html").write_text("<html><p>book", "utf8")
    (site / "a.css").write_text("p {}", "utf8")
    (course / "secret.html").write_text("<html>secret", "utf8")
    for name in ("CONFIG", "DATA", "RUNTIME"):
        monkeypatch.setenv(f"JUPYTER_{name}_DIR", str(tmp_path / name.lower()))
    port = start.find_port(18888, lambda line: None)

    async def ask(path: str, token: str = "t0ken") -> tuple[int, str, str]:
        client = tornado.httpclient.AsyncHTTPClient()
        answer = await client.fetch(
            f"http://127.0.0.1:{port}{path}",
            headers={"Authorization": f"token {token}"} if token else {},
            raise_error=False, follow_redirects=False,
        )  # fmt: skip
        body = answer.body.decode("utf8", "replace")
        return answer.code, body, answer.headers.get("Location", "")

    def ask_all(*paths: str, token: str = "t0ken") -> list[tuple[int, str, str]]:
        async def run() -> list[tuple[int, str, str]]:
            LabApp.clear_instance()
            options = start.list_server_options(course, port, "t0ken")
            app = LabApp.initialize_server(argv=options)
            try:
                return [await ask(path, token) for path in paths]
            finally:
                await app._cleanup()
                type(app).clear_instance()

        return asyncio.run(run())

    return ask_all


@pytest.mark.filterwarnings("ignore")
def test_the_server_shows_the_book_and_opens_exercises(server):
    """A page knows that a notebook server is here; a stranger sees nothing."""
    page, style, opened, lost, climbing = server(
        "/book/",
        "/book/a.css",
        "/open/sums",
        "/open/nothing",
        "/book/..%2f..%2fsecret.html",
    )

    assert page[:2] == (200, '<html data-lab=""><p>book')
    assert style[:2] == (200, "p {}")
    assert opened[0] == 302
    assert opened[2] == "/lab/tree/work/sums/sums.ipynb"
    assert lost[0] == 404
    assert climbing[0] in (403, 404)


@pytest.mark.filterwarnings("ignore")
def test_the_server_asks_for_its_token(server):
    """Other people on the machine cannot read the pages or run code."""
    (answer,) = server("/book/", token="")

    assert answer[0] in (302, 403)
    assert "book" not in answer[1]
