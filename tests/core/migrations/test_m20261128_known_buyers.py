import pytest

from core.bootstrap import Shop
from core.migrations import m20261128_known_buyers
from core.promotions.models import KnownBuyer
from core.promotions.uses import is_known, owners_of
from tests import builders as a


def test_whoever_bought_before_is_known(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(m20261128_known_buyers, "BATCH", 1)
    a.paid_order(shop, {"MUG": 1}, email="Ada@example.com", customer_id="cus_1")
    a.shipped_order(shop, {"POT": 1}, email="ben@example.com")
    a.placed_order(shop, {"CUP": 1}, email="cem@example.com")
    KnownBuyer.objects.delete()
    for _ in range(2):
        m20261128_known_buyers.migrate()

    known = [is_known(owners_of(f"{name}@example.com", None)) for name in ("ada", "ben", "cem")]
    assert (known, is_known(owners_of(None, "cus_1"))) == ([True, True, False], True)
    assert KnownBuyer.objects.count() == 3
