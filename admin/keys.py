from flask import flash, redirect, url_for
from mongoengine import Q, QuerySet
from werkzeug import Response

from admin.acts import filled_in
from admin.base import StaffView, command, page
from admin.identity import actor
from admin.key_forms import IssueKeyForm, RotateKeyForm
from admin.once import once
from admin.searching import begins
from core.keys.models import SCOPES, ApiKey
from core.keys.queries import key_by_id
from core.keys.services import end_key, issue_key, rotate_key


class Keys(StaffView):
    """Keys of machines, by how they begin and end. The keys themselves are kept nowhere."""

    needs = "keys"
    list_template = "keys/list.html"
    sorted_by = ("-created_at",)
    search_hint = "Name, or key_…"

    def get_query(self) -> QuerySet:
        return ApiKey.objects.exclude("digest")

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        return query.filter(begins("name", text.lower()) | Q(id=text))

    @page("/issue", needs="keys", form=True)
    def issue(self) -> str | tuple[str, int]:
        """Make a key. It is on the page that answers, and on no other."""
        form = IssueKeyForm()
        return filled_in(form, lambda: self._page("keys/issue.html", form), lambda: self._issued(form))

    @page("/<key_id>/rotate", needs="keys", form=True)
    def rotate(self, key_id: str) -> str | tuple[str, int]:
        """Make another key for the same machine; the one before is good beside it for a while."""
        key, form = key_by_id(key_id), RotateKeyForm()
        return filled_in(
            form, lambda: self._page("keys/rotate.html", form, key), lambda: self._rotated(key, form)
        )

    @command("/<key_id>/end", needs="keys")
    def end(self, key_id: str) -> Response:
        end_key(key_id, actor=actor())
        flash("The key opens nothing any more.", "success")
        return redirect(url_for("keys.index_view"), 303)

    def _issued(self, form: IssueKeyForm) -> str:
        """Raises Invalid. The form sent again shows the same key again, to whoever has its key."""
        name, scopes, days = form.name.data, form.scopes.data, int(form.days.data)
        done = once(form, lambda _: issue_key(name, scopes, actor=actor(), days=days)[1])
        return self._shown(name, done.said, before=done.before)

    def _rotated(self, key: ApiKey, form: RotateKeyForm) -> str:
        days, hours = int(form.days.data), int(form.hours.data)
        done = once(form, lambda _: rotate_key(key.id, actor=actor(), days=days, hours=hours)[1])
        return self._shown(key.name, done.said, before=done.before)

    def _shown(self, name: str, text: str, *, before: bool) -> str:
        rendered: str = self.render("keys/issued.html", name=name, text=text, before=before)
        return rendered

    def _page(self, template: str, form: IssueKeyForm | RotateKeyForm, key: ApiKey | None = None) -> str:
        rendered: str = self.render(template, form=form, key=key, scopes=SCOPES)
        return rendered
