"""`course start`: the book and JupyterLab on one address of this machine."""

from __future__ import annotations

import json
import secrets
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable
from pathlib import Path

import click

from soundings.course.build import build_book, describe_faults, is_up_to_date
from soundings.course.install import set_up
from soundings.course.kernels import make_quiet_kernel
from soundings.course.steps import Steps

FIRST_PORT = 8888
PORTS_TRIED = 50
# No news, no look for updates: the course asks nothing of the internet.
LAB_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}
# nbgrader's panels are for whoever marks; `jupyter lab`, without this, has them all.
LAB_PAGE = {"disabledExtensions": {"@jupyter/nbgrader": True}}


def find_port(first: int, say: Callable[[str], None]) -> int:
    """
    Return the first free port of this machine from `first` on, saying what is taken.

    Raises
    ------
    click.ClickException
        If fifty in a row are taken.
    """
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                say(f"port {port} is already in use; trying {port + 1}")
            else:
                return port
    raise click.ClickException(
        f"Ports {first} to {first + PORTS_TRIED - 1} are all in use. "
        f"Name a free one: course start --port {first + 1000}"
    )


def list_server_options(root: Path, port: int, token: str) -> list[str]:
    """List the options that make JupyterLab serve the book as well."""
    settings = root / "_build" / "lab"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(LAB_SETTINGS), "utf8")
    (settings / "page_config.json").write_text(json.dumps(LAB_PAGE), "utf8")
    options = {
        "ServerApp.jpserver_extensions": "{'soundings.course.server': True}",
        "ServerApp.root_dir": str(root),
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": False,
        "ServerApp.answer_yes": True,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": token,
        "LabServerApp.app_settings_dir": str(settings),
        "LabApp.app_settings_dir": str(settings),
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.news_url": "",
        "LabApp.extension_manager": "readonly",
        "Application.log_level": "ERROR",
    }
    return [f"--{name}={value}" for name, value in options.items()]


def _announce(address: str, opens: bool) -> None:
    """Wait until the server answers, then say so and open it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError as error:
            click.echo(f"The server answers, but with an error: {error}", err=True)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
            continue
        break
    click.echo(f"\nSoundings is open at\n\n    {address}\n\nCtrl+C closes it.\n")
    if opens:
        webbrowser.open(address)


@click.command("start")
@click.option("--port", default=FIRST_PORT, show_default=True, help="First one tried.")
@click.option("--no-browser", is_flag=True, help="Print the address, open nothing.")
@click.pass_obj
def start_command(root: Path, port: int, no_browser: bool) -> None:
    """Set up, build, serve book and JupyterLab, and open them."""
    steps = Steps()
    set_up(root, steps)
    with steps("The book") as say:
        if is_up_to_date(root):
            say("nothing changed")
        else:
            build = build_book(root, say=say)
            if build.faults:
                raise click.ClickException(describe_faults(build.faults, root))
    with steps("The server") as say:
        port = find_port(port, say)
        make_quiet_kernel(root)
    token = secrets.token_urlsafe(16)
    address = f"http://127.0.0.1:{port}/book/index.html?token={token}"
    watcher = threading.Thread(
        target=_announce, args=(address, not no_browser), daemon=True
    )
    watcher.start()
    from jupyterlab.labapp import LabApp

    sys.exit(LabApp.launch_instance(argv=list_server_options(root, port, token)))
