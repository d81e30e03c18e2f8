from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from core import clock
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.content.events import ContentSyncDue
from core.outbox.models import OutboxMessage
from core.pages.preview import page_of
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.conftest import Seat
from tests.fakes import FakeQueue, FakeSource


def test_the_mirror_is_listed_by_role(owner: Browser) -> None:
    a.mirrored(a.entry("page", "about", title="About us"), a.entry("blogPost", "tides", title="Tides"))
    everything, posts = owner.see("/content/").text, owner.see("/content/?role=post").text
    assert "About us Page about page 1 1 Mar 2026, 00:00 UTC" in everything
    assert "Tides" in posts
    assert "About us" not in posts
    assert "About us" in owner.find("/content/", "ABO").text


def test_it_says_when_it_was_last_synced(source: FakeSource, owner: Browser) -> None:
    assert "Never synced from Contentful" in owner.see("/content/").text
    source.publish(a.entry("page", "about", title="About us"))
    a.synced(source)
    with clock.moved(timedelta(minutes=4)):
        assert "Synced 4 min ago" in owner.see("/content/").text


def test_sync_now_has_a_job_ask_for_what_changed(
    source: FakeSource, queue: FakeQueue, seat: Seat, shop: object
) -> None:
    a.markets()
    source.publish(a.entry("page", "about", title="About us"))
    browser = seat("catalogue")
    page = browser.follow(browser.send("/content/sync", "pressed-by-a-test"))
    assert "A sync is on its way." in page.text
    assert len(a.events(ContentSyncDue)) == 1
    (record,) = AuditRecord.objects(action="sync_content")
    assert (record.actor, record.request_id) == ("catalogue@quayside.example", "pressed-by-a-test")
    assert OutboxMessage.objects.get(event="ContentSyncDue").request_id == "pressed-by-a-test"
    a.drain(queue)
    assert "About us" in browser.see("/content/").text


def test_what_the_last_comparison_found_is_shown_and_a_new_one_asked_for(
    source: FakeSource, queue: FakeQueue, seat: Seat, shop: object
) -> None:
    a.markets()
    source.publish(a.entry("page", "about", title="About us", items=[a.link("page-gone")]))
    a.synced(source)
    browser = seat("catalogue")
    assert "Never compared" in browser.see("/content/comparison").text
    assert "never compared" in browser.see("/content/").text
    page = browser.follow(browser.send("/content/compare"))
    assert "A comparison is on its way." in page.text
    assert AuditRecord.objects(action="compare_content").count() == 1
    a.drain(queue)
    text = browser.see("/content/comparison").text
    assert "Broken reference entry page-about items entry page-gone is not published" in text
    assert "Missing locale entry page-about title no words in de-DE" in text
    assert "Synced" in (listed := browser.see("/content/").text)
    assert "never compared" not in listed


def test_an_entry_that_has_a_page_leads_to_links_that_show_its_draft(seat: Seat, shop: Shop) -> None:
    a.markets()
    a.mirrored(a.entry("page", "about", title="About us"), a.entry("menu", "header", title="Header"))
    browser = seat("catalogue")
    (link,) = [link for link in browser.see("/content/").links() if "/content/preview" in link]
    shown = browser.see(link)
    links = [link for link in shown.links() if "/preview#" in link]
    secret = shop.settings.secret_ring
    pages = [page_of(parse_qs(urlsplit(link).fragment)["token"][0], secret) for link in links]

    assert {(page.kind, page.key) for page in pages} == {("content", "about")}
    assert ("eu", "de-DE") in {(page.market, page.locale) for page in pages}
    assert "No page of its own" in browser.see("/content/preview/menu-header").text
    assert browser.client.get("/content/preview/nothing").status_code == 404
    assert seat("viewer").client.get(link).status_code == 403
