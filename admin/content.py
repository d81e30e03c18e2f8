from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, url_for
from mongoengine import Q, QuerySet
from werkzeug import Response

from admin.base import StaffView, command
from admin.choices import Choice, named
from admin.identity import actor
from admin.searching import begins
from core.audit.services import record
from core.content.events import ContentSyncDue
from core.content.models import ContentEntry
from core.content.queries import last_sync
from core.content.roles import BY_TYPE, OTHER, name_of
from core.content.services import default_locale
from core.db import transactional
from core.outbox.services import announce

ROLES = (*dict.fromkeys(BY_TYPE.values()), OTHER)


class Content(StaffView):
    """The mirror of what the editors have published, and how fresh it is. Words are changed in Contentful."""

    list_template = "content/list.html"
    sorted_by = ("role", "slug")
    search_hint = "Slug"
    choices = (Choice("role", "Role", named(*ROLES)),)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By the beginning of the slug, within each role: the index on both serves it."""
        return query.filter(Q(role__in=ROLES) & begins("slug", text.lower()))

    def beside(self, rows: Sequence[ContentEntry]) -> Mapping[str, Any]:
        locale = default_locale()
        return {"sync": last_sync(), "titles": {row.id: name_of(row.fields, locale) for row in rows}}

    @command("/sync", needs="content")
    def sync(self) -> Response:
        """Have a job ask Contentful what has changed; it is done within seconds, not here."""
        _ask_for_sync(actor())
        flash("A sync is on its way. New words show here when it is done.", "success")
        return redirect(url_for("content.index_view"), 303)


@transactional
def _ask_for_sync(member: str) -> None:
    announce(ContentSyncDue())
    record(member, "sync_content", "content:contentful")
