"""The few calls to the Linux kernel that Python 3.11 has no words for."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)

# Namespaces, from linux/sched.h.
NEW_MOUNTS = 0x00020000
NEW_IPC = 0x08000000
NEW_USER = 0x10000000
NEW_PIDS = 0x20000000
NEW_NETWORK = 0x40000000

# What a mount forbids, from linux/mount.h; the same bits for mount and mount_setattr.
READ_ONLY, NO_SUID, NO_DEVICES, NO_PROGRAMS = 1, 2, 4, 8
_RECURSIVE, _PRIVATE, _DETACH = 1 << 14, 1 << 18, 2
_HERE, _ITSELF, _WITH_ALL_BELOW = -100, 0x1000, 0x8000
_CLONE_TREE, _MOVE_FROM_ITSELF = 1, 4

# From linux/prctl.h and linux/capability.h.
_SET_PDEATHSIG, _SET_DUMPABLE, _DROP_FROM_BOUNDING_SET, _SET_NO_NEW_PRIVS = 1, 4, 24, 38
_CAPABILITIES_VERSION_3 = 0x20080522

# Calls that came after 2019 have one number on every kind of machine.
_OPEN_TREE, _MOVE_MOUNT, _MOUNT_SETATTR = 428, 429, 442
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}


def why_unknown() -> str:
    """Say in plain words why the calls of this module cannot be made here, or ''."""
    if platform.system() != "Linux":
        return f"it needs Linux, and this is {platform.system()}"
    if platform.machine() not in _PIVOT_ROOT:
        return f"it knows x86_64 and aarch64, and this is {platform.machine()}"
    return ""


def unshare(spaces: int) -> None:
    """
    Leave shared namespaces for new ones.

    Parameters
    ----------
    spaces : int
        Any of the `NEW_…` of this module, added up. With `NEW_PIDS` it is the next
        child that moves.

    Raises
    ------
    OSError
        If the system refuses, as it does in most containers.
    """
    _done(_libc.unshare(spaces), "a new namespace (unshare)")


def unshare_with_user(spaces: int) -> None:
    """
    Leave shared namespaces as an ordinary user, who needs a user namespace for it.

    Inside, the user keeps the number it had; root, of whom nothing is left inside,
    becomes 1000.
    """
    user, group = os.geteuid(), os.getegid()
    unshare(NEW_USER | spaces)
    for file, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{user or 1000} {user} 1"),
        ("gid_map", f"{group or 1000} {group} 1"),
    ):
        Path("/proc/self", file).write_text(line, "ascii")


def make_mounts_private() -> None:
    """Let no mount made from here on be seen in another mount namespace."""
    _mount("none", "/", None, _RECURSIVE | _PRIVATE, None)


def mount_new(kind: str, at: Path, forbids: int, options: str = "") -> None:
    """Mount a fresh file system of a kind, such as tmpfs, at an existing folder."""
    _mount(kind, str(at), kind, forbids, options)


def copy_mount(source: Path) -> int:
    """
    Take a file or folder, with all that is mounted below it, as a mount of its own.

    Returns
    -------
    int
        A file descriptor, for `place_mount`.
    """
    flags = _CLONE_TREE | _WITH_ALL_BELOW | os.O_CLOEXEC
    tree = _libc.syscall(_OPEN_TREE, _HERE, os.fsencode(source), flags)
    return _done(tree, f"a view of {source} (open_tree)")


def place_mount(tree: int, at: Path, forbids: int) -> None:
    """Put what `copy_mount` took at an existing path, forbidding this and that there."""
    _set_attributes(tree, b"", _ITSELF | _WITH_ALL_BELOW, forbids)
    place = os.fsencode(at)
    moved = _libc.syscall(_MOVE_MOUNT, tree, b"", _HERE, place, _MOVE_FROM_ITSELF)
    _done(moved, f"a view at {at} (move_mount)")
    os.close(tree)


def make_read_only(at: Path) -> None:
    """
    Make a mount read-only.

    Raises
    ------
    OSError
        EBUSY as long as somebody has a file there open for writing.
    """
    _set_attributes(_HERE, os.fsencode(at), 0, READ_ONLY)


def unmount(at: Path) -> None:
    """Take a mount away; views of it elsewhere stay."""
    _done(_libc.umount2(os.fsencode(at), _DETACH), f"the mount at {at} (umount2)")


def change_root(root: Path) -> None:
    """Make a mounted folder the root of everything here, and let go of the old root."""
    os.chdir(root)
    # Both roots at one place: the old one ends up below the new one and is let go.
    call = _libc.syscall(_PIVOT_ROOT[platform.machine()], b".", b".")
    _done(call, "a new root (pivot_root)")
    _done(_libc.umount2(b".", _DETACH), "the old root (umount2)")
    os.chdir("/")


def die_with_parent(number: int) -> None:
    """Get a signal as soon as the thread that started this process ends."""
    _done(
        _libc.prctl(_SET_PDEATHSIG, number, 0, 0, 0), "the end with its parent (prctl)"
    )


def set_readable_by_peers(allowed: bool) -> None:
    """Let other processes of the same user look into this one's memory, or not."""
    _done(_libc.prctl(_SET_DUMPABLE, int(allowed), 0, 0, 0), "its own memory (prctl)")


def empty_bounding_set() -> None:
    """Make sure that no program started from here can have any capability."""
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text("ascii"))
    for capability in range(last + 1):
        dropped = _libc.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)
        _done(dropped, "the bounding set (prctl)")


def drop_capabilities() -> None:
    """Give up every capability, and every way to gain one, for good."""
    header = struct.pack("=Ii", _CAPABILITIES_VERSION_3, 0)
    _done(_libc.capset(header, bytes(24)), "its capabilities (capset)")
    _done(_libc.prctl(_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges (prctl)")


def _mount(
    source: str, at: str, kind: str | None, flags: int, options: str | None
) -> None:
    encoded = [
        None if text is None else os.fsencode(text)
        for text in (source, at, kind, options)
    ]
    call = _libc.mount(*encoded[:3], ctypes.c_ulong(flags), encoded[3])
    _done(call, f"{kind or 'the mounts'} at {at} (mount)")


def _set_attributes(folder: int, path: bytes, how: int, forbids: int) -> None:
    # struct mount_attr: to set, to clear, propagation, user namespace.
    wanted = struct.pack("=4Q", forbids, 0, 0, 0)
    call = _libc.syscall(
        _MOUNT_SETATTR, folder, path, how, wanted, ctypes.c_size_t(len(wanted))
    )
    _done(call, "a view that forbids writing (mount_setattr, from Linux 5.12)")


def _done(result: int, what: str) -> int:
    """Pass a result on; -1 becomes the OSError that it stands for."""
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"Linux refuses {what}: {os.strerror(number)}")
    return result
