"""What the storefront was told to drop, and what each of its replicas answered."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from flask import flash, redirect, url_for
from mongoengine import QuerySet
from werkzeug import Response

from admin.base import StaffView, command, page
from admin.choices import Choice
from admin.context import shop
from admin.identity import actor
from core.storefront.models import Purge
from core.storefront.queries import purge_by_id
from core.storefront.services import send_again
from core.storefront.tags import NAMED

TAGS_IN_A_ROW = 2
ANSWERS = {"heard": "Heard by all", "open": "Not heard by all"}


def _whether_heard(wanted: str) -> Mapping[str, object]:
    return {"answered_at__ne": None} if wanted == "heard" else {"answered_at": None}


class Purges(StaffView):
    """Every call to the storefront of the last 30 days, the newest first."""

    list_template = "purges/list.html"
    sorted_by = ("-created_at",)
    search_hint = "Tag, or slug"
    choices = (Choice("answer", "Answer", lambda: ANSWERS, _whether_heard, tabs=True),)

    def get_query(self) -> QuerySet:
        """With a few tags of each: one call may carry a thousand."""
        return Purge.objects.fields(slice__tags=TAGS_IN_A_ROW)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By a whole tag, which has an index; a slug alone is looked for under every kind of name."""
        return query.filter(tags__in=[text, *(f"{kind}:{text}" for kind in NAMED)])

    def beside(self, _rows: Sequence[Any]) -> Mapping[str, Any]:
        return {"replicas": shop().storefront.replicas, "host_of": _host}

    @page("/<purge_id>")
    def purge(self, purge_id: str) -> str:
        rendered: str = self.render("purges/purge.html", purge=purge_by_id(purge_id), host_of=_host)
        return rendered

    @command("/<purge_id>/again", needs="messages")
    def again(self, purge_id: str) -> Response:
        sent = send_again(purge_id, actor=actor())
        flash("It is sent again, as a call of its own. The answers show here within seconds.", "success")
        return redirect(url_for("purges.purge", purge_id=sent), 303)


def _host(url: str) -> str:
    """What tells one replica from another."""
    return urlsplit(url).netloc or url
