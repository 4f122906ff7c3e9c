"""The R side of a warm server: R lives inside Python, so that both are forked alike."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import soundings

NAMESPACES = (
    "IRkernel", "IRdisplay", "repr", "evaluate", "jsonlite", "readr", "dplyr",
    "ggplot2",
)  # fmt: skip

_TOUCH = """
base::local({
  ships <- base::data.frame(name = c("ash", "elm"), knots = c(1.5, 2))
  for (table in base::list(ships, dplyr::as_tibble(ships))) {
    repr::repr_html(table)
    repr::repr_text(table)
    repr::repr_latex(table)
    repr::repr_markdown(table)
  }
  dplyr::summarise(dplyr::group_by(ships, name), knots = base::mean(knots))
  jsonlite::toJSON(base::list(a = 1, b = "x"), auto_unbox = TRUE)
  evaluate::evaluate("1 + 1", new_device = FALSE)
})
"""
# What guards a marking remembers how everything is before any learner's code.
_REMEMBER = """
base::local({
  place <- base::new.env(parent = base::baseenv())
  base::sys.source(base::file.path(here, "honest.R"), place)
  place$honest$remember(here, is_shared = TRUE)
  base::options(soundings.honest = place$honest)
}, base::list(here = %s))
"""
# cli keeps a clock in a thread of its own, which would not survive the fork.
_STOP_CLOCK = """
if (base::isNamespaceLoaded("cli")) base::local({
  cli <- base::getNamespace("cli")
  base::try(base::.Call(cli$clic_stop_thread), silent = TRUE)
})
"""
_START_CLOCK = """
if (base::isNamespaceLoaded("cli")) base::local({
  cli <- base::getNamespace("cli")
  clock <- cli$clienv
  base::try(
    base::.Call(cli$clic_start_thread, cli, clock$tick_time, clock$speed_time),
    silent = TRUE
  )
})
"""
_FORGET_SEED = """
if (base::exists(".Random.seed", base::globalenv(), inherits = FALSE)) {
  base::rm(".Random.seed", envir = base::globalenv())
}
"""

_r: Any = None


@cache
def find_r(command: str = "R") -> dict[str, str] | str:
    """
    Ask R for the environment that it runs in.

    Parameters
    ----------
    command : str
        The R of a kernelspec: a name on PATH, or a path.

    Returns
    -------
    dict or str
        The variables R sets for itself, R_HOME among them; or, in plain words, why
        R cannot be embedded here.
    """
    found = shutil.which(command)
    if found is None:
        return f"{command} was not found"
    # R's own start script says it best: it knows Debian's folders and conda's.
    done = subprocess.run(
        [found, "CMD", "env", "-0"], capture_output=True, text=True, check=False
    )
    everything = dict(
        line.split("=", 1) for line in done.stdout.split("\0") if "=" in line
    )
    if "R_HOME" not in everything:
        return f"{command} does not say where it lives (R CMD env gave no R_HOME)"
    library = Path(everything["R_HOME"], "lib", "libR.so")
    if not library.exists():
        return (
            f"this R has no shared library ({library} is missing), so it can only be "
            "started anew for each notebook"
        )
    return {
        name: value
        for name, value in everything.items()
        if (name.startswith("R_") and name not in os.environ)
        or name in ("R_HOME", "LD_LIBRARY_PATH", "PAGER", "EDITOR", "SED", "TAR")
    }


def warm_up(is_confined: bool) -> None:
    """
    Start R in this process, and load namespaces without attaching them.

    A package that was attached would hide a learner's missing `library()`.

    Raises
    ------
    RuntimeError
        If R or one of its packages does not load.
    """
    global _r
    _r = ctypes.CDLL(
        str(Path(os.environ["R_HOME"], "lib", "libR.so")), mode=ctypes.RTLD_GLOBAL
    )
    # R's own handlers: only they turn an interrupt into a condition of R.
    ctypes.c_int.in_dll(_r, "R_SignalHandlers").value = 1
    arguments = [b"R", b"--no-echo", b"--no-restore", b"--no-save"]
    if is_confined:  # nothing of the account that marks
        arguments += [b"--no-environ", b"--no-init-file"]
    _r.Rf_initEmbeddedR(len(arguments), (ctypes.c_char_p * len(arguments))(*arguments))
    _r.R_ParseEvalString.restype = ctypes.c_void_p
    _r.R_ParseEvalString.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    _r.Rf_asLogical.argtypes = [ctypes.c_void_p]
    ctypes.c_int.in_dll(_r, "R_Interactive").value = 0
    for name in NAMESPACES:
        _evaluate(f"base::loadNamespace({json.dumps(name)})")
    _evaluate(_TOUCH)
    _evaluate(_REMEMBER % json.dumps(str(Path(soundings.__file__).parent)))
    _evaluate(_FORGET_SEED)
    _evaluate(_STOP_CLOCK)
    # Each kernel makes a folder of its own for temporary files.
    _evaluate("base::unlink(base::tempdir(), recursive = TRUE)")
    _evaluate("base::gc()")


def _evaluate(code: str) -> None:
    """Evaluate one expression; R would end the whole process at a bare error."""
    wrapped = (
        f"base::tryCatch({{ {code}\n TRUE }}, error = function(e) {{"
        " base::cat(base::conditionMessage(e), '\\n', file = base::stderr())\n FALSE })"
    )
    everything = ctypes.c_void_p.in_dll(_r, "R_GlobalEnv")
    if not _r.Rf_asLogical(_r.R_ParseEvalString(wrapped.encode(), everything)):
        raise RuntimeError(f"R could not evaluate: {code.strip()}")


def own_environment() -> dict[str, str]:
    """Give the variables that R set for itself, which its kernels keep."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.startswith("R_")
        or name in ("LD_LIBRARY_PATH", "PAGER", "EDITOR", "SED", "TAR")
    }


def become(request: dict[str, Any]) -> None:
    """Turn this forked process into an IRkernel, until it ends."""
    folder = Path(request["connection_file"]).parent
    if request["confinement"] is None:
        # With the kernel's own files, which are removed with it.
        before = os.environ.get("TMPDIR")
        os.environ["TMPDIR"] = str(folder)
        _evaluate("base::tempdir(check = TRUE)")
        if before is None:
            del os.environ["TMPDIR"]
        else:
            os.environ["TMPDIR"] = before
    else:
        _evaluate("base::tempdir(check = TRUE)")
    _evaluate(_START_CLOCK)
    everything = ctypes.c_void_p.in_dll(_r, "R_GlobalEnv")
    file = json.dumps(request["connection_file"])
    _r.R_ParseEvalString(f"IRkernel::main({file})".encode(), everything)
