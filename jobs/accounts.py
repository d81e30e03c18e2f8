"""Mails about an account: what its owner has to prove, or to know."""

from core import clock
from core.customers.events import (
    EmailChanged,
    EmailProofAsked,
    IdentityLinked,
    PasswordChanged,
    PasswordResetAsked,
    RegistrationAsked,
    SessionStolen,
)
from core.customers.identities import identities_of
from core.customers.links import link_for
from core.customers.models import Customer, Registration
from core.customers.queries import customer_by_id, customer_of
from core.customers.registering import registration_to_answer, token_for
from core.key_ring import KeyRing
from core.mail.services import send_once
from jobs.context import shop
from jobs.mail import rendered

LOCALE = "en-US"
MINUTE = 60


def registration_link(event: RegistrationAsked) -> None:
    """To the address that was given: what opens the account, or, where there is one, the way back into it."""
    asked = registration_to_answer(event.registration_id)
    if asked is None:
        return
    owner = customer_of(asked.email)
    if owner:
        _tell_of_account(asked, owner)
    else:
        facts = {"minutes": shop().settings.email_link_seconds // MINUTE}
        url = _page("email", token_for(asked, secret=_secret()))
        message = rendered("registration_link", asked.email, LOCALE, url=url, **facts)
        send_once(message, key=f"registration_link:{asked.id}", mailer=shop().mailer)


def reset_link(event: PasswordResetAsked) -> None:
    """To an address that has an account; to others nothing, nor to one that is disabled."""
    customer = customer_of(event.email)
    if customer is None or customer.disabled_at:
        return
    seconds = shop().settings.reset_link_seconds
    token = link_for(
        "password", customer, event.email, event.ask, event.asked_at, secret=_secret(), seconds=seconds
    )
    if token:
        _mail("reset_link", event.ask, customer, minutes=seconds // MINUTE, url=_page("password", token))


def email_link(event: EmailProofAsked) -> None:
    """To the address that is to be proved, unless it is somebody else's by now.

    The link before it is void in either case: else it would tell which. Nothing comes of what was asked for with
    another password.
    """
    customer = customer_by_id(event.customer_id)
    if customer.credentials != event.credentials:
        return
    seconds = shop().settings.email_link_seconds
    token = link_for(
        "email", customer, event.email, event.ask, event.asked_at, secret=_secret(), seconds=seconds
    )
    owner = customer_of(event.email)
    if token and (owner is None or owner.id == customer.id):
        facts = {"minutes": seconds // MINUTE, "url": _page("email", token)}
        _mail("email_link", event.ask, customer, to=event.email, **facts)


def password_changed(event: PasswordChanged) -> None:
    """With whoever else the account can be signed in to: a new password does not take that out."""
    providers = [link.provider.capitalize() for link in identities_of(event.customer_id)]
    _mail("password_changed", event.change, customer_by_id(event.customer_id), providers=providers)


def email_changed(event: EmailChanged) -> None:
    """To the address that it was."""
    _mail("email_changed", event.change, customer_by_id(event.customer_id), to=event.former)


def identity_linked(event: IdentityLinked) -> None:
    provider = event.label or event.provider.capitalize()
    _mail("identity_linked", event.identity_id, customer_by_id(event.customer_id), provider=provider)


def warn_of_theft(event: SessionStolen) -> None:
    _mail("session_stolen", event.session_id, customer_by_id(event.customer_id), device=event.device)


def _tell_of_account(asked: Registration, owner: Customer) -> None:
    seconds = shop().settings.reset_link_seconds
    asked_at = clock.rfc3339(asked.asked_at)
    token = link_for("password", owner, owner.email, asked.id, asked_at, secret=_secret(), seconds=seconds)
    if token:
        _mail("account_exists", asked.id, owner, minutes=seconds // MINUTE, url=_page("password", token))


def _mail(template: str, key: str, customer: Customer, *, to: str | None = None, **facts: object) -> None:
    message = rendered(template, to or customer.email, LOCALE, customer=customer, **facts)
    send_once(message, key=f"{template}:{customer.id}:{key}", mailer=shop().mailer)


def _page(name: str, token: str) -> str:
    """A page of the storefront, at the address that is configured. What follows a # is sent to no server."""
    return f"{next(iter(shop().settings.storefront_urls), '')}/account/{name}#token={token}"


def _secret() -> KeyRing:
    return shop().settings.secret_ring
