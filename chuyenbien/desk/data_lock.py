"""Who uses the data folder: any number of servers, or one restore and nobody else.

The lock is the operating system's and goes with the process, however that ends.
"""

from __future__ import annotations

import fcntl
import os
from typing import IO

from django.conf import settings


class InUse(Exception):
    """Somebody else holds the data folder in a way that does not go together."""


def hold(*, alone: bool) -> IO[str]:
    """Hold the data folder until the returned file is closed or the process ends."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    file = open(settings.DATA_DIR / "in-use.lock", "a")  # noqa: SIM115 (kept open: it is the lock)
    try:
        fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise InUse from error
    os.set_inheritable(file.fileno(), False)
    return file
