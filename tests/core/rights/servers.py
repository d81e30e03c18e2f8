"""A MongoDB that lets nobody in without a password or a certificate, and a Redis with the shop's users."""

import contextlib
import socket
import ssl
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pymongo
import redis
from pymongo.errors import ConnectionFailure, OperationFailure

from dev.mongod import REPLICA_SET, Mongod
from dev.ports import LOOPBACK
from dev.redis_server import RedisServer
from tests.certificates import Authority

ROOT, ROOT_PASSWORD = "root", "the-password-of-whoever-makes-users"  # pragma: allowlist secret
KEY = "TheKeyByWhichTheMembersOfAReplicaSetKnowEachOther"  # pragma: allowlist secret
"""Letters of base64 alone."""


class GuardedMongod(Mongod):
    """A replica set of one that asks everybody who they are; its first user may do everything."""

    def command(self) -> list[str]:
        key = self.directory / "key"
        key.touch(mode=0o600)
        key.write_text(KEY)
        return [*super().command(), "--auth", "--keyFile", str(key)]

    def is_ready(self, deadline: float) -> bool:
        """Until there is a user, whoever is on this machine may make the replica set, and the first one."""
        patience = int(1000 * max(0.1, min(0.5, deadline - time.monotonic())))
        address = f"mongodb://{LOOPBACK}:{self.port}/?directConnection=true{self.options}"
        client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(
            address, serverSelectionTimeoutMS=patience, connectTimeoutMS=patience
        )
        with client, contextlib.suppress(ConnectionFailure):
            hello = client.admin.command("hello")
            if hello["isWritablePrimary"]:
                client.admin.command("createUser", ROOT, pwd=ROOT_PASSWORD, roles=["root"])
                return True
            if "setName" not in hello:
                self._found(client)
        return False

    def _found(self, client: "pymongo.MongoClient[dict[str, Any]]") -> None:
        members = [{"_id": 0, "host": f"{LOOPBACK}:{self.port}"}]
        with contextlib.suppress(OperationFailure):  # it is at it
            client.admin.command("replSetInitiate", {"_id": REPLICA_SET, "members": members})

    @property
    def options(self) -> str:
        """What else an address says."""
        return ""

    def uri_of(self, user: str, password: str, source: str) -> str:
        where = f"{LOOPBACK}:{self.port}/?replicaSet={REPLICA_SET}&authSource={source}"
        return f"mongodb://{user}:{password}@{where}{self.options}"

    @property
    def root_uri(self) -> str:
        return self.uri_of(ROOT, ROOT_PASSWORD, "admin")


class GuardedRedis(RedisServer):
    """A Redis that knows the users of an ACL file, and nobody else."""

    def __init__(self, directory: Path, acl: str) -> None:
        super().__init__(directory)
        self.acl = acl

    def command(self) -> list[str]:
        file = self.directory / "users.acl"
        file.write_text(self.acl)
        return [*super().command(), "--aclfile", str(file)]

    def is_ready(self, deadline: float) -> bool:
        """It answers, if only that it wants to know who asks."""
        patience = max(0.1, min(0.5, deadline - time.monotonic()))
        client = redis.Redis(LOOPBACK, self.port, socket_timeout=patience, socket_connect_timeout=patience)
        with client, contextlib.suppress(redis.ConnectionError, redis.TimeoutError):
            try:
                client.ping()
            except redis.AuthenticationError:
                return self.is_running
        return False

    def url_of(self, user: str, password: str) -> str:
        return f"redis://{user}:{password}@{LOOPBACK}:{self.port}/0"


class SealedMongod(GuardedMongod):
    """The same behind TLS, which everybody has to show a certificate of *authority* to."""

    def __init__(self, directory: Path, authority: Authority) -> None:
        super().__init__(directory)
        self._authority = authority
        self._own = authority.sign("CN=mongod,O=Servers", "mongod.pem")
        self._first = authority.sign("CN=first,O=Operators", "first.pem")

    def command(self) -> list[str]:
        files = ("--tlsCertificateKeyFile", str(self._own), "--tlsCAFile", str(self._authority.file))
        return [*super().command(), "--tlsMode", "requireTLS", *files]

    @property
    def options(self) -> str:
        files = urlencode({"tlsCertificateKeyFile": self._first, "tlsCAFile": self._authority.file})
        return f"&tls=true&{files}"

    @property
    def certificate_uri(self) -> str:
        """For whoever is known by their certificate, which the settings name."""
        where = f"mongodb://{LOOPBACK}:{self.port}/?replicaSet={REPLICA_SET}"
        return f"{where}&tls=true&authMechanism=MONGODB-X509"


class Sealed:
    """TLS in front of a server that has none: who shows no certificate of *authority* gets no byte through.

    The redis-server of the wheel is built without TLS; this ends it as stunnel would.
    """

    def __init__(self, port: int, authority: Authority) -> None:
        self._behind = port
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=str(authority.file))
        self._context.load_cert_chain(authority.sign("CN=redis,O=Servers", "redis.pem"))
        self._context.verify_mode = ssl.CERT_REQUIRED
        self.seen: list[str] = []
        """The common names of those who have come, in their order."""
        self._door = socket.create_server((LOOPBACK, 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        with contextlib.suppress(OSError):  # it was closed
            while True:
                caller, _ = self._door.accept()
                threading.Thread(target=self._let_in, args=(caller,), daemon=True).start()

    def _let_in(self, caller: socket.socket) -> None:
        with contextlib.suppress(OSError), self._context.wrap_socket(caller, server_side=True) as sealed:
            shown: Any = sealed.getpeercert()
            self.seen.append(dict(pair for (pair, *_) in shown["subject"])["commonName"])
            with socket.create_connection((LOOPBACK, self._behind)) as behind:
                threading.Thread(target=_pass_on, args=(behind, sealed), daemon=True).start()
                _pass_on(sealed, behind)

    def close(self) -> None:
        self._door.close()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := one.recv(65_536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
