"""The cards that a customer keeps at the provider. No number of any card is ever here."""

from core.customers.queries import customer_by_id
from core.db import outside_call
from core.payments.errors import CardNotFound
from core.payments.models import PayerAccount
from core.payments.ports import CardVault, KeptCard


@outside_call
def payer_of(customer_id: str, vault: CardVault) -> str:
    """The customer's account at the provider, opened on first use, once. Raises GatewayAway."""
    key = f"{vault.provider}:{customer_id}"
    if known := PayerAccount.objects(id=key).first():
        return str(known.ref)
    email = customer_by_id(customer_id).email
    ref = vault.open_account(customer_id, email, key=f"payer-{customer_id}")
    PayerAccount.objects(id=key).update_one(
        upsert=True,
        set_on_insert__customer_id=customer_id,
        set_on_insert__provider=vault.provider,
        set_on_insert__ref=ref,
    )
    return str(PayerAccount.objects(id=key).get().ref)


@outside_call
def cards_of(customer_id: str, vault: CardVault) -> list[KeptCard]:
    """The customer's cards, the newest first; none before they have kept one. Raises GatewayAway."""
    known = PayerAccount.objects(id=f"{vault.provider}:{customer_id}").first()
    return vault.cards_of(known.ref) if known else []


@outside_call
def start_keeping(customer_id: str, vault: CardVault) -> str:
    """The secret with which the customer's browser keeps a card. Raises GatewayAway."""
    return vault.start_keeping(payer_of(customer_id, vault))


@outside_call
def forget_card(customer_id: str, card: str, vault: CardVault) -> None:
    """The card is not kept any more. Raises CardNotFound, also for another customer's card; GatewayAway."""
    known = PayerAccount.objects(id=f"{vault.provider}:{customer_id}").first()
    if known is None or not vault.forget(known.ref, card):
        raise CardNotFound(f"There is no card {card!r} here.")
