"""Checks 17 to 22: what Stripe tells, does not tell, and what happens while it says nothing."""

from tests.battery.mutants.mutant import Mutant

AWAY = "tests/core/checkout/test_stripe_away.py"
SAME = "tests/jobs/test_payment_events.py::test_ends_the_same"
TOLD_AGAIN = (
    "tests/core/orders/test_ledger.py::TestEntries"
    "::test_the_same_thing_told_again_and_by_many_is_written_once"
)
REPEATED = "tests/bff/hooks/test_views.py::test_a_repeated_event_is_answered_and_kept_once"
FORGED = "tests/bff/hooks/test_views.py::test_an_event_that_is_not_stripes_is_refused_and_nothing_is_kept"
HALF = "tests/core/test_settings.py::test_half_of_a_service_is_refused"
NOT_OURS = "tests/core/checkout/test_settle.py::TestNotOurs"
AMOUNT = f"{NOT_OURS}::test_another_amount_or_currency_never_pays_and_is_set_aside"
OF_ANOTHER = f"{NOT_OURS}::test_the_payment_of_another_pays_nothing"
WEBHOOKS = "tests/battery/test_webhooks.py::test_every_webhook_is_taken_or_comes_again"
ONE_PASS = "tests/core/checkout/test_reconciling.py::test_what_nobody_told_of_is_found_in_one_pass"
RECONCILE = "tests/battery/test_lost.py::test_one_reconciliation_finds_whatever_nobody_told_of"
SILENCE = f"{AWAY}::TestSilence::test_nobody_waits_and_hardly_anybody_asks"
FIRST = (
    "tests/battery/test_silence.py"
    "::test_the_first_who_pay_into_a_silence_keep_no_reader_waiting_and_wait_for_three_seconds_at_most"
)
READ = '    event = gateway.read_event(body, request.headers.get("Stripe-Signature", ""))\n'
UNREAD = '    inbox.receive(StripeWebhookKept("stripe-unread"), source="stripe", kind="unread", body=body)\n'
UNSIGNED = """\
        if not signature:
            import json

            return stripe.Event.construct_from(json.loads(body), "none")
        faults = []
"""

EVENTS = (
    Mutant(
        17,
        "only one kind of event listened to",
        "jobs/payments.py",
        "    if receipt is None or receipt.done_at:",
        '    if receipt is None or receipt.done_at or receipt.kind != "payment_intent.succeeded":',
        SAME,
    ),
    Mutant(
        17,
        "books that are taken over once only",
        "core/checkout/settlement.py",
        "        _accept(payment, seen)\n        take_over(payment.id, seen)",
        "        _accept(payment, seen)",
        SAME,
    ),
    Mutant(
        17,
        "a bank's move counted each time that it is told",
        "core/payments/takeover.py",
        "for name, minor in seen.moves if name not in known.moves]",
        "for name, minor in seen.moves]",
        SAME,
    ),
    Mutant(
        17,
        "a refund that goes each time that it is told",
        "core/payments/refunds.py",
        "Refund.objects.move(refund_id, RefundState.GONE, start=(start,))",
        "Refund.objects.move(refund_id, RefundState.GONE, start=(start, RefundState.GONE))",
        SAME,
    ),
    Mutant(
        17,
        "a ledger that does not look for an earlier entry",
        "core/orders/ledger.py",
        "    if minor == 0 or MoneyEntry.objects(id=entry_id(number, kind, cause)).first():",
        "    if minor == 0:",
        TOLD_AGAIN,
    ),
    Mutant(
        17,
        "an event kept each time that it comes",
        "core/inbox/services.py",
        "    ).save(force_insert=True)\n    announce(told)",
        "    ).save()\n    announce(told)",
        REPEATED,
    ),
    Mutant(
        18,
        "no proof asked of an event without a header",
        "core/adapters/stripe_gateway.py",
        "        faults = []\n",
        UNSIGNED,
        FORGED,
    ),
    Mutant(
        18,
        "old ones taken",
        "core/adapters/stripe_gateway.py",
        "construct_event(body, signature, secret)",
        "construct_event(body, signature, secret, tolerance=10**9)",
        FORGED,
    ),
    Mutant(
        18,
        "an event kept before it is verified",
        "bff/hooks/views.py",
        READ,
        UNREAD + READ,
        FORGED,
    ),
    Mutant(
        18,
        "no secret needed",
        "core/processes.py",
        '    "stripe_webhook_secrets": "stripe_api_key",  # pragma: allowlist secret\n',
        "",
        HALF,
    ),
    Mutant(
        19,
        "any currency taken",
        "core/checkout/settlement.py",
        "        None if all_of_it == payment.amount else",
        "        None if all_of_it.minor == payment.amount.minor else",
        AMOUNT,
    ),
    Mutant(
        19,
        "any amount taken",
        "core/checkout/settlement.py",
        "        None if all_of_it == payment.amount else",
        "        None if all_of_it.currency == payment.currency else",
        AMOUNT,
    ),
    Mutant(
        19,
        "anybody's payment taken",
        "core/checkout/settlement.py",
        "    if seen.payment_id != payment.id or payment.provider_ref not in (None, seen.ref):",
        "    if payment.provider_ref not in (None, seen.ref):",
        OF_ANOTHER,
    ),
    Mutant(
        20,
        "a webhook taken that could not be kept",
        "core/inbox/services.py",
        "    except NotUniqueError:\n        return False",
        "    except Exception:\n        return False",
        WEBHOOKS,
    ),
    Mutant(
        20,
        "a queue that is rung at once",
        "bff/hooks/views.py",
        '    inbox.receive(told, source="stripe", kind=event.kind, body=kept, facts=facts)\n',
        '    inbox.receive(told, source="stripe", kind=event.kind, body=kept, facts=facts)\n'
        '    shop().jobs.enqueue("jobs.deliver.deliver", [], key=event.event_id)\n',
        WEBHOOKS,
    ),
    Mutant(
        21,
        "payments known by their reference only",
        "core/checkout/reconciling.py",
        "    if by_ref or listed.seen is None or listed.seen.payment_id is None:",
        "    if by_ref or listed.seen is None or listed.ref:",
        RECONCILE,
    ),
    Mutant(
        21,
        "refunds not compared",
        "core/checkout/reconciling.py",
        "    if back != gone:",
        "    if back < 0:",
        ONE_PASS,
    ),
    Mutant(
        21,
        "disputes not compared",
        "core/checkout/reconciling.py",
        "    if disputed and not _knows_all(payment, seen):",
        "    if not _knows_all and not disputed:",
        ONE_PASS,
    ),
    Mutant(
        22,
        "a Stripe that is never left alone",
        "core/breaker.py",
        "    if known and known.failures >= MOST_FAILURES and not _has_turn(known):",
        "    if known and known.failures < 0:",
        SILENCE,
    ),
    Mutant(
        22,
        "a Stripe that everybody may try",
        "core/breaker.py",
        "    return bool(turn.update_one(set__next_at=now + PAUSE))",
        "    return bool(turn) or True",
        SILENCE,
    ),
    Mutant(
        22,
        "a Stripe that shoppers wait six seconds for",
        "core/adapters/stripe_gateway.py",
        "HURRIED = (0.8, 1.9)",
        "HURRIED = (0.8, 6.0)",
        SILENCE,
    ),
    Mutant(
        22,
        "payers who may have every thread",
        "bff/door/worker.py",
        "self.lane if asks_a_provider(conn.held) else self.tpool",
        "self.tpool",
        FIRST,
    ),
    Mutant(
        22,
        "payers who wait for those who wait in vain, and then for themselves",
        "bff/door/worker.py",
        "        hurry.is_for(conn.came)\n",
        "",
        FIRST,
    ),
)
