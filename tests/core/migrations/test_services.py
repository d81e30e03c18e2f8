import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from core.db import NotAReplicaSet
from core.markets.models import Location
from core.migrations.documents import DOCUMENTS
from core.migrations.models import AppliedMigration
from core.migrations.services import migrate, missing_indexes, pending
from core.outbox.models import OutboxMessage
from tests.wire import Killed, Wire

pytestmark = pytest.mark.usefixtures("database")

STEP = """
from core.markets.models import Location

def migrate():
    Location.objects(code="{code}").update_one(upsert=True, set__name="{code}", set__country="DE", inc__visits=1)
"""


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A package of two migrations, with things in it that are none."""
    folder = tmp_path / "story_of_the_tests"
    folder.mkdir()
    for name, code in (("m20260102_second", "second"), ("m20260101_first", "first")):
        (folder / f"{name}.py").write_text(_step(code))
    for name in ("__init__.py", "models.py", "services.py"):
        (folder / name).write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    yield import_module(folder.name)
    for name in [name for name in sys.modules if name.startswith(folder.name)]:
        del sys.modules[name]


def _step(code: str) -> str:
    return (
        "from core.markets.models import Location\n\n\n"
        "def migrate():\n"
        f"    Location._get_collection().update_one({{'_id': '{code}'}},"
        " {'$inc': {'visits': 1}, '$set': {'name': 'x', 'country': 'DE'}}, upsert=True)\n"
    )


def visits() -> dict[str, int]:
    return {row["_id"]: row["visits"] for row in Location._get_collection().find()}


def test_migrations_run_once_and_in_order(story: ModuleType) -> None:
    assert pending(story) == ["m20260101_first", "m20260102_second"]
    assert migrate(story) == ["m20260101_first", "m20260102_second"]
    assert migrate(story) == []
    assert visits() == {"first": 1, "second": 1}
    assert AppliedMigration.objects.count() == 2


def test_one_that_was_killed_half_way_runs_again_and_those_before_it_do_not(
    story: ModuleType, wire: Wire
) -> None:
    def die(command: object) -> None:
        if getattr(command, "collection", "") == "migrations" and "m20260102_second" in str(command):
            raise Killed

    with pytest.raises(Killed), wire.heard_by(die):
        migrate(story)

    assert pending(story) == ["m20260102_second"]
    assert migrate(story) == ["m20260102_second"]
    assert visits() == {"first": 1, "second": 2}


def test_a_new_release_may_bring_new_ones(story: ModuleType) -> None:
    migrate(story)
    folder = Path(story.__path__[0])
    (folder / "m20270101_third.py").write_text(_step("third"))

    assert migrate(story) == ["m20270101_third"]


def test_every_declared_index_is_there_and_a_missing_one_is_named() -> None:
    assert missing_indexes() == []

    OutboxMessage._get_collection().drop_index("state_1_due_at_1")
    assert len(missing_indexes()) == 1
    assert missing_indexes()[0].startswith("outbox: ")
    migrate()
    assert missing_indexes() == []


def test_the_database_has_no_index_that_nobody_declared() -> None:
    extra = {document.__name__: document.compare_indexes()["extra"] for document in DOCUMENTS}

    assert {name: found for name, found in extra.items() if found} == {}


def test_a_mongod_without_a_replica_set_is_refused_with_the_thing_to_do() -> None:
    assert "--replSet" in str(NotAReplicaSet("MongoDB must run as a replica set: start it with --replSet"))
