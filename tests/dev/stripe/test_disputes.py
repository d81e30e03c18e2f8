import pytest
import stripe

from tests.dev.stripe.buying import charge_of, event_types, paid_with, refused
from tests.dev.stripe.running import Controls


@pytest.fixture
def dispute(api: stripe.StripeClient, dev: Controls) -> stripe.Dispute:
    paid = paid_with(api, "pm_card_visa")
    made = dev.post(f"charges/{paid.latest_charge}/dispute", reason="product_not_received")
    return api.v1.disputes.retrieve(made["id"])


def test_the_card_for_disputes_is_disputed_shortly_after(api: stripe.StripeClient, dev: Controls) -> None:
    intent = paid_with(api, "pm_card_createDispute")
    assert api.v1.disputes.list().data == []

    dev.post("clock", advance=5)

    (dispute,) = api.v1.disputes.list({"payment_intent": intent.id}).data
    assert (dispute.status, dispute.reason, dispute.amount) == ("needs_response", "fraudulent", 2000)
    assert charge_of(api, intent).disputed is True
    assert event_types(api)[-2:] == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]


def test_a_dispute_takes_the_money_and_forbids_refunds(
    api: stripe.StripeClient, dispute: stripe.Dispute
) -> None:
    (taken,) = dispute.balance_transactions
    assert (taken.amount, taken.net) == (-2000, -3500)

    assert refused(api.v1.refunds.create, {"charge": str(dispute.charge)}).code == "charge_disputed"


def test_closing_a_dispute_loses_it_once(api: stripe.StripeClient, dispute: stripe.Dispute) -> None:
    assert api.v1.disputes.close(dispute.id).status == "lost"

    assert "closed already" in str(refused(api.v1.disputes.close, dispute.id))
    assert event_types(api).count("charge.dispute.closed") == 1


@pytest.mark.parametrize(("evidence", "status"), [("winning_evidence", "won"), ("losing_evidence", "lost")])
def test_evidence_decides_a_test_dispute(
    api: stripe.StripeClient, dispute: stripe.Dispute, evidence: str, status: str
) -> None:
    decided = api.v1.disputes.update(dispute.id, {"evidence": {"uncategorized_text": evidence}})

    assert decided.status == status
    assert decided.evidence_details.submission_count == 1
    assert event_types(api)[-1] == "charge.dispute.closed"
    assert ("charge.dispute.funds_reinstated" in event_types(api)) is (status == "won")


def test_evidence_can_be_kept_without_sending_it(api: stripe.StripeClient, dispute: stripe.Dispute) -> None:
    kept = api.v1.disputes.update(
        dispute.id, {"evidence": {"customer_name": "Ada"}, "metadata": {"case": "7"}, "submit": False}
    )
    sent = api.v1.disputes.update(dispute.id, {"evidence": {"product_description": "A mug"}})

    assert (kept.status, kept.evidence_details.has_evidence) == ("needs_response", True)
    assert (sent.status, sent.evidence.customer_name) == ("under_review", "Ada")


def test_the_bank_may_decide_by_itself(
    api: stripe.StripeClient, dev: Controls, dispute: stripe.Dispute
) -> None:
    dev.post(f"disputes/{dispute.id}/resolve?won=true")

    assert api.v1.disputes.retrieve(dispute.id).status == "won"
