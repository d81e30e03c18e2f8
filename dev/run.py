"""`make run`: the whole shop on this machine, until Ctrl-C."""

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from dotenv import dotenv_values

from dev.errors import CannotStart
from dev.folders import ROOT, open_folder
from dev.leftovers import FolderLock
from dev.plan import STAFF_EMAIL, plan_run
from dev.stack import Left, Stack
from dev.supervisor import Log


def main() -> int:
    """The exit code: 0 after Ctrl-C or SIGTERM, 1 when something was in the way or fell."""
    parser = argparse.ArgumentParser("python -m dev.run", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=ROOT / ".data", help="where its data is (default %(default)s)"
    )
    folder = parser.parse_args().data.absolute()
    try:
        open_folder(folder, "The shop")
        with FolderLock(folder / "lock"):
            fall = run(folder)
    except Left:
        return 0
    except CannotStart as trouble:
        fall = str(trouble)
    except OSError as error:
        fall = f"{error.filename or folder}: {error.strerror or error}."
    if fall:
        print(fall, file=sys.stderr)
    return 1 if fall else 0


def run(folder: Path) -> str | None:
    """Start, say READY, stay until asked to leave; answers the sentence about a part that fell, if any."""
    plan = plan_run(folder, {**dotenv_values(ROOT / ".env"), **os.environ})
    log = Log([command.name for command in plan.commands], sys.stdout)
    stack = Stack(plan, say=log.say, write=log.write)

    def leave(_signal: int, _frame: FrameType | None) -> None:
        stack.leaving = True

    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, leave)
    with stack:
        log.say(ready_line(stack))
        fall = stack.watch()
        log.say("stopping")
    return fall


def ready_line(stack: Stack) -> str:
    """What a person or a test needs to begin; a part that is given, and not ours, is left out."""
    plan, urls = stack.plan, stack.urls
    shown = {"bff": urls["bff"], "admin": urls["admin"], "staff": STAFF_EMAIL, "password": plan.password}
    shown |= {part: urls[part] for part in ("stripe", "contentful") if plan.is_ours(part)}
    if plan.is_ours("mailbox"):
        shown["mail"] = urls["mailbox"]
    return " ".join(["READY", *(f"{name}={value}" for name, value in shown.items())])


if __name__ == "__main__":
    sys.exit(main())
