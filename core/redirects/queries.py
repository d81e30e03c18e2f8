from collections.abc import Iterable, Iterator

from core.redirects.addresses import spelled
from core.redirects.errors import RedirectNotFound
from core.redirects.models import Redirect


def redirect_for(path: str) -> Redirect:
    """Where somebody who asks for *path* is to go: one read. Its query, encoding and last slash do not matter.

    Raises RedirectNotFound.
    """
    source = spelled(path)
    redirect: Redirect | None = Redirect.objects(id=source).first()
    if redirect is None:
        raise RedirectNotFound(source)
    return redirect


def leading_to(paths: Iterable[str]) -> list[Redirect]:
    """The redirects that lead to one of these paths of the shop, the newest first: one read of an index."""
    return list(Redirect.objects(towards__in=[spelled(path) for path in paths]).order_by("-created_at", "id"))


def every_redirect() -> Iterator[Redirect]:
    """All of them, by source."""
    yield from Redirect.objects.order_by("id")
