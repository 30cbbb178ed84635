"""A process that ends when its supervisor does, however that one ended.

The supervisor holds the only writing end of a pipe; each child inherits the reading end. The end of the pipe means
that the supervisor is gone: the child asks itself to stop, and a little later ends its whole session.

`python -m heli.private_postgres.lifeline MODULE [ARGUMENT …]` runs a module so.
"""

import os
import runpy
import signal
import sys
import threading
import time

VARIABLE = "HELI_LIFELINE"
GRACE_SECONDS = 5.0


def hold() -> None:
    """Watches the inherited pipe, if there is one, from a thread of this process. A fork needs a call of its own."""
    inherited = os.environ.get(VARIABLE, "")
    if inherited.isdigit():
        threading.Thread(target=_watch, args=[int(inherited)], name="lifeline", daemon=True).start()


def _watch(descriptor: int) -> None:
    try:
        while os.read(descriptor, 1):
            pass
    except OSError:  # the number is no longer our pipe: nothing to hold on to
        return
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    if os.getsid(0) == os.getpgid(0):
        os.killpg(0, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    hold()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
