from core.listing.versions import current_version
from core.outbox.hearing import heard
from core.redirects.events import RedirectsChanged
from core.storefront import services as told
from core.storefront import tags
from jobs.context import shop


def tell_storefront(_event: RedirectsChanged) -> None:
    """Redirects are read from the truth, so nothing has to be built before the storefront asks again."""
    told.revalidate(shop().storefront, [tags.REDIRECTS], current_version(), cause=heard())
