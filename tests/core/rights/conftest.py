from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymongo
import pytest
from pymongo.database import Database

from core import db
from core.migrations.documents import WRITTEN_ONCE
from core.migrations.services import migrate
from core.processes import SECRETS_OF, Process
from core.rights import roles
from core.rights.redis import RULES, lines
from core.settings import Settings, settings
from tests import builders as a
from tests.conftest import read_settings_of
from tests.core.rights.servers import GuardedMongod, GuardedRedis

DATABASE = "guarded"
PASSWORDS: dict[Process, str] = {process: f"the-password-of-{process:-<32}" for process in SECRETS_OF}


@dataclass(frozen=True)
class House:
    """A shop whose MongoDB and Redis let nobody in but its processes, each with its own rights."""

    mongod: GuardedMongod
    redis: GuardedRedis
    own_environment: dict[str, str]
    workshop: Path

    def environment_of(self, process: Process) -> dict[str, str]:
        password = PASSWORDS[process]
        return {
            **self.own_environment,
            "SHOP_PROCESS": process,
            "SHOP_MONGODB_DATABASE": DATABASE,
            "SHOP_MONGODB_URI": self.mongod.uri_of(process, password, DATABASE),
            "SHOP_REDIS_URL": self.redis.url_of(process, password) if process in RULES else "",
            "SHOP_STOREFRONT_URL": "",
        }

    def database_as(self, process: Process) -> "Database[dict[str, Any]]":
        """The shop's database as that process sees it. To be closed by whoever asks."""
        client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(
            self.environment_of(process)["SHOP_MONGODB_URI"]
        )
        return client[DATABASE]

    @contextmanager
    def as_process(self, process: Process) -> Iterator[Settings]:
        """This very process is that one of the shop, until it ends."""
        with self._connected(self.environment_of(process)) as told:
            yield told

    @contextmanager
    def as_root(self) -> Iterator[Settings]:
        """This very process may do everything: it gets things ready, and looks at what has become of them."""
        told = self.environment_of("release") | {"SHOP_MONGODB_URI": self.mongod.root_uri}
        with self._connected(told) as read:
            yield read

    def _connected(self, environment: dict[str, str]) -> AbstractContextManager[Settings]:
        return connected(environment, self.own_environment, self.workshop)


@contextmanager
def connected(environment: dict[str, str], own: dict[str, str], empty_folder: Path) -> Iterator[Settings]:
    """This very process has those settings, until it ends; then it has the tests' own again."""
    told = read_settings_of(environment, empty_folder)
    db.connect(told)
    try:
        yield told
    finally:
        db.client().close()
        db.connect(read_settings_of(own, empty_folder))


@pytest.fixture(scope="module")
def house(workshop: Path, own_environment: dict[str, str]) -> Iterator[House]:
    """With roles and users that whoever may make them has made, and with indexes that the release has made."""
    acl = "\n".join(lines({process: (PASSWORDS[process],) for process in RULES}))
    with GuardedMongod(workshop / "guarded") as mongod, GuardedRedis(workshop / "acl", acl) as redis_server:
        found = House(mongod, redis_server, own_environment, workshop)
        with found.as_root():
            database = db.client()[DATABASE]
            db.ensure_indexes(WRITTEN_ONCE)
            roles.make_roles(database)
            roles.make_users(database, PASSWORDS)
        with found.as_process("release"):
            migrate()
        with found.as_root():
            a.markets()
            a.goods("MUG-SAND", available=50)
            a.staff_member("owner@quayside.example", "owner")
        yield found
        assert settings().mongodb_database != DATABASE
