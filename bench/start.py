"""How long `make run` takes from nothing to READY, and the second time, on a machine with packages installed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from dev.ports import free_port

PORTS = ("MONGODB", "REDIS", "STRIPE", "CONTENTFUL", "MAIL", "MAILBOX")


def seconds_to_ready(folder: Path) -> float:
    """Start the whole shop with its data in *folder*, wait for READY, stop it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("SHOP_")}
    env |= {f"SHOP_DEV_{name}_PORT": str(free_port()) for name in PORTS}
    env |= {f"SHOP_{name}_BIND": f"127.0.0.1:{free_port()}" for name in ("BFF", "ADMIN", "METRICS")}
    command = [sys.executable, "-m", "dev.run", "--data", str(folder)]
    start = time.perf_counter()
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        for line in child.stdout:
            if line.startswith("READY"):
                break
        seconds = time.perf_counter() - start
        child.send_signal(signal.SIGTERM)
        child.communicate(timeout=30)
    return seconds
