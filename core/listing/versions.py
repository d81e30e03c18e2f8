"""The one clock of everything that is built: a number drawn before anything is read."""

from core.listing.models import PageVersion

COUNTER = "pages"


def next_version() -> int:
    """A version that nothing has yet. Of two builds the one that drew later has seen at least what the other saw."""
    counter = PageVersion.objects(id=COUNTER).modify(upsert=True, new=True, inc__version=1)
    return int(counter.version)


def current_version() -> int:
    counter = PageVersion.objects(id=COUNTER).first()
    return int(counter.version) if counter else 0
