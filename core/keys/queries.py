import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core import clock
from core.keys.errors import KeyNotFound, KeyNotGood
from core.keys.models import ApiKey
from core.keys.tokens import token_in
from core.rows import read_by_id

READ = {"name": 1, "scopes": 1, "digest": 1, "expires_at": 1, "ended_at": 1, "last_used_at": 1}
MINUTE = timedelta(minutes=1)
MOST_KEYS = 500


@dataclass(frozen=True)
class Machine:
    """Who shows a key: what the audit calls them, and what the key opens."""

    key_id: str
    name: str
    scopes: frozenset[str]

    @property
    def actor(self) -> str:
        return f"key:{self.key_id}"


def machine_with(text: str) -> Machine:
    """The machine whose key that is. Raises KeyNotGood.

    It is asked of the database each time, by one read of a key: what has been ended is over in every process at once.
    Once a minute at most it is written down that it was used.
    """
    token, now = token_in(text), clock.now()
    row = read_by_id(ApiKey._get_collection_name(), token.id, READ) if token else None
    if token is None or row is None or not hmac.compare_digest(row["digest"], token.digest):
        raise KeyNotGood
    if row.get("ended_at") is not None or _utc(row["expires_at"]) <= now:
        raise KeyNotGood
    used = row.get("last_used_at")
    if used is None or _utc(used) <= now - MINUTE:
        ApiKey.objects(id=token.id, last_used_at=used).update_one(set__last_used_at=now)
    return Machine(token.id, row["name"], frozenset(row["scopes"]))


def key_by_id(key_id: str) -> ApiKey:
    """Raises KeyNotFound."""
    key: ApiKey | None = ApiKey.objects(id=key_id).first()
    if key is None:
        raise KeyNotFound(key_id)
    return key


def keys() -> list[ApiKey]:
    """Every key that was ever made, the newest first; five hundred at most."""
    return list(ApiKey.objects.order_by("-created_at").limit(MOST_KEYS))


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
