from core.listing.versions import current_version
from core.redirects.events import RedirectsChanged
from core.storefront import tags
from jobs.context import shop


def tell_storefront(_event: RedirectsChanged) -> None:
    """Redirects are read from the truth, so nothing has to be built before the storefront asks again."""
    shop().storefront.revalidate([tags.REDIRECTS], current_version())
