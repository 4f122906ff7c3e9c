"""The kernels of the course: this very Python, the R of this machine, warm or stock."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import click
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from traitlets.config import Config

from soundings.course.warm import servers
from soundings.course.warm.limits import Confinement
from soundings.course.warm.r_kernel import find_r
from soundings.course.warm.servers import CHOICE

PROVISIONER = "soundings-warm"


def make_quiet_kernel(root: Path) -> Path:
    """
    Put a Python kernel before every other on Jupyter's search path.

    ipykernel 7 warns of unencrypted TCP whenever it starts; on a machine of one's
    own that is noise, in a marked cell it is an error.

    Returns
    -------
    Path
        The folder that now stands first in JUPYTER_PATH.
    """
    return make_kernels(root, Path("_build", "kernels"), warm=False)


def make_kernels(
    root: Path,
    folder: Path,
    warm: bool = True,
    confinement: Confinement | None = None,
) -> Path:
    """
    Write kernelspecs, and put them before every other on Jupyter's search path.

    A language whose kernels cannot be warm here gets the stock kernel: Python a quiet
    one, R the one that is installed. `why_not_warm` says why. Only warm kernels can be
    confined, so with `confinement` such a language gets no kernel at all.

    Parameters
    ----------
    root : Path
        The course.
    folder : Path
        Where to write; below the course unless absolute.
    warm : bool
        Whether kernels are forked from a process that has imported everything.
    confinement : Confinement, optional
        Shuts each kernel in.

    Returns
    -------
    Path
        The folder that now stands first in JUPYTER_PATH.

    Raises
    ------
    click.ClickException
        If kernels are to be confined that cannot be warm.
    """
    is_warm = warm and not why_not_warm("python3")
    if confinement is not None and not is_warm:
        reason = why_not_warm("python3") or "they are to be stock kernels"
        raise click.ClickException(f"Kernels cannot be shut in here: {reason}.")
    folder = root.resolve() / folder
    _put_first(folder)
    quiet = ["--log-level=ERROR", "-f", "{connection_file}"]
    command = [sys.executable, "-m", "ipykernel_launcher", *quiet]
    python = {"argv": command, "display_name": "Python 3", "language": "python"}
    stock = {"metadata": {"debugger": True}}
    _write(folder, "python3", python | (_warm(confinement) if is_warm else stock))
    (folder / "kernels" / "ir" / "kernel.json").unlink(missing_ok=True)
    installed = _find("ir")
    # A confined one is written even if it will say why it cannot start: behind it stands
    # the installed kernel, which nothing shuts in.
    if installed and (confinement or (warm and not why_not_warm("ir"))):
        r = {"argv": installed.argv, "display_name": "R", "language": "R"}
        _write(folder, "ir", r | _warm(confinement))
    return folder


def why_not_warm(kernel: str) -> str:
    """
    Say why a kernel cannot be forked from a warm process here.

    Parameters
    ----------
    kernel : str
        `python3` or `ir`.

    Returns
    -------
    str
        The reason in plain words; empty if it can.
    """
    if os.environ.get(CHOICE) == "stock":
        return f"{CHOICE} asks for stock kernels"
    if sys.platform != "linux":
        return "only Linux can fork a process that has imported so much"
    if kernel == "python3":
        return ""
    installed = _find(kernel)
    if installed is None:
        return f"no kernel named {kernel} is installed"
    found = find_r(installed.argv[0])
    return found if isinstance(found, str) else ""


def settings(kernel: str = "python3") -> Config:
    """
    Give what nbclient has to be told, so that warm kernels are not waited for.

    Parameters
    ----------
    kernel : str
        The name of a kernelspec. For a stock kernel nothing has to be told.

    Returns
    -------
    Config
        For `NotebookClient(..., config=…)`, or to merge into an application's.
    """
    config = Config()
    if _confinement_of(_find(kernel)) is not None:
        config.KernelManager.transport = "ipc"
        config.AsyncKernelManager.client_class = (
            "soundings.course.warm.client.EagerClient"
        )
        config.NotebookClient.shutdown_kernel = "immediate"
    return config


def start_servers(*kernels: str, is_urgent: bool = False) -> None:
    """
    Start the servers of these kernels, so that the processes below share them.

    Whoever starts processes that run notebooks calls this first; without it each of
    them starts servers of its own. Stock kernels have none.

    Parameters
    ----------
    *kernels : str
        Names of kernelspecs.
    is_urgent : bool
        Whether they are to warm up now, and not when a kernel is first asked for.
    """
    for kernel in kernels:
        found = _find(kernel)
        settings_of_it = _confinement_of(found)
        if found is not None and settings_of_it is not None:
            is_confined = settings_of_it.get("confinement") is not None
            language = found.language.lower()
            servers.prepare(language, found.argv[0], is_confined, is_urgent)


def end_servers() -> None:
    """End the servers that this process started, with all their kernels."""
    servers.end_servers()


def has_r_kernel() -> bool:
    """Tell whether R and its Jupyter kernel are installed."""
    found = _find("ir")
    return found is not None and shutil.which(found.argv[0]) is not None


def _find(kernel: str) -> KernelSpec | None:
    try:
        return KernelSpecManager().get_kernel_spec(kernel)
    except NoSuchKernel:
        return None


def _confinement_of(kernel: KernelSpec | None) -> dict[str, Any] | None:
    """Give the provisioner's settings in a warm kernelspec; None in a stock one."""
    chosen = kernel.metadata.get("kernel_provisioner", {}) if kernel else {}
    if chosen.get("provisioner_name") != PROVISIONER:
        return None
    settings_of_it: dict[str, Any] = chosen["config"]
    return settings_of_it


def _warm(confinement: Confinement | None) -> dict[str, Any]:
    limits = None if confinement is None else confinement.to_dict()
    chosen = {"provisioner_name": PROVISIONER, "config": {"confinement": limits}}
    return {"metadata": {"kernel_provisioner": chosen}}


def _write(folder: Path, name: str, specification: dict[str, Any]) -> None:
    target = folder / "kernels" / name / "kernel.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(specification), "utf8")


def _put_first(folder: Path) -> None:
    known = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    others = [path for path in known if path and path != str(folder)]
    os.environ["JUPYTER_PATH"] = os.pathsep.join([str(folder), *others])
