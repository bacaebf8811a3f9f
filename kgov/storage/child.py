"""One door for work on foreign input: it is done in a process of its own, which may die without harm.

A parser or a query engine that is made to crash, to fill the memory or never to end takes that process along and
nothing else; the file or the query is then refused with the reason. The answer is taken in as plain data: no other
class than those of an answer can be made of it.
"""

from __future__ import annotations

import faulthandler
import gc
import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from typing import IO, Any, NoReturn, TypeVar

from kgov.errors import KgovError
from kgov.language import Both
from kgov.storage.confinement import MB, Limits, confine

T = TypeVar("T")
_CHUNK = 1 * MB
#: No process has more files open.
_MOST_FILES = 1 << 20
#: Exit codes of the child that say why there is no answer.
_NO_MEMORY, _FAILED = 101, 102
#: The only classes that an answer may hold.
_ANSWERS = {
    "datetime": {"date", "datetime", "time", "timedelta"},
    "kgov.language": {"Both"},
    "kgov.storage.spreadsheets": {"Reading"},
    "kgov.storage.table": {"Table"},
    "kgov.storage.tables": {"Sheet", "Workbook"},
    "kgov.storage.terms": {"Blank", "Iri", "Text"},
}


def confined(
    where: str | Both, limits: Limits, advice: Both, function: Callable[..., T], *arguments: object
) -> T:
    """Call a function in a process of its own, with limits and without a network.

    Args:
        where: the file or question, as the user named it.
        limits: what the work may use.
        advice: what the user can do where a limit is reached.
        function: a function of a module; the call must leave nothing behind but its answer.
        arguments: what it is called with.

    Raises:
        KgovError: the function raised it, or it reached a limit or crashed.
    """
    begin = (
        _fork if sys.platform == "linux" else _spawn
    )  # what else runs in a doubled process is not safe on others
    process, pipe = begin(limits, function, arguments)
    try:
        answer = _received(pipe, limits, process)
    except _Stopped as stop:
        raise KgovError(stop.problem, advice, where) from None
    finally:
        process.end()
        pipe.close()
    outcome, value = _Plain(io.BytesIO(answer)).load()
    if outcome == "answer":
        return value  # type: ignore[no-any-return]
    if outcome == "refused":
        raise KgovError(*value)
    raise RuntimeError(value)


class _Plain(pickle.Unpickler):
    """Reads an answer, and refuses to make anything that no answer holds."""

    def find_class(self, module: str, name: str) -> Any:
        if name not in _ANSWERS.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


class _Stopped(Exception):
    """There is no answer."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.problem = Both(sv, en)


class _Forked:
    """A child that shares what its parent holds."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.code: int | None = None

    def wait(self) -> int:
        """Wait for its end and give its exit code; it stays known to the kernel, so that it can still be killed."""
        status = os.waitid(os.P_PID, self.number, os.WEXITED | os.WNOWAIT)
        assert status is not None
        return status.si_status if status.si_code == os.CLD_EXITED else -status.si_status

    def kill(self) -> None:
        os.kill(self.number, signal.SIGKILL)

    def end(self) -> None:
        self.kill()
        os.waitpid(self.number, 0)


class _Spawned:
    """A child that begins anew, where a process cannot be doubled."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def wait(self) -> int:
        return self.process.wait()

    def kill(self) -> None:
        self.process.kill()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stdin
        self.process.stdin.close()


def _fork(
    limits: Limits, function: Callable[..., object], arguments: tuple[object, ...]
) -> tuple[_Forked, IO[bytes]]:
    reader, writer = os.pipe()
    parent = os.getpid()
    with warnings.catch_warnings():  # of threads, whose locks the child never asks for
        warnings.simplefilter("ignore", DeprecationWarning)
        number = os.fork()
    if number == 0:
        _work(writer, limits, parent, function, arguments)
    os.close(writer)
    return _Forked(number), os.fdopen(reader, "rb", buffering=0)


def _spawn(
    limits: Limits, function: Callable[..., object], arguments: tuple[object, ...]
) -> tuple[_Spawned, IO[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", "from kgov.storage.child import main; main()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert process.stdin and process.stdout
    pickle.dump((limits, os.getpid(), function, arguments), process.stdin)
    process.stdin.flush()
    return _Spawned(process), process.stdout


def main() -> NoReturn:
    """The child that ``_spawn`` begins: it reads the call from standard input and ends when that closes."""
    limits, parent, function, arguments = pickle.load(sys.stdin.buffer)
    lifeline = threading.Thread(target=_end_with_parent, daemon=True)
    lifeline.start()
    _work(os.dup(sys.stdout.fileno()), limits, parent, function, arguments)


def _end_with_parent() -> None:
    sys.stdin.buffer.read(1)
    os._exit(_FAILED)


def _received(pipe: IO[bytes], limits: Limits, process: _Forked | _Spawned) -> bytes:
    """All that the child answers.

    Raises:
        _Stopped: it reached a limit or crashed.
    """
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    clock = threading.Timer(limits.seconds, stop)
    clock.start()
    try:
        answer = bytearray()
        while chunk := pipe.read(_CHUNK):
            answer += chunk
            if len(answer) > limits.answer:
                raise _Stopped("svaret blir för stort", "the answer grows too large")
        code = process.wait()
    finally:
        clock.cancel()
        clock.join()
    if code == 0 and answer:
        return bytes(answer)
    if late.is_set() or code == -getattr(signal, "SIGXCPU", 0):
        raise _Stopped(
            f"det tar för lång tid (mer än {limits.seconds:g} s)",
            f"it takes too long (more than {limits.seconds:g} s)",
        )
    if code in (_NO_MEMORY, -signal.SIGABRT, -9):
        raise _Stopped(
            f"det kräver för mycket minne (mer än {limits.memory // MB} MB)",
            f"it takes too much memory (more than {limits.memory // MB} MB)",
        )
    raise _Stopped(
        "det får programmet att krascha, kanske av för många nivåer i varandra",
        "it makes the program crash, perhaps by too many levels within each other",
    )


def _work(
    writer: int,
    limits: Limits,
    parent: int,
    function: Callable[..., object],
    arguments: tuple[object, ...],
) -> NoReturn:
    """What the child does: the call, the answer, and the end."""
    code = _FAILED
    try:
        _settle(writer)
        confine(limits, parent)
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(_answer(function, arguments), pipe, protocol=pickle.HIGHEST_PROTOCOL)
        code = 0
    except MemoryError:
        code = _NO_MEMORY
    finally:
        os._exit(code)


def _settle(writer: int) -> None:
    """Be silent, end at once when told to, leave no trace of a crash, and hold nothing that the parent has open.

    A lock that the parent has on a store would otherwise outlast it by the life of the child.
    """
    gc.disable()
    faulthandler.disable()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    os.closerange(3, writer)
    os.closerange(writer + 1, _MOST_FILES)


def _answer(function: Callable[..., object], arguments: tuple[object, ...]) -> tuple[str, object]:
    try:
        return "answer", function(*arguments)
    except KgovError as error:
        return "refused", (error.problem, error.advice, error.where)
    except MemoryError:
        raise
    except Exception:  # a fault of the program: its reader is told where it lies
        return "fault", traceback.format_exc()
