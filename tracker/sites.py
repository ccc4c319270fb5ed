"""Which sites of this checkout are being served, so that ``stop`` finds them."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import psutil

STOP_TIMEOUT = 30  # seconds


@contextlib.contextmanager
def registered(directory: Path, *processes: int) -> Iterator[None]:
    """Keep a note of a supervisor and its server while the block runs.

    Args:
        directory: Where the notes are.
        processes: Process numbers, the supervisor's first.
    """
    directory.mkdir(parents=True, exist_ok=True)
    note = directory / f"{processes[0]}.json"
    started = {process: psutil.Process(process).create_time() for process in processes}
    note.write_text(json.dumps(started), encoding="ascii")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def stop_all(directory: Path) -> int:
    """Ask every site to stop, end what does not; return how many there were."""
    notes = sorted(directory.glob("*.json"))
    stopped = 0
    for note in notes:
        started = json.loads(note.read_text(encoding="ascii"))
        processes = [
            process
            for number, time in started.items()
            if (process := _process(int(number), time)) is not None
        ]
        stopped += bool(processes)
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.terminate()
        _, left = psutil.wait_procs(processes, timeout=STOP_TIMEOUT)
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        note.unlink(missing_ok=True)
    return stopped


def _process(number: int, started: float) -> psutil.Process | None:
    """Find a process, unless its number has gone to another one since."""
    try:
        process = psutil.Process(number)
        return process if process.create_time() == started else None
    except psutil.NoSuchProcess:
        return None
