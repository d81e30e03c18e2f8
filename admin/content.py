from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, url_for
from mongoengine import Q, QuerySet
from werkzeug import Response

from admin.base import StaffView, command, page
from admin.choices import Choice, named
from admin.context import shop
from admin.identity import actor
from admin.searching import begins
from core.audit.services import record
from core.content.differences import DRIFT
from core.content.events import ContentReviewDue, ContentSyncDue
from core.content.models import ContentEntry
from core.content.queries import last_comparison, last_sync
from core.content.roles import BY_TYPE, OTHER, name_of
from core.content.services import default_locale
from core.db import transactional
from core.outbox.events import Event
from core.outbox.services import announce
from core.pages.preview import ROLES as PREVIEWED
from core.pages.preview import link_to, previews_of

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
        return {
            "sync": last_sync(),
            "compared": last_comparison(),
            "previewed": PREVIEWED.values(),
            "titles": {row.id: name_of(row.fields, locale) for row in rows},
        }

    @command("/sync", needs="content")
    def sync(self) -> Response:
        """Have a job ask Contentful what has changed; it is done within seconds, not here."""
        _ask_for(ContentSyncDue(), "sync_content")
        flash("A sync is on its way. New words show here when it is done.", "success")
        return redirect(url_for("content.index_view"), 303)

    @page("/comparison")
    def comparison(self) -> str:
        """What the last full comparison with Contentful found."""
        shown: str = self.render("content/comparison.html", found=last_comparison(), drift=DRIFT)
        return shown

    @page("/preview/<entry_id>", needs="content")
    def preview(self, entry_id: str) -> str:
        """Links that show the draft of an entry, each good for fifteen minutes."""
        entry = ContentEntry.objects(id=entry_id).first()
        if entry is None:
            abort(404)
        settings = shop().settings
        secret = settings.secret_ring
        links = [(one, link_to(one, settings.storefront_urls, secret)) for one in previews_of(entry)]
        shown: str = self.render("content/preview.html", entry=entry, links=links)
        return shown

    @command("/compare", needs="content")
    def compare(self) -> Response:
        """Have jobs compare the whole mirror with Contentful and repair it."""
        _ask_for(ContentReviewDue(), "compare_content")
        flash("A comparison is on its way. What it finds shows here when it is done.", "success")
        return redirect(url_for("content.comparison"), 303)


@transactional
def _ask_for(what: Event, action: str) -> None:
    announce(what)
    record(actor(), action, "content:contentful")
