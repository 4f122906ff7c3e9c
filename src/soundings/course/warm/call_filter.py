"""
The kernel calls that a submission may not make.

A namespace of its own making could hold memory that nobody counts, and so could
anonymous files, System V and POSIX queues, and io_uring. Sockets of families that
know no network namespace, such as vsock, would lead out of the machine.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct

_libc = ctypes.CDLL(None, use_errno=True)

# Numbers on x86_64 and aarch64, from asm/unistd.h.
_REFUSED = {
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "ptrace": (101, 117),
}
_CLONE, _CLONE3, _SOCKET = (56, 220), (435, 435), (41, 198)
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

# Cgroup, UTS, IPC, user, process, network and mount namespaces.
_NEW_SPACES = 0x7E020000
_UNIX, _INTERNET, _INTERNET_6, _NETLINK = 1, 2, 10, 16

# From linux/filter.h and linux/seccomp.h.
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
_SET_SECCOMP, _WITH_FILTER = 22, 2


class _Program(ctypes.Structure):
    """`struct sock_fprog`: how many instructions, and where."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def apply() -> None:
    """
    Refuse those calls in this process and all that it starts, for good.

    It needs `no_new_privs`, which `linux.drop_capabilities` sets.

    Raises
    ------
    OSError
        If the kernel was built without seccomp.
    """
    steps = _instructions()
    program = _Program(len(steps), b"".join(steps))
    if _libc.prctl(_SET_SECCOMP, _WITH_FILTER, ctypes.byref(program), 0, 0):
        number = ctypes.get_errno()
        raise OSError(
            number, f"Linux refuses a call filter (seccomp): {os.strerror(number)}"
        )


def _instructions() -> list[bytes]:
    """Write the filter: each call is looked up in turn, and allowed if none answers."""
    machine, architecture = _ARCHITECTURES[platform.machine()]
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_IF_EQUAL, architecture, skip_if=1),
        _step(_ANSWER, _KILL),
        _step(_LOAD, _NUMBER),
    ]
    if machine == 0:  # the second set of numbers that x86_64 has for 32-bit pointers
        steps += [
            _step(_IF_AT_LEAST, 0x40000000, skip_else=1),
            _step(_ANSWER, _REFUSE | errno.EPERM),
        ]
    for numbers in _REFUSED.values():
        steps += [
            _step(_IF_EQUAL, numbers[machine], skip_else=1),
            _step(_ANSWER, _REFUSE | errno.EPERM),
        ]
    # A filter cannot follow clone3's pointer; told it is absent, the C library uses clone.
    steps += [
        _step(_IF_EQUAL, _CLONE3[machine], skip_else=1),
        _step(_ANSWER, _REFUSE | errno.ENOSYS),
    ]
    families = [_step(_LOAD, _FIRST_ARGUMENT)]
    for family in (_UNIX, _INTERNET, _INTERNET_6, _NETLINK):
        families += [_step(_IF_EQUAL, family, skip_else=1), _step(_ANSWER, _ALLOW)]
    families.append(_step(_ANSWER, _REFUSE | errno.EAFNOSUPPORT))
    return [
        *steps,
        _step(_IF_EQUAL, _SOCKET[machine], skip_else=len(families)),
        *families,
        _step(_IF_EQUAL, _CLONE[machine], skip_else=3),
        _step(_LOAD, _FIRST_ARGUMENT),
        _step(_IF_ANY_BIT, _NEW_SPACES, skip_else=1),
        _step(_ANSWER, _REFUSE | errno.EPERM),
        _step(_ANSWER, _ALLOW),
    ]


def _step(what: int, value: int, skip_if: int = 0, skip_else: int = 0) -> bytes:
    """Write one `struct sock_filter`."""
    return struct.pack("=HBBI", what, skip_if, skip_else, value)
