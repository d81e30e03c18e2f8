"""Before a rollout: indexes first, then the pending migrations in order. Safe to repeat and to interrupt."""

import importlib
import pkgutil
from types import ModuleType

from core import clock, db, migrations
from core.migrations.documents import DOCUMENTS, WRITTEN_ONCE
from core.migrations.models import AppliedMigration


def migrate(package: ModuleType = migrations) -> list[str]:
    """Make the database what this release needs; the names of the migrations that were run.

    A migration is a module `m<date>_<story>` with one function `migrate()`, which must be safe to run
    again: one that was killed half-way is run again from its start.
    """
    db.check_server()
    ensure_indexes()
    return [name for name in pending(package) if _apply(package, name)]


def pending(package: ModuleType = migrations) -> list[str]:
    """The names of the migrations that this database has not seen, in order."""
    known = sorted(
        module.name for module in pkgutil.iter_modules(package.__path__) if module.name.startswith("m2")
    )
    applied = {migration.id for migration in AppliedMigration.objects}
    return [name for name in known if name not in applied]


def ensure_indexes() -> int:
    """Make the declared indexes, and how many collections have theirs now.

    What is written once is asked first: whoever may make no index there has none to make.
    """
    written_once = [document for document in WRITTEN_ONCE if db.missing_indexes([document])]
    others = [document for document in DOCUMENTS if document not in WRITTEN_ONCE]
    db.ensure_indexes([*written_once, *others])
    return len(DOCUMENTS)


def missing_indexes() -> list[str]:
    """The declared indexes that the database lacks."""
    return db.missing_indexes(DOCUMENTS)


def _apply(package: ModuleType, name: str) -> bool:
    importlib.import_module(f"{package.__name__}.{name}").migrate()
    AppliedMigration(id=name, applied_at=clock.now()).save()
    return True
