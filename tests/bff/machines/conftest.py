from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from core.keys.models import SCOPES
from core.keys.services import issue_key
from tests import builders as a
from tests.bff.asker import Asker

KeyFor = Callable[..., Asker]


@pytest.fixture
def key_for(client: FlaskClient) -> KeyFor:
    """`key_for("stock:read")`: a machine with a key that opens that."""

    def made(*scopes: str, name: str = "erp") -> Asker:
        return Asker(client, access=issue_key(name, scopes, actor=a.STAFF)[1])

    return made


@pytest.fixture
def erp(key_for: KeyFor) -> Asker:
    """A machine that may do everything a machine may."""
    return key_for(*SCOPES)
