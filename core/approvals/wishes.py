"""Whatever staff do that gives money away, each as a value: what is asked for is what is done, word by word.

A new one needs a row in WISHES; the console reaches the services below only through here (`tests/architecture`).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Protocol, Self

from core.approvals.models import Approval
from core.checkout.services import cancel
from core.customers.queries import customer_by_id
from core.orders.edits import edit_order
from core.orders.refunds import grant_refund
from core.returns.services import Finding, Inspection, inspect_return
from core.tenders.services import grant_credit, open_gift_card, replace_gift_card

Pieces = tuple[tuple[str, int], ...]
"""SKU and number, in the order in which they were named: SKUs may have dots, which no key in MongoDB should."""
ABOUT = ("number", "customer_id", "reason")
"""What has a field of its own in an approval."""


def pieces_in(named: Mapping[str, int]) -> Pieces:
    return tuple(named.items())


class Wish(Protocol):
    """`do` does it in the caller's transaction, once for each *name*, and says what came of it."""

    act: ClassVar[str]
    needs: ClassVar[str]
    """What both have to be allowed to do."""

    @property
    def reason(self) -> str: ...

    def do(self, actor: str, name: str) -> str: ...


@dataclass(frozen=True)
class Refund:
    number: str
    reason: str
    pieces: Pieces = ()
    delivery_minor: int = 0
    minor: int = 0

    act: ClassVar[str] = "refund"
    needs: ClassVar[str] = "payments"

    def do(self, actor: str, name: str) -> str:
        """Raises what `grant_refund` raises."""
        change = grant_refund(
            self.number,
            actor=actor,
            reason=self.reason,
            pieces=dict(self.pieces),
            delivery_minor=self.delivery_minor,
            minor=self.minor,
            change_id=f"chg_refund_{name}",
        )
        return change.id


@dataclass(frozen=True)
class Cancel:
    number: str
    reason: str

    act: ClassVar[str] = "cancel"
    needs: ClassVar[str] = "payments"

    def do(self, actor: str, name: str) -> str:  # noqa: ARG002  # an order is cancelled once
        """Raises what `cancel` raises."""
        cancel(self.number, actor=actor, reason=self.reason)
        return self.number


@dataclass(frozen=True)
class Edit:
    number: str
    reason: str
    pieces: Pieces

    act: ClassVar[str] = "edit"
    needs: ClassVar[str] = "orders"

    def do(self, actor: str, name: str) -> str:
        """Raises what `edit_order` raises."""
        change = edit_order(
            self.number, dict(self.pieces), actor=actor, reason=self.reason, change_id=f"chg_edit_{name}"
        )
        return change.id


@dataclass(frozen=True)
class Inspect:
    """*findings* are SKU, pieces to be sold again, to be scrapped, to be paid back."""

    number: str
    reason: str
    return_number: str
    findings: tuple[tuple[str, int, int, int], ...]
    instead: Pieces = ()

    act: ClassVar[str] = "inspect"
    needs: ClassVar[str] = "payments"

    @classmethod
    def of(cls, number: str, return_number: str, inspection: Inspection) -> Self:
        found = inspection.findings.items()
        findings = tuple((sku, one.restock, one.scrap, one.refund) for sku, one in found)
        return cls(number, f"Return {return_number}", return_number, findings, pieces_in(inspection.instead))

    def do(self, actor: str, name: str) -> str:  # noqa: ARG002  # a return is inspected once
        """Raises what `inspect_return` raises."""
        findings = {sku: Finding(*counts) for sku, *counts in self.findings}
        inspect_return(self.return_number, Inspection(findings, dict(self.instead)), actor=actor)
        return self.return_number


@dataclass(frozen=True)
class Credit:
    customer_id: str
    reason: str
    minor: int
    currency: str

    act: ClassVar[str] = "credit"
    needs: ClassVar[str] = "payments"

    def do(self, actor: str, name: str) -> str:
        """Raises CustomerNotFound, Invalid."""
        customer = customer_by_id(self.customer_id)
        account = grant_credit(
            customer.id, self.minor, self.currency, cause=f"staff:{name}", actor=actor, reason=self.reason
        )
        return account.id


@dataclass(frozen=True)
class GiftCard:
    minor: int
    currency: str
    reason: str

    act: ClassVar[str] = "gift_card"
    needs: ClassVar[str] = "payments"

    def do(self, actor: str, name: str) -> str:  # noqa: ARG002  # its caller sees to it
        """A card without a code, which whoever asked for it is told by `tell_code`. Raises Invalid."""
        return open_gift_card(self.minor, self.currency, actor=actor, reason=self.reason).id


@dataclass(frozen=True)
class ReplaceCard:
    """*ending* is that of the card whose place is taken, for whoever approves it; empty where it has no code."""

    card_id: str
    ending: str
    reason: str

    act: ClassVar[str] = "replace_gift_card"
    needs: ClassVar[str] = "payments"

    def do(self, actor: str, name: str) -> str:  # noqa: ARG002  # a card is replaced once
        """The new card, without a code as in `GiftCard`. Raises what `replace_gift_card` raises."""
        return replace_gift_card(self.card_id, actor=actor, reason=self.reason).id


WISHES: Mapping[str, Any] = {
    one.act: one for one in (Refund, Cancel, Edit, Inspect, Credit, GiftCard, ReplaceCard)
}


def written(wish: Any) -> dict[str, Any]:
    """A wish as an approval holds it."""
    known = asdict(wish)
    about = {name: known.pop(name) for name in ABOUT if name in known}
    return {"act": wish.act, **about, "details": known}


def wish_of(approval: Approval) -> Wish:
    """What was asked for."""
    kind = WISHES[approval.act]
    about = {name: getattr(approval, name) for name in ABOUT if name in kind.__dataclass_fields__}
    return kind(**about, **{name: _plain(value) for name, value in approval.details.items()})  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    """Lists as MongoDB keeps them are tuples again."""
    return tuple(map(_plain, value)) if isinstance(value, list) else value
