from collections.abc import Mapping, Sequence

from flask import flash, redirect, url_for
from mongoengine import QuerySet
from werkzeug import Response

from admin.acts import filled_in
from admin.amounts import typed
from admin.asking import done_or_asked
from admin.base import StaffView, page
from admin.forms import GiftCardForm, OnceForm, ReplaceCardForm
from admin.identity import actor
from admin.once import ASKED_FOR
from core.approvals.wishes import GiftCard, ReplaceCard, Wish
from core.crockford import plain
from core.money import Money, known_currency
from core.tenders.models import GIFT_CARD, TenderAccount
from core.tenders.queries import gift_card_named, issued_with, used_among
from core.tenders.services import tell_code


class GiftCards(StaffView):
    """Cards by their last characters, and what is left on them. Their codes are kept nowhere."""

    list_template = "gift_cards/list.html"
    sorted_by = ("-opened_at",)
    search_hint = "Last four characters"

    def get_query(self) -> QuerySet:
        return TenderAccount.objects(kind=GIFT_CARD).exclude("code_hash")

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        return query.filter(ending=plain(text))

    @page("/issue", needs="payments", form=True)
    def issue(self) -> Response | str | tuple[str, int]:
        """Issue a card. Its code is on the page that answers, and on no other."""
        form = GiftCardForm()
        return filled_in(form, lambda: self._page(form), lambda: self._issued(form))

    @page("/<card_id>/replace", needs="payments", form=True)
    def replace(self, card_id: str) -> Response | str | tuple[str, int]:
        """Issue another card in place of one whose code has reached nobody. Its code is on the page that answers."""
        card, form = gift_card_named(card_id), ReplaceCardForm()
        return filled_in(form, lambda: self._page(form, card), lambda: self._replaced(card, form))

    def beside(self, rows: Sequence[TenderAccount]) -> Mapping[str, object]:
        return {"used": used_among(row.id for row in rows)}

    def _replaced(self, card: TenderAccount, form: ReplaceCardForm) -> Response | str:
        """Raises NotReplaceable. The form sent again shows the same card again, to whoever has its key."""
        wish = ReplaceCard(card.id, card.ending, form.reason.data)
        return self._told(form, wish, Money(issued_with(card.id), card.currency))

    def _issued(self, form: GiftCardForm) -> Response | str:
        """Raises Invalid. The form sent again shows the same card again, to whoever has its key."""
        currency = known_currency(form.currency.data, field="currency")
        minor = typed(form.amount.data, currency, field="amount")
        return self._told(form, GiftCard(minor, currency, form.reason.data), Money(minor, currency))

    def _told(self, form: OnceForm, wish: Wish, amount: Money) -> Response | str:
        done = done_or_asked(form, wish, lambda card_id: tell_code(card_id, actor=actor()))
        if done.asked:
            flash(ASKED_FOR, "info")
            return redirect(url_for("approvals.approval", approval_id=done.asked), 303)
        rendered: str = self.render(
            "gift_cards/issued.html", amount=amount, code=done.said, before=done.before
        )
        return rendered

    def _page(self, form: OnceForm, card: TenderAccount | None = None) -> str:
        template = "gift_cards/replace.html" if card else "gift_cards/issue.html"
        rendered: str = self.render(template, form=form, card=card)
        return rendered
