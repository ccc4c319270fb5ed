"""One client over one connection, and what a request costs server and database."""

from __future__ import annotations

import os
import random
import socket
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import psutil

HOST = "127.0.0.1"
BLOCK = 1 << 20


class Client:
    """Asks with GET over one connection that stays open; reads whole answers."""

    def __init__(self, port: int) -> None:
        """Connect to a server on this machine."""
        self.port = port
        self.connect()

    def connect(self) -> None:
        """Connect anew: a server may have closed what was not used for a while."""
        self.socket = socket.create_connection((HOST, self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str) -> bytes:
        """Give the body of an answer.

        Raises:
            RuntimeError: The answer is not 200, or does not say how long it is.
        """
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        received = bytearray()
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head, body = bytes(received[:end]), received[end + 4 :]
        status, *lines = head.split(b"\r\n")
        if status.split()[1] != b"200":
            raise RuntimeError(f"{path}: {status.decode()}")
        headers = dict(line.lower().split(b": ", 1) for line in lines)
        if b"content-length" in headers:
            while len(body) < int(headers[b"content-length"]):
                body += self._more()
            return bytes(body)
        if headers.get(b"transfer-encoding") != b"chunked":
            raise RuntimeError(f"{path}: an answer without a length")
        while not body.endswith(b"0\r\n\r\n"):
            body += self._more()
        return _unchunked(bytes(body))

    def _more(self) -> bytes:
        block = self.socket.recv(BLOCK)
        if not block:
            raise RuntimeError("the server closed the connection")
        return block


def _unchunked(body: bytes) -> bytes:
    found = []
    while True:
        length, _, rest = body.partition(b"\r\n")
        size = int(length, 16)
        if size == 0:
            return b"".join(found)
        found.append(rest[:size])
        body = rest[size + 2 :]


@dataclass(frozen=True, slots=True)
class Cost:
    """What requests cost, a request.

    Attributes:
        cpu: Seconds of the server's processes and the database's.
        wall: Seconds that the client waited; the median.
        size: Bytes of the last answer.
    """

    cpu: float
    wall: float
    size: int


def cpu_of(processes: Iterable[int]) -> float:
    """Add up the CPU seconds of processes and all below them."""
    total = 0.0
    for number in processes:
        try:
            process = psutil.Process(number)
            for each in (process, *process.children(recursive=True)):
                times = each.cpu_times()
                total += times.user + times.system
        except psutil.NoSuchProcess:
            continue
    return total


def measure(
    client: Client, paths: Sequence[str], processes: Sequence[int], seconds: float
) -> Cost:
    """Ask for paths in a random order until the time is over."""
    order = random.Random(1)
    client.connect()
    for path in paths[:5]:
        client.get(path)
    waits: list[float] = []
    size = 0
    before, began = cpu_of(processes), time.perf_counter()
    while time.perf_counter() - began < seconds or len(waits) < 3:
        path = order.choice(paths)
        asked = time.perf_counter()
        size = len(client.get(path))
        waits.append(time.perf_counter() - asked)
    spent = cpu_of(processes) - before
    # The system counts CPU in ticks; too few of them say nothing.
    tick = 1 / os.sysconf("SC_CLK_TCK")
    return Cost(max(spent, tick) / len(waits), statistics.median(waits), size)
