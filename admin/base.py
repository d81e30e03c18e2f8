"""What every view of the console is: closed to strangers, closed to roles, and never a form on a document."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, NoReturn, TypeVar

from flask import abort, flash, redirect, request
from flask_admin import expose
from flask_admin.contrib.mongoengine import ModelView
from flask_admin.form import BaseForm
from flask_admin.model.base import ViewArgs
from mongoengine import QuerySet
from werkzeug import Response

from admin.choices import Choice
from admin.identity import current_member, may, sign_in_first
from admin.reach import MARKET, SHOP, of_my_orders, whole_shop
from admin.searching import sealed, unsealed

SAFE = ("GET", "HEAD", "OPTIONS")
LAST_PAGE = 1_000
LONGEST_SEARCH = 100

Act = TypeVar("Act", bound=Callable[..., Any])


def command(url: str, *, needs: str, reaches: str = SHOP) -> Callable[[Act], Act]:
    """Something that changes the shop: by POST only, for roles that may do *needs*.

    It *reaches* the whole shop, and is closed to who is bound to markets, unless it says that it keeps to those.
    """
    return _exposed(url, ("POST",), needs, reaches)


def page(
    url: str, *, needs: str = "look", form: bool = False, reaches: str | None = None
) -> Callable[[Act], Act]:
    """A page of a view; with *form* it takes its own form back. It *reaches* as far as its view."""
    return _exposed(url, ("GET", "POST") if form else ("GET",), needs, reaches)


def _exposed(url: str, methods: Sequence[str], needs: str, reaches: str | None) -> Callable[[Act], Act]:
    def mark(act: Act) -> Act:
        act.needs = needs  # type: ignore[attr-defined]  # read by StaffOnly before the act runs
        act.reaches = reaches  # type: ignore[attr-defined]  # as above
        exposed: Act = expose(url, methods)(act)
        return exposed

    return mark


class StaffOnly:
    """Denies by default: a view wants *needs*; what changes something says itself what it wants, or is refused."""

    needs = "look"
    reaches = SHOP

    def is_accessible(self) -> bool:
        return may(self.needs) and (self.reaches == MARKET or whole_shop())

    def is_mine(self, **given: Any) -> bool:
        """Whether what an address names is of a market of whoever is bound; a view of markets says how it knows."""
        return not given

    def _handle_view(self, name: str, **given: Any) -> Response | None:
        if current_member() is None:
            return sign_in_first()
        wanted = getattr(getattr(self, name), "needs", self.needs if request.method in SAFE else None)
        if not self.is_accessible() or wanted is None or not may(wanted):
            abort(403)
        if not whole_shop():
            self._keep_to_mine(getattr(self, name), given)
        return None

    def _keep_to_mine(self, act: Any, given: Mapping[str, Any]) -> None:
        reaches = getattr(act, "reaches", None) or (self.reaches if request.method in SAFE else SHOP)
        if reaches != MARKET:
            abort(403)
        if not self.is_mine(**given):
            abort(404)

    def _run_view(self, act: Callable[..., Any], *args: Any, **given: Any) -> Any:
        """Once. Flask-Admin would call an act again, in another way, when it raises a TypeError."""
        return act(self, *args, **given)


def _closed(*_: Any, **__: Any) -> NoReturn:
    raise NotImplementedError("documents change by calling a service of core")


class StaffView(StaffOnly, ModelView):
    """Lists documents. A subclass changes them by calling a service, never by saving.

    Of Flask-Admin's routes only the list is left: what is not exposed here has no address.
    A list is *sorted_by* the same fields always, which an index serves; *choices* narrow it, *searched* finds in it.
    """

    create_view = edit_view = delete_view = details_view = _closed
    action_view = export = ajax_lookup = ajax_update = api_file_view = _closed
    create_model = update_model = delete_model = _closed
    can_create = can_edit = can_delete = can_export = can_view_details = False
    simple_list_pager = True
    page_size = 50

    sorted_by: ClassVar[tuple[str, ...]] = ()
    choices: ClassVar[tuple[Choice, ...]] = ()
    search_hint: ClassVar[str | None] = None
    order_field: ClassVar[str | None] = None
    """Where its documents have the number of the order that they are about."""

    def scaffold_form(self) -> type[BaseForm]:
        """No document has a form."""
        form: type[BaseForm] = BaseForm
        return form

    def searched(self, _query: QuerySet, _text: str) -> QuerySet:
        """The documents that *text* finds; a view that has a *search_hint* says how."""
        raise NotImplementedError

    def of_mine(self, query: QuerySet) -> QuerySet:
        """What of it is of the markets of whoever is bound; a view of orders' things names them instead."""
        return query

    @command("/search", needs="look", reaches=MARKET)
    def search(self) -> Response:
        """To the list with what was searched for, in an address that does not say it in words.

        It is for whoever sees the list.
        """
        given = ((choice, request.form.get(choice.name)) for choice in self.choices)
        chosen = {choice.name: value for choice, value in given if value and value in choice.offered()}
        text = _printable(request.form.get("search", "")) if self.search_hint else ""
        found = sealed(self.endpoint, text)
        return redirect(self.get_url(".index_view", search=found, **chosen), 303)

    def beside(self, _rows: Sequence[Any]) -> Mapping[str, Any]:
        """What the list shows besides its documents, read for all of them at once."""
        return {}

    def get_list(
        self,
        page: int,
        sort_column: str,  # noqa: ARG002  # there is one order
        sort_desc: bool,  # noqa: ARG002, FBT001
        search: str | None,
        filters: object,  # noqa: ARG002  # choices take their place
        execute: bool = True,  # noqa: ARG002, FBT001, FBT002
        page_size: int | None = None,
    ) -> tuple[None, list[Any]]:
        """One page, without counting the collection; one more document is read to know whether there is more."""
        size = page_size or self.page_size
        found = self.get_query()
        for choice in self.choices:
            found = choice.narrow(found)
        if search:
            found = self.searched(found, search)
        rows = self._some(found.order_by(*self.sorted_by), skip=page * size, most=size + 1)
        shown = rows[:size]
        self._template_args.update(self.beside(shown), more=len(rows) > size)
        return None, shown

    def _some(self, found: QuerySet, *, skip: int, most: int) -> list[Any]:
        if self.order_field and not whole_shop():
            return of_my_orders(found, self.order_field, skip=skip, most=most)
        return list((found if whole_shop() else self.of_mine(found)).skip(skip).limit(most))

    def _get_list_extra_args(self) -> ViewArgs:
        asked: ViewArgs = super()._get_list_extra_args()
        asked.page = min(max(asked.page, 0), LAST_PAGE)
        asked.search = self._sought(asked.search or "") if self.search_hint else ""
        asked.extra_args = {choice.name: choice.value for choice in self.choices if choice.value}
        return asked

    def _sought(self, written: str) -> str:
        """What an address has under a seal; nothing where it does not open, which is said."""
        text = unsealed(self.endpoint, written) if written else ""
        if text is None:
            flash("That search is over or somebody else's: search once more.", "info")
        return _printable(text or "")

    def narrowed_url(self, choice: Choice, value: str | None, search: str) -> str:
        """The address of the first page with that value of that choice, the others as they are."""
        chosen = {other.name: other.value for other in self.choices if other.value}
        url: str = self.get_url(".index_view", search=_as_asked(search), **{**chosen, choice.name: value})
        return url

    def _get_list_url(self, asked: ViewArgs) -> str:
        url: str = self.get_url(
            ".index_view", page=asked.page or None, search=_as_asked(asked.search), **asked.extra_args
        )
        return url


def _as_asked(search: str | None) -> str | None:
    """As this address has it, under its seal."""
    return request.args.get("search") if search else None


def _printable(text: str) -> str:
    """What was searched for, without what neither a person types nor a pattern may hold."""
    return "".join(letter for letter in text if letter.isprintable()).strip()[:LONGEST_SEARCH]
