"""One class per port that behaves like the real thing, in memory, with switches for what goes wrong."""

from tests.fakes.faults import Faults
from tests.fakes.gateway import FakeGateway, Intent
from tests.fakes.mailer import FakeMailer
from tests.fakes.provider import FakeProvider, somebody
from tests.fakes.queue import FakeQueue
from tests.fakes.source import FakeSource
from tests.fakes.storefront import FakeStorefront
from tests.fakes.taxes import FakeTaxes
from tests.fakes.tracker import FakeTracker
from tests.fakes.vault import FakeVault

__all__ = [
    "FakeGateway",
    "FakeMailer",
    "FakeProvider",
    "FakeQueue",
    "FakeSource",
    "FakeStorefront",
    "FakeTaxes",
    "FakeTracker",
    "FakeVault",
    "Faults",
    "Intent",
    "somebody",
]
