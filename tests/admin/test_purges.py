"""The log of what the storefront was told: everything of every call, and a button to send it again."""

import pytest

from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.outbox.hearing import Heard, heard
from core.storefront.models import Purge
from core.storefront.services import revalidate
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.furnished import Furniture
from tests.fakes import FakeQueue, FakeStorefront


def test_a_call_is_listed_with_tags_version_and_every_answer(
    furniture: Furniture, storefront: FakeStorefront, owner: Browser
) -> None:
    storefront.replicas = ("http://one.example:3000", "http://two.example:3000")
    storefront.faults.broken.add("http://two.example:3000")
    revalidate(storefront, ["product:jug", *(f"category:{n}" for n in range(9))], 41, cause=heard())

    text = owner.see("/purges/").text
    assert "product:jug and 9 more 41 0 s ago" in text
    assert "200 one.example:3000 Away two.example:3000" in text
    assert f"/purges/{furniture.purge}" in owner.see("/purges/").links()


def test_its_page_has_all_of_it(shop: Shop, storefront: FakeStorefront, owner: Browser) -> None:
    storefront.faults.away = True
    message = "6" * 24
    revalidate(storefront, ["product:jug", "category:kitchen"], 41, cause=Heard(message, heard().began_at))

    page = owner.see(f"/purges/{message}-1")
    assert "Version 41 Not heard by all" in page.text
    assert "storefront.example Away Does not answer in time - 3 ms 1" in page.text
    assert len([link for link in page.links() if link.startswith("/purges/?search=")]) == 2
    assert f"/outbox/{message}" in page.links()


@pytest.mark.parametrize("text", ["product:jug", "jug"])
def test_calls_are_found_by_tag_and_by_slug(text: str, furniture: Furniture, owner: Browser) -> None:
    jug = Heard("5" * 24, heard().began_at)
    revalidate(FakeStorefront(), [f"category:{n}" for n in range(9)] + ["product:jug"], 8, cause=jug)

    found = owner.find("/purges/", text).links()
    assert "/purges/555555555555555555555555-1" in found
    assert f"/purges/{furniture.purge}" not in found


def test_calls_that_not_all_have_heard_can_be_told_from_those_that_have(
    furniture: Furniture, storefront: FakeStorefront, owner: Browser
) -> None:
    assert f"/purges/{furniture.purge}" in owner.see("/purges/?answer=heard").links()
    assert "Nothing like that" in owner.see("/purges/?answer=open").text


def test_sent_again_it_is_a_call_of_its_own_and_recorded_once(
    furniture: Furniture, storefront: FakeStorefront, queue: FakeQueue, owner: Browser
) -> None:
    told = list(storefront.told)
    path = f"/purges/{furniture.purge}"
    assert f"{path}/again" in owner.see(path).forms()
    answer = owner.send(f"{path}/again", "pressed-by-a-test")
    assert "It is sent again" in owner.follow(answer).text

    a.drain(queue)
    again = Purge.objects.get(again_of=furniture.purge)
    assert storefront.told[len(told) :].count(told[-1]) == 1
    assert "Heard by all" in owner.see(f"/purges/{again.id}").text
    assert path in owner.see(f"/purges/{again.id}").links()
    (record,) = AuditRecord.objects(action="send_purge_again")
    assert (record.actor, record.target) == ("owner@quayside.example", f"purge:{again.id}")
    assert record.request_id == again.request_id == "pressed-by-a-test"
    assert f"/purges/{again.id}" in owner.see("/audit/").links()


def test_an_unknown_call_is_404(owner: Browser) -> None:
    assert owner.get("/purges/nothing").status_code == 404
    assert owner.send("/purges/nothing/again").status_code == 404


def test_a_shop_without_a_storefront_says_so(shop: Shop, storefront: FakeStorefront, owner: Browser) -> None:
    storefront.replicas = ()
    assert "No storefront is set up" in owner.see("/purges/").text
