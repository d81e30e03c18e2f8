from core.pages.events import PagesRebuilt
from core.pages.sitemaps import plan_sitemaps
from core.storefront import tags
from jobs.schedule_events import SitemapsReviewDue


def plan(_event: SitemapsReviewDue) -> None:
    plan_sitemaps()


def plan_after_build(event: PagesRebuilt) -> None:
    """After a build of everything there may be many more pages than parts were planned for."""
    if tags.EVERY_PAGE in event.tags:
        plan_sitemaps()
