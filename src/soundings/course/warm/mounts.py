"""The root that a submission sees: the system and the course to read, little to write."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import stat
import sys
from pathlib import Path

from soundings.course.warm import linux
from soundings.course.warm.limits import Confinement

COURSE = Path("/course")
HOME = COURSE / "home"

_SYSTEM = ("/usr", "/etc", "/var/cache/fontconfig", "/nix/store", "/gnu/store")
# Folders on some systems, links into /usr on others.
_SYSTEM_OR_LINKS = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_DEVICES = ("null", "zero", "full", "random", "urandom")
_DEVICE_LINKS = {
    "fd": "/proc/self/fd",
    "stdin": "/proc/self/fd/0",
    "stdout": "/proc/self/fd/1",
    "stderr": "/proc/self/fd/2",
    "ptmx": "pts/ptmx",
}
_MOST_FILES = 20_000


class TooManyFilesError(OSError):
    """The files handed in are more than a submission may have."""


def readable_folders() -> list[Path]:
    """
    List what both languages need to read, besides `/bin` and `/lib`.

    That is the system, this Python and what it was made from, the packages that were
    found elsewhere, R's home and libraries, and this package: not the folder around it,
    where the solutions and the tests are.

    Returns
    -------
    list of Path
        Existing folders, absolute, none within another. A folder reached by a symbolic
        link is there twice, by both names.
    """
    package = Path(__file__).parents[2]
    found = [
        *map(Path, _SYSTEM),
        *map(Path, (sys.prefix, sys.exec_prefix, sys.base_prefix)),
        *(Path(p) for p in sys.path if p.endswith(("site-packages", "dist-packages"))),
        *_r_folders(),
        package,
    ]
    absolute = [path.absolute() for path in found if path.is_dir()]
    both = sorted({*absolute, *(path.resolve() for path in absolute)})
    if Path("/") in both:
        raise OSError(errno.EINVAL, "Python or R says that it is installed in /")
    return [path for path in both if not any(parent in both for parent in path.parents)]


def _r_folders() -> list[Path]:
    """Say where R is, if it was started in this process or is named in the environment."""
    # R sets its variables in C, where Python's os.environ does not see them.
    getenv = ctypes.CDLL(None).getenv
    getenv.restype = ctypes.c_char_p
    names = (b"R_HOME", b"R_LIBS", b"R_LIBS_SITE", b"R_LIBS_USER")
    values = [os.fsdecode(getenv(name) or b"") for name in names]
    parts = [part for value in values for part in value.split(":") if part]
    return [Path(part).expanduser() for part in parts if part.startswith(("/", "~"))]


def build_root(
    confinement: Confinement, work: Path, connection: Path, owner: tuple[int, int]
) -> None:
    """
    Build the root of one submission and move into it.

    It needs a mount namespace and a process namespace of its own, and the right to
    mount in both.

    Parameters
    ----------
    confinement : Confinement
        The datasets, and how many megabytes of files there may be.
    work : Path
        The folder to copy to `/course/exercises/<its name>`.
    connection : Path
        The folder of the connection file: kept, and writable, at its own path.
    owner : (int, int)
        User and group of the submission, who own what it may write.

    Raises
    ------
    TooManyFilesError
        If the folder to copy holds more than the submission may have.
    OSError
        If the system refuses any step, or if the folders are such that one submission
        would see another.
    """
    readable = readable_folders()
    datasets = confinement.datasets.resolve()
    for folder in (work, connection, datasets):
        around = [path for path in readable if folder.is_relative_to(path)]
        if datasets != folder and folder.is_relative_to(datasets):
            around.append(datasets)
        if around:
            raise OSError(
                errno.EINVAL,
                f"{folder} lies in {around[0]}, which every submission may read. "
                "Keep the course elsewhere",
            )
    linux.make_mounts_private()
    kept = linux.copy_mount(connection)
    # The connection folder is the one place that hides nothing we still need.
    root = connection
    linux.mount_new("tmpfs", root, linux.NO_SUID, "mode=755,size=1m,nr_inodes=2000")
    files = f"mode=755,size={confinement.limits.files_mb}m,nr_inodes={_MOST_FILES}"
    store = _folder(root / "store")
    linux.mount_new("tmpfs", store, linux.NO_SUID | linux.NO_DEVICES, files)
    # The store first: a course kept below /tmp is shown on top of the new /tmp.
    _show_store(root, store, owner)
    _show_system(root, readable)
    _show_devices(root)
    view = linux.copy_mount(datasets)
    linux.place_mount(view, root / "course/datasets", _READ)
    here = root / "course/exercises" / work.name
    try:
        _copy(work, here, owner, confinement.limits.files_mb * 1024 * 1024)
    except OSError as error:
        if error.errno == errno.ENOSPC:  # the store is full, of files or of names
            raise TooManyFilesError(errno.EFBIG, f"{work} holds too much") from error
        raise
    place = _folder(root / connection.relative_to("/"))
    linux.place_mount(kept, place, linux.NO_SUID | linux.NO_DEVICES)
    never = linux.NO_SUID | linux.NO_DEVICES | linux.NO_PROGRAMS
    linux.mount_new("proc", _folder(root / "proc"), never)
    linux.change_root(root)
    linux.make_read_only(Path("/"))


_READ = linux.READ_ONLY | linux.NO_SUID | linux.NO_DEVICES


def _show_system(root: Path, readable: list[Path]) -> None:
    """Show the system and the languages, read-only, where they always are."""
    for name in map(Path, _SYSTEM_OR_LINKS):
        place = root / name.relative_to("/")
        if name.is_symlink():
            place.symlink_to(name.readlink())
        elif name.is_dir():
            linux.place_mount(linux.copy_mount(name), _folder(place), _READ)
    for path in readable:
        place = root / path.relative_to("/")
        linux.place_mount(linux.copy_mount(path), _folder(place), _READ)


def _show_devices(root: Path) -> None:
    """Make a `/dev` with the five devices that hold nothing, and own terminals."""
    folder = _folder(root / "dev")
    for name in _DEVICES:
        place = folder / name
        place.touch()
        forbids = linux.NO_SUID | linux.NO_PROGRAMS
        linux.place_mount(linux.copy_mount(Path("/dev", name)), place, forbids)
    for name, target in _DEVICE_LINKS.items():
        (folder / name).symlink_to(target)
    # IPython runs `!command` in a terminal.
    forbids = linux.NO_SUID | linux.NO_PROGRAMS
    terminals = "newinstance,ptmxmode=666,mode=620,max=64"
    linux.mount_new("devpts", _folder(folder / "pts"), forbids, terminals)


def _show_store(root: Path, store: Path, owner: tuple[int, int]) -> None:
    """Make all that may be written out of one store, so that one size bounds it."""
    for name, at, mode in (
        ("tmp", "tmp", 0o1777),
        ("shm", "dev/shm", 0o1777),
        ("course", "course", 0o755),
    ):
        folder = _folder(store / name)
        folder.chmod(mode)
        view = linux.copy_mount(folder)
        linux.place_mount(view, _folder(root / at), linux.NO_SUID | linux.NO_DEVICES)
    linux.unmount(store)
    store.rmdir()
    _folder(root / "course/datasets")
    _folder(root / "course/exercises")
    os.chown(_folder(root / HOME.relative_to("/")), *owner)


def _folder(path: Path) -> Path:
    """Make a folder and those above it, unless they are there."""
    path.mkdir(parents=True, exist_ok=True)
    return path


def _copy(source: Path, target: Path, owner: tuple[int, int], room: int) -> int:
    """
    Copy the plain files of a folder, and nothing that a link points to.

    Notebooks stay behind: the one that is being marked holds the hidden tests.

    Returns
    -------
    int
        How many bytes there is still room for.
    """
    target.mkdir()
    os.chown(target, *owner)
    with os.scandir(source) as entries:
        for entry in entries:
            place = target / entry.name
            if entry.is_dir(follow_symlinks=False):
                room = _copy(Path(entry.path), place, owner, room)
            elif entry.is_file(follow_symlinks=False) and place.suffix != ".ipynb":
                room -= entry.stat(follow_symlinks=False).st_size
                if room < 0:
                    raise TooManyFilesError(errno.EFBIG, f"{source} holds too much")
                _copy_file(entry.path, place, owner)
    return room


def _copy_file(source: str, target: Path, owner: tuple[int, int]) -> None:
    """Copy one plain file, never what a link at its place would point to."""
    descriptor = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as old, target.open("xb") as new:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, f"{source} is no plain file any more")
        shutil.copyfileobj(old, new)
        os.fchmod(new.fileno(), 0o644)
        os.fchown(new.fileno(), *owner)


def own_connection(connection: Path, owner: tuple[int, int]) -> None:
    """Give the submission the folder where its kernel makes its sockets."""
    os.chown(connection, *owner)
    connection.chmod(0o700)
    with contextlib.closing(os.scandir(connection)) as entries:
        for entry in entries:
            os.chown(entry.path, *owner, follow_symlinks=False)
