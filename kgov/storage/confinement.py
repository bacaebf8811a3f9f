"""What a process that reads foreign input gives up before it does: memory, time, files and the network.

Linux can take all of it away without special rights. Elsewhere less can be taken, and ``lacking`` says what.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass

from kgov.language import Both

MB = 1024 * 1024
_PDEATHSIG, _NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 1, 38, 22, 2
_REFUSE, _ALLOW = 0x00050001, 0x7FFF0000  # EPERM to the caller, or the call as it is
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
#: By machine: its name to the kernel, and the numbers of the system calls that reach out of the process: socket,
#: connect, sendto, sendmsg, execve, execveat, ptrace and io_uring_setup, which could do all of these unseen.
_MACHINES = {
    "x86_64": (0xC000003E, (41, 42, 44, 46, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 203, 206, 211, 221, 281, 117, 425)),
}
_FOREIGN_CALLS = 0x40000000  # the calls of the x32 convention begin here


@dataclass(frozen=True)
class Limits:
    """What one piece of work may use.

    Args:
        seconds: time, of the processor and by the clock.
        memory: bytes beyond what the process holds when it begins.
        answer: bytes of the answer.
    """

    seconds: float = 60
    memory: int = 2048 * MB
    answer: int = 512 * MB


def lacking() -> list[Both]:
    """The protections against hostile input that this machine does not have."""
    found = []
    if sys.platform != "linux":
        found.append(Both("minnestak", "a limit on memory"))
    if sys.platform == "win32":
        found.append(Both("tak på processortid", "a limit on processor time"))
    if not can_close_the_network():
        found.append(Both("stängt nät", "a closed network"))
    return found


def can_close_the_network() -> bool:
    """Whether the kernel can refuse this process the network without special rights."""
    if sys.platform != "linux" or os.uname().machine not in _MACHINES:
        return False
    try:
        with open("/proc/sys/kernel/seccomp/actions_avail", encoding="ascii") as actions:
            return "errno" in actions.read()
    except OSError:
        return False


def confine(limits: Limits, parent: int) -> None:
    """Give up for the rest of this process what foreign input could misuse, and end when the parent ends.

    Args:
        limits: what may be used.
        parent: the process that waits for the answer.

    Raises:
        OSError: the kernel refuses a protection that this machine has.
    """
    if sys.platform == "win32":
        return
    _set_limits(limits)
    if sys.platform == "linux":
        import ctypes  # only a confined process needs it, and start-up counts

        prctl = ctypes.CDLL(None, use_errno=True).prctl
        prctl(_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if can_close_the_network():
            _close_the_network(prctl)
    if os.getppid() != parent:  # it ended before it could be asked to take this process along
        os._exit(1)


def _set_limits(limits: Limits) -> None:
    if sys.platform == "win32":
        return
    import resource

    seconds = int(limits.seconds) + 1
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as held:
            pages = int(held.read().split()[0])
        _lower(resource.RLIMIT_AS, pages * resource.getpagesize() + limits.memory)


def _lower(what: int, value: int) -> None:
    """Set a limit, never above one that is set already."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(what, (value, value))


def _close_the_network(prctl: Callable[..., int]) -> None:
    """Let the kernel refuse the calls that reach out of the process, whoever makes them."""
    import ctypes

    kernel_name, calls = _MACHINES[os.uname().machine]
    refuse = 5 + len(calls)  # the place of the last step; jumps count from the step after the jump
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, refuse - 2, kernel_name),
        (_LOAD, 0, 0, 0),
        (_AT_LEAST, refuse - 4, 0, _FOREIGN_CALLS),
        *((_EQUAL, refuse - place - 1, 0, call) for place, call in enumerate(calls, 4)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    listed = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(listed)))
    if prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or prctl(_SECCOMP, _FILTER, program, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")
