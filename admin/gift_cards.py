from mongoengine import QuerySet

from admin.acts import filled_in
from admin.amounts import typed
from admin.base import StaffView, page
from admin.forms import GiftCardForm
from admin.identity import actor
from admin.once import once
from core.crockford import plain
from core.money import Money, known_currency
from core.tenders.models import GIFT_CARD, TenderAccount
from core.tenders.services import issue_gift_card


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
    def issue(self) -> str | tuple[str, int]:
        """Issue a card. Its code is on the page that answers, and on no other."""
        form = GiftCardForm()
        return filled_in(form, lambda: self._page(form), lambda: self._issued(form))

    def _issued(self, form: GiftCardForm) -> str:
        """Raises Invalid. The form sent again shows the same card again, to whoever has its key."""
        currency = known_currency(form.currency.data, field="currency")
        minor = typed(form.amount.data, currency, field="amount")
        done = once(form, lambda _: issue_gift_card(minor, currency, actor=actor())[1])
        amount = Money(minor, currency)
        rendered: str = self.render(
            "gift_cards/issued.html", amount=amount, code=done.said, before=done.before
        )
        return rendered

    def _page(self, form: GiftCardForm) -> str:
        rendered: str = self.render("gift_cards/issue.html", form=form)
        return rendered
