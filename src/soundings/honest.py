"""Run a test beside an answer, with what the answer may have changed put back.

What is genuine is remembered where no learner's code ran yet: in the process that
kernels are forked from (`remember`), or at the latest before a notebook's first cell
(`watch`). `honest.R` beside it does the same in R.

A test runs in a copy of the notebook's names, with Python's own built-ins, the names
that the released notebook imports, and a `check` that no other code was given. The
learner's functions keep the names they were written with. It is a tripwire, not a
proof: test and answer share a process, and whoever takes the trouble can still reach
the one from the other.
"""

from __future__ import annotations

import builtins
import importlib
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from operator import is_
from types import FunctionType, ModuleType
from typing import Any

NOTES = "application/vnd.soundings.honest+json"
"""The media type under which it says what it found masked or changed."""

USUAL = (
    "io", "math", "pathlib", "re", "numpy", "pandas", "matplotlib.pyplot", "soundings",
    "soundings.ais", "soundings.readout", "soundings.record", "soundings.setup_check",
)  # fmt: skip
"""What exercises import: remembered before it is known which of it one uses."""

_PUBLISHING = (
    "builtins", "importlib", "json", "json.decoder", "json.encoder", "IPython",
    "IPython.display", "IPython.core.display_functions", "IPython.core.displaypub",
    "IPython.core.getipython", "ipykernel.zmqshell", "jupyter_client.session",
)  # fmt: skip
_CHECK = "soundings.checks"
_BY_THEMSELVES = {
    "builtins.input", "builtins.exit", "builtins.quit",
    "matplotlib.pyplot.draw_if_interactive",
}  # fmt: skip
"""What IPython replaces or hides, and pyplot once it knows where it draws."""

_NOTHING = object()
_IMMUTABLE = 1 << 8  # CPython's flag of a type that cannot be changed
_BUILTINS = dict(vars(builtins))


@dataclass(frozen=True, eq=False)
class Genuine:
    """A module or class, and all that it held when it was remembered."""

    owner: Any
    held: dict[str, Any]

    @property
    def name(self) -> str:
        """What it is called in a note."""
        called = getattr(self.owner, "__qualname__", None)
        return str(called or self.owner.__name__)

    def find_changes(self) -> list[str]:
        """
        Name what it now has in place of what it had.

        A part of a class may also have been put before one that it inherits.
        """
        now = vars(self.owner)
        is_class = isinstance(self.owner, type)
        same_length = len(now) == len(self.held)
        # The names keep their order while nobody takes one away.
        if (same_length or (not is_class and len(now) > len(self.held))) and all(
            map(is_, now.values(), self.held.values())
        ):
            return []
        changed = [
            name
            for name, value in self.held.items()
            if now.get(name, _NOTHING) is not value
            and (_does_something(value) or isinstance(value, ModuleType))
            and f"{self.name}.{name}" not in _BY_THEMSELVES
        ]
        if is_class:
            above = self.owner.__mro__[1:]
            changed += [
                name
                for name, value in now.items()
                if name not in self.held
                and _does_something(value)
                and any(name in vars(parent) for parent in above)
            ]
        return changed


_by_module: dict[str, list[Genuine]] = {}
_by_owner: dict[int, Genuine] = {}
_private: dict[str, ModuleType] = {}
_public: dict[str, Any] = {}
_watched: list[Genuine] = []
_instances: list[tuple[Any, dict[str, Any]]] = []
_imports: list[str] = []
_own: set[str] = set()
_at_start: dict[str, Any] = {}
_from_tests: dict[str, Any] = {}


def remember(modules: Iterable[str] = ()) -> None:
    """
    Remember how modules are, and load the `check` that is the tests' alone.

    Parameters
    ----------
    modules : iterable of str
        Imported if they can be; those that publish a result are always remembered.
    """
    if not _private:
        _load_private()
    for name in (*_PUBLISHING, *_modules_of_check(), *modules):
        if name not in _by_module:
            with suppress(ImportError):
                _by_module[name] = _look_at(importlib.import_module(name))


def watch(
    token: str, modules: Iterable[str], imports: Iterable[str], own: Iterable[str]
) -> None:
    """
    Begin a notebook, before any code of a learner ran.

    Parameters
    ----------
    token : str
        The name under which this module is found from now on, and no other.
    modules : iterable of str
        What the released notebook imports.
    imports : iterable of str
        The statements it does so by, one for each name.
    own : iterable of str
        The names that are the exercise's own, which an answer may bind.
    """
    sys.modules[token] = sys.modules.pop(__name__)
    package, _, last = __name__.rpartition(".")
    delattr(sys.modules[package], last)
    if id(sys.modules[package]) in _by_owner:
        del _by_owner[id(sys.modules[package])].held[last]
    remember(modules)
    wanted = (*_PUBLISHING, *_modules_of_check(), *modules)
    found = {id(g): g for name in wanted for g in _by_module.get(name, [])}
    found |= {id(g): g for module in _private.values() for g in _look_at(module)}
    _watched.extend(found.values())
    _imports.extend(imports)
    _own.update(own)
    shell = _find_shell()
    if shell is not None:
        # IPython has an `open` of its own, which is no mask.
        _at_start.update(shell.user_ns)
        for thing in (shell, shell.display_pub, shell.kernel.session):
            _instances.append((thing, dict(vars(thing))))


def run(source: str, used: Iterable[str], bound: Iterable[str]) -> None:
    """
    Run a test in a copy of the calling cell's names.

    Parameters
    ----------
    source : str
        The test.
    used, bound : iterable of str
        The names that it uses, and those that it makes.
    """
    names = sys._getframe(1).f_globals
    with _put_back() as changed:
        space = dict(names)
        space["__builtins__"] = dict(_BUILTINS)
        masked = _unmask(space, set(used), set(bound))
        if masked or changed:
            _say({"masked": masked, "changed": changed})
        exec(compile(source, "<test>", "exec"), space)
    for name in bound:
        if name in space:
            _from_tests[name] = names[name] = space[name]


def _unmask(space: dict[str, Any], used: set[str], bound: set[str]) -> list[str]:
    """Give the test the real meaning of the names it uses; return those masked."""
    imported: dict[str, Any] = {"__builtins__": dict(_BUILTINS)}
    for statement in _imports:
        with suppress(ImportError):  # then the released cell failed as well
            exec(statement, imported)
    helpers = {n: v for n, v in _from_tests.items() if n not in bound}
    everything = {**_BUILTINS, **helpers, **imported}
    real = {n: everything[n] for n in used - _own if n in everything}
    masked = sorted(
        name
        for name, value in real.items()
        if name in space
        and space[name] is not value
        and space[name] is not _at_start.get(name, _NOTHING)
    )
    public, private = _public["check"], _private[_CHECK].check
    space.update((n, private if v is public else v) for n, v in real.items())
    return masked


@contextmanager
def _put_back() -> Iterator[list[str]]:
    """Undo what was changed in what is watched, and redo it at the end."""
    changed: list[str] = []
    tracer, profiler = sys.gettrace(), sys.getprofile()
    sys.settrace(None)
    sys.setprofile(None)
    with ExitStack() as stack:
        for known in _watched:
            owner, name = known.owner, getattr(known.owner, "__name__", "")
            if isinstance(owner, ModuleType) and not _stands(owner, name):
                changed.append(f"the module {name}")
                stack.callback(_set, sys.modules, name, sys.modules.get(name, _NOTHING))
                sys.modules[name] = owner
            for part in known.find_changes():
                changed.append(f"{known.name}.{part}")
                stack.callback(_assign, owner, part, vars(owner).get(part, _NOTHING))
                _assign(owner, part, known.held.get(part, _NOTHING))
        for thing, values in _instances:
            for name in _shadows(thing, values):
                changed.append(f"{type(thing).__name__}.{name}")
                own = vars(thing)
                stack.callback(_set, own, name, own.get(name, _NOTHING))
                _set(own, name, values.get(name, _NOTHING))
        hooks = _hooks()
        if hooks:
            changed.append("what is done before something is shown")
            stack.callback(hooks.extend, list(hooks))
            hooks.clear()
        if tracer or profiler:
            changed.append("sys.settrace or sys.setprofile")
        try:
            yield changed
        finally:
            sys.settrace(tracer)
            sys.setprofile(profiler)


def _stands(module: ModuleType, name: str) -> bool:
    """Tell whether a module is found under its name, or is not meant to be."""
    return sys.modules.get(name) is module or _private.get(name) is module


def _shadows(thing: Any, values: dict[str, Any]) -> list[str]:
    """What stands on an object in place of a method, or of a part that publishes."""
    parts = {"display_pub", "kernel", "session", "display_formatter"}
    return [
        name
        for name, value in list(vars(thing).items())
        if value is not values.get(name, _NOTHING)
        and (name in parts or callable(getattr(type(thing), name, None)))
        and not isinstance(value, type)
    ]


def _look_at(module: ModuleType) -> list[Genuine]:
    """
    Remember a module, its classes, and the modules its functions come from.

    Only what belongs to the same package: `pandas` is not to blame for NumPy.
    """
    root = module.__name__.partition(".")[0]
    is_private = module in _private.values()
    owners: dict[int, Any] = {id(module): module}
    for value in list(vars(module).values()):
        home = getattr(value, "__module__", None)
        if not isinstance(home, str) or home.partition(".")[0] != root:
            continue
        if isinstance(value, FunctionType):
            source = _private.get(home) if is_private else sys.modules.get(home)
            owners[id(source)] = source
        elif isinstance(value, type):
            owners |= {
                id(c): c
                for c in value.__mro__
                if c.__module__.partition(".")[0] == root
                and not c.__flags__ & _IMMUTABLE
            }
    owners.pop(id(None), None)
    for key, owner in owners.items():
        if key not in _by_owner:
            _by_owner[key] = Genuine(owner, dict(vars(owner)))
    return [_by_owner[key] for key in owners]


def _modules_of_check() -> list[str]:
    """Name the modules that `check` works with, besides its own."""
    found = {
        value.__name__
        for module in _private.values()
        for value in vars(module).values()
        if isinstance(value, ModuleType) and value not in _private.values()
    }
    return sorted(found - {"sys"})  # whose hooks are IPython's to set


def _load_private() -> None:
    """Import `check` once more, and leave the modules that others see as they were."""
    public = importlib.import_module(_CHECK)
    _public["check"] = public.check
    kept = {
        name: sys.modules.pop(name)
        for name in list(sys.modules)
        if name == _CHECK or name.startswith(f"{_CHECK}.")
    }
    try:
        importlib.import_module(_CHECK)
        _private.update((name, sys.modules[name]) for name in kept)
    finally:
        sys.modules.update(kept)
        package, _, last = _CHECK.rpartition(".")
        setattr(sys.modules[package], last, public)


def _does_something(value: Any) -> bool:
    return callable(value) or isinstance(value, property | staticmethod | classmethod)


def _assign(owner: Any, name: str, value: Any) -> None:
    # A part that cannot be changed was not changed by a learner either.
    with suppress(AttributeError, TypeError):
        delattr(owner, name) if value is _NOTHING else setattr(owner, name, value)


def _set(values: dict[str, Any], name: str, value: Any) -> None:
    if value is _NOTHING:
        values.pop(name, None)
    else:
        values[name] = value


def _find_shell() -> Any:
    from IPython.core.interactiveshell import InteractiveShell

    return InteractiveShell._instance


def _hooks() -> list[Callable[..., object]]:
    found = getattr(getattr(_find_shell(), "display_pub", None), "_hooks", None)
    return found if isinstance(found, list) else []


def _say(notes: dict[str, list[str]]) -> None:
    from IPython.display import display

    display({NOTES: notes}, raw=True)
