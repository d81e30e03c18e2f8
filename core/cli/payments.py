"""Commands about money: the books and the providers, and what the providers told."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import click

from core.cli.main import opened, plainly, shop

PER_MINUTE = 600
"""Calls to a provider; Stripe takes a hundred a second, and others of the shop call it as well."""


@shop.command()
@click.option("--days", type=float, help="Look that far back; left out, from where the last pass ended.")
@plainly
def reconcile(days: float | None) -> None:
    """Hold what the payment providers list against the shop's books, and repair what can be repaired.

    Open payments are asked about first. Killed, it goes on where it was. The exit code is 1 when something
    is left for a person.
    """
    from core.checkout import reconciling

    gateways = reconciling.with_books(opened().gateways)
    failed = _settle_open()
    for provider, gateway in gateways.items():
        if days is not None or not reconciling.is_running(provider):
            reconciling.begin(provider, days=days)
        while _in_time(lambda p=provider, g=gateway: reconciling.go_on(p, g)):  # type: ignore[misc]
            click.echo(f"{provider}: {reconciling.progress(provider)}")
        click.echo(f"{provider}: {reconciling.progress(provider)}")
    sys.exit(1 if _told_differences() or failed else 0)


def _settle_open() -> int:
    """Ask about every open payment; how many there was no answer for."""
    from core.checkout.services import gateway_named, settle
    from core.errors import ShopError
    from core.payments.queries import unsettled

    asked, failed = unsettled(limit=10_000), 0
    for payment in asked:
        try:
            settle(payment, gateway_named(payment.provider, opened().gateways))
        except ShopError as error:
            click.echo(f"{payment.id}: {error}")
            failed += 1
    click.echo(f"{len(asked)} payments asked about, {failed} without an answer")
    return failed


def _in_time(part: Callable[[], bool]) -> bool:
    """Do a part, and wait where it was faster than the provider is to be asked."""
    from core.checkout.reconciling import MOST_CALLS

    began = time.monotonic()
    more = part()
    if more:
        time.sleep(max(0.0, MOST_CALLS * 60 / PER_MINUTE - (time.monotonic() - began)))
    return more


def _told_differences() -> int:
    from core.payments.reconciliations import open_differences

    found = open_differences()
    for difference in found:
        order = f", order {difference.number}" if difference.number else ""
        click.echo(f"{difference.kind}: {difference.ref}{order}: {difference.detail}")
    click.echo(f"{len(found)} differences for a person" if found else "the books agree")
    return len(found)


@shop.command(name="capture")
@click.argument("number")
@plainly
def capture_now(number: str) -> None:
    """Take what is set aside for what has left of an order, and set the rest free, though more is to leave."""
    from core.audit.services import SYSTEM
    from core.checkout.capturing import ask_for_capture

    opened()
    ask_for_capture(number, actor=SYSTEM)
    click.echo(f"{number}: a worker takes it now")


@shop.group()
def inbox() -> None:
    """Webhooks that were kept."""


@inbox.command()
@click.argument("event_id", required=False)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Every event of that day (UTC).")
@plainly
def replay(event_id: str | None, day: datetime | None) -> None:
    """Work on a kept webhook again, or on all of a day: harmless, because its sender is asked what is."""
    from core.inbox.services import replay_day, replay_one

    if (event_id is None) == (day is None):
        raise click.UsageError("Give an event, such as evt_123, or --day.")
    opened()
    count = replay_one(event_id) if event_id else replay_day(day.replace(tzinfo=UTC)) if day else 0
    click.echo(f"{count} events are worked on again")
    sys.exit(0 if count else 1)
