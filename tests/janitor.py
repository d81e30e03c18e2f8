"""`python janitor.py FOLDER`: when whoever started it is gone, end the servers of that folder and remove it.

The tests stop their servers themselves; this is for a run that was killed and could not.
"""

import contextlib
import json
import os
import shutil
import signal
import sys
from pathlib import Path


def clean(folder: Path) -> None:
    for record in folder.glob("*/*.pid.json"):
        with contextlib.suppress(OSError, ValueError, KeyError):
            os.kill(json.loads(record.read_text())["pid"], signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.stdin.read()  # comes to its end when the other side is closed, by whatever death
    clean(Path(sys.argv[1]))
