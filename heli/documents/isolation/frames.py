"""Messages over a pipe: eight bytes of length, then a pickle. Both ends are ours, a file's bytes are only a value."""

import pickle
from typing import IO, Any

LENGTH_BYTES = 8


def send(pipe: IO[bytes], body: bytes) -> None:
    pipe.write(len(body).to_bytes(LENGTH_BYTES, "big"))
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Raises EOFError when the other end is gone."""
    return pickle.loads(receive_bytes(pipe))  # noqa: S301  (written by our own process)


def receive_bytes(pipe: IO[bytes]) -> bytes:
    head = pipe.read(LENGTH_BYTES)
    if len(head) < LENGTH_BYTES:
        raise EOFError
    length = int.from_bytes(head, "big")
    body = pipe.read(length)
    if len(body) < length:
        raise EOFError
    return body
