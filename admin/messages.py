"""What goes out, what came in, and the mails: where to look when something did not arrive."""

from collections.abc import Mapping

from bson import ObjectId
from flask import abort, flash, redirect, url_for
from mongoengine import Q, QuerySet
from werkzeug import Response

from admin.base import StaffView, command, page
from admin.choices import Choice, named
from admin.identity import actor
from admin.searching import begins
from core.audit.services import record
from core.db import transactional
from core.inbox.models import Receipt
from core.outbox.models import OutboxMessage, OutboxState
from core.outbox.services import ring_again

ORDER_MAILS = ("order_received", "order_confirmation", "shipping_notice", "order_cancelled")
"""How the mails about an order are named, before its number."""


class Outbox(StaffView):
    """Events and who still has to hear of them. A dead one waits for a person."""

    list_template = "messages/outbox.html"
    sorted_by = ("-due_at",)
    choices = (
        Choice("state", "State", named(OutboxState.READY, OutboxState.DEAD, OutboxState.DONE), tabs=True),
    )

    def get_query(self) -> QuerySet:
        """By state and time, as the index has it; without a choice, all three states."""
        return OutboxMessage.objects(state__in=[OutboxState.READY, OutboxState.DEAD, OutboxState.DONE])

    @page("/<message_id>")
    def message(self, message_id: str) -> str:
        rendered: str = self.render("messages/message.html", message=_message(message_id))
        return rendered

    @command("/<message_id>/ring", needs="messages")
    def ring(self, message_id: str) -> Response:
        if _ring(_message(message_id).id, actor()):
            flash("It is rung for again, with a new set of attempts.", "success")
        else:
            flash("Only a dead message can be rung for again.", "error")
        return redirect(url_for("outbox.message", message_id=message_id), 303)


class Inbox(StaffView):
    """Webhooks that were verified and kept, and what came of them. Their bodies stay where they are."""

    list_template = "messages/inbox.html"
    sorted_by = ("-received_at",)
    search_hint = "Name of the delivery"
    choices = (Choice("source", "Source", named("stripe", "contentful"), tabs=True),)

    def get_query(self) -> QuerySet:
        return Receipt.objects.exclude("body")

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        return query.filter(begins("id", text))


STANDING: Mapping[str, Mapping[str, object]] = {
    "waiting": {"sent_at": None, "refused_at": None},
    "sent": {"sent_at__ne": None},
    "refused": {"refused_at__ne": None},
}


class Mails(StaffView):
    """Every mail that had to be sent, and whether it has gone out."""

    list_template = "messages/mails.html"
    sorted_by = ("-sent_at",)
    search_hint = "Recipient, or order number"
    choices = (Choice("sent", "Sent", named(*STANDING), STANDING.__getitem__, tabs=True),)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By the beginning of the address, which has an index, or by a whole order number in the mail's name."""
        ids = [f"{kind}:{text.upper()}" for kind in ORDER_MAILS]
        return query.filter(begins("recipient", text) | Q(id__in=ids))


def _message(message_id: str) -> OutboxMessage:
    message: OutboxMessage | None = None
    if ObjectId.is_valid(message_id):
        message = OutboxMessage.objects(id=message_id).first()
    return message or abort(404)


@transactional
def _ring(message_id: object, member: str) -> bool:
    rung = ring_again(message_id)
    if rung:
        record(member, "ring_again", f"outbox:{message_id}")
    return rung
