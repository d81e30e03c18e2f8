from dataclasses import dataclass, field

from core.payments.errors import GatewayAway
from core.payments.ports import KeptCard


@dataclass
class FakeVault:
    """Keeps a card as soon as somebody begins to."""

    provider: str = "stripe"
    publishable_key: str | None = "pk_fake"
    cards: dict[str, list[KeptCard]] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    """Accounts that were closed, each as often as it was asked for."""
    away: bool = False

    def open_account(self, customer_id: str, email: str, *, key: str) -> str:  # noqa: ARG002  # the port's
        return f"cus_{customer_id}"

    def cards_of(self, payer: str) -> list[KeptCard]:
        return list(self.cards.get(payer, []))

    def close_account(self, payer: str) -> None:
        if self.away:
            raise GatewayAway("Silence.")
        self.cards.pop(payer, None)
        self.closed.append(payer)

    def start_keeping(self, payer: str) -> str:
        kept = self.cards.setdefault(payer, [])
        kept.append(KeptCard(f"pm_{payer}_{len(kept)}", "visa", "4242", 12, 2034))
        return f"seti_{payer}_secret"

    def forget(self, payer: str, card: str) -> bool:
        kept = self.cards.get(payer, [])
        self.cards[payer] = [one for one in kept if one.id != card]
        return len(self.cards[payer]) < len(kept)
