import gc
import os
import subprocess
import sys
from pathlib import Path


def test_what_a_process_began_with_is_not_looked_through_again() -> None:
    """In a process of its own: the one that runs the tests goes on as it is."""
    said = (
        "import gc; from core.garbage import NEW, settle; settle();"
        "assert gc.get_freeze_count() > 5_000, gc.get_freeze_count();"
        "assert gc.get_threshold()[0] == NEW; assert gc.isenabled()"
    )

    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0
    assert gc.get_freeze_count() == 0


def test_every_worker_of_the_bff_settles(own_environment: dict[str, str], tmp_path: Path) -> None:
    said = (
        "import gc; from types import SimpleNamespace as Its; from bff import gunicorn_conf;"
        "gunicorn_conf.post_worker_init(Its(follows_another=False, pid=1, log=Its(info=print)));"
        "assert gc.get_freeze_count() > 5_000"
    )
    env = {**os.environ, **own_environment, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}

    assert subprocess.run([sys.executable, "-c", said], check=False, env=env).returncode == 0


def test_what_holds_itself_still_goes() -> None:
    said = (
        "import gc, weakref; from core.garbage import NEW, settle; settle();"
        "Loop = type('Loop', (), {}); one = Loop(); one.it = one; gone = weakref.ref(one); del one;"
        "kept = [[] for _ in range(NEW + 10)]; assert gone() is None"
    )

    assert subprocess.run([sys.executable, "-c", said], check=False).returncode == 0
