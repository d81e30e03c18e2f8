"""Checks 12 to 15: keys, and payments when servers, workers and answers are lost."""

from tests.battery.mutants.mutant import Mutant

ANSWERS = "tests/battery/test_answers.py"
DIES = f"{ANSWERS}::test_a_server_that_dies_before_its_answer_has_done_it_once"
LOST = f"{ANSWERS}::test_answers_that_are_lost_cost_nobody_an_order_and_make_none_twice"
SLOWER = "tests/bff/test_idempotent.py::test_of_two_that_meet_the_slower_is_told_what_the_faster_has_done"
CLAIMED = "tests/core/idempotency/test_services.py::test_of_twenty_at_once_one_is_let_through"
ANOTHER = "tests/bff/test_idempotent.py::test_another_request_under_the_same_key_is_refused"
STRANGER = "tests/bff/test_idempotent.py::test_the_key_of_one_shopper_tells_another_nothing"
AWAY = "tests/core/checkout/test_stripe_away.py"
FAULTS = f"{AWAY}::test_faults_on_the_way_charge_everybody_once_under_one_key"
STUCK = (
    "tests/core/test_breaker.py::test_who_has_a_stuck_key_finds_out_what_became_of_it_though_nobody_else_asks"
)
WORKER = "tests/jobs/test_processes.py::test_a_worker_that_is_killed_at_its_work_is_followed_by_another"
LEARNING = "tests/core/checkout/test_dying.py::test_learning_that_the_money_is_there"
TAKING = "tests/core/checkout/test_dying.py::test_taking_what_was_set_aside"

PAYMENTS = (
    Mutant(
        12,
        "a return that does not know its request",
        "core/returns/services.py",
        "    if request and (earlier := Return.objects(order_number=order_number, request=request).first()):",
        "    if earlier := None:",
        f"{DIES}[returns]",
    ),
    Mutant(
        12,
        "a key taken although somebody else has claimed it",
        "core/idempotency/services.py",
        '    except DuplicateKeyError:\n        return _earlier(name, claim["fingerprint"])\n',
        "    except DuplicateKeyError:\n        return None\n",
        CLAIMED,
    ),
    Mutant(
        12,
        "what was done for nothing left as it is",
        "core/idempotency/services.py",
        "    undo()\n    return earlier, True\n",
        "    return earlier, True\n",
        SLOWER,
    ),
    Mutant(
        12,
        "another request answered under the same key",
        "core/idempotency/services.py",
        "    if kept.fingerprint != fingerprint:",
        "    if not kept.fingerprint:",
        ANOTHER,
    ),
    Mutant(
        12,
        "keys that are everybody's",
        "bff/idempotent.py",
        'return f"{request.method} {request.path} {caller()}"',
        'return f"{request.method} {request.path}"',
        STRANGER,
    ),
    Mutant(
        13,
        "an answer that is not kept",
        "core/idempotency/services.py",
        '{"_id": _digest(name)}, {"$set": _sealed(name, answer)}',
        '{"_id": "nobody\'s"}, {"$set": _sealed(name, answer)}',
        LOST,
    ),
    Mutant(
        14,
        "a key made anew for every try",
        "core/checkout/collecting.py",
        "            key=payment.provider_key,",
        '            key=f"{payment.provider_key}-{clock.now().timestamp()}",',
        FAULTS,
    ),
    Mutant(
        14,
        "a key that is stuck taken for silence",
        "core/payments/breaker.py",
        ", but=(GatewayStuck,))",
        ")",
        STUCK,
    ),
    Mutant(
        15,
        "a job acknowledged before it is done",
        "jobs/deliver.py",
        "        JOBS[job](event_of",
        "        OutboxMessage.objects.acknowledge(message.id, job)\n        JOBS[job](event_of",
        WORKER,
    ),
    Mutant(
        15,
        "a lease of a day",
        "core/outbox/models.py",
        "LEASE = timedelta(seconds=30)",
        "LEASE = timedelta(days=1)",
        WORKER,
    ),
    Mutant(
        15,
        "a payment learned in several transactions",
        "core/checkout/settlement.py",
        "@transactional\ndef _become_paid(",
        "def _become_paid(",
        LEARNING,
    ),
    Mutant(
        15,
        "a capture noted before it is in the books",
        "core/checkout/capturing.py",
        "    agree(payment, seen)\n    note_answered(planned)\n",
        "    note_answered(planned)\n    agree(payment, seen)\n",
        TAKING,
    ),
)
