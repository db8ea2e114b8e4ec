"""Walls around a worker process: no network, bounded memory, no life after its parent. Linux; elsewhere what there is."""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from typing import Final

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h
PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 22, 38  # linux/prctl.h
SECCOMP_MODE_FILTER = 2  # linux/seccomp.h
ALLOW, DENY = 0x7FFF0000, 0x00050000 | 13  # SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO with EACCES
# Machine → its number in audit messages, the number of socket(2), and the first number of another calling convention.
SOCKET: Final = {"x86_64": (0xC000003E, 41, 0x40000000), "aarch64": (0xC00000B7, 198, 0xFFFFFFFF)}
LOAD, JUMP_EQUAL, JUMP_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06  # linux/bpf_common.h


def confine(memory: int) -> tuple[str, ...]:
    """Put the walls up around this process; returns the names of those that stand.

    Args:
        memory: bytes of address space beyond what the process has now; 0 for no limit.
    """
    walls = []
    if memory:
        size = _size() + memory
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        walls.append("memory")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if libc.unshare(CLONE_NEWNET) == 0 or libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
            walls.append("network namespace")
        if _no_sockets(libc):
            walls.append("no sockets")
    return tuple(walls)


def _size() -> int:
    """Bytes of address space that this process has; 0 where that cannot be told."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _no_sockets(libc: ctypes.CDLL) -> bool:
    """Let the kernel refuse socket(2) to this process and all its threads; False where that cannot be had.

    The filter: another architecture or calling convention is refused whole, then socket(2), all else is allowed.
    """
    machine = SOCKET.get(platform.machine())
    if machine is None:
        return False
    audit, number, foreign = machine
    rules = (
        (LOAD, 0, 0, 4),  # the architecture
        (JUMP_EQUAL, 0, 4, audit),
        (LOAD, 0, 0, 0),  # the number of the call
        (JUMP_AT_LEAST, 2, 0, foreign),
        (JUMP_EQUAL, 1, 0, number),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, DENY),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
    program = ctypes.create_string_buffer(struct.pack("HP", len(rules), ctypes.addressof(code)))
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0) == 0)
