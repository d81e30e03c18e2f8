"""The only names of cache tags. Next.js takes at most 128 tags of 256 characters for one answer."""

MOST_TAGS = 128

CATALOGUE = "catalogue"
LAYOUT = "layout"
HOME = "home"
BLOG = "blog"


def product(slug: str) -> str:
    return f"product:{slug}"


def category(slug: str) -> str:
    return f"category:{slug}"


def content(entry_id: str) -> str:
    return f"content:{entry_id}"


def named_content(role: str, slug: str) -> str:
    """An entry by what it is called: also of one that is not there yet, so that its coming is noticed."""
    return f"{role}:{slug}"[:256]


def bucket(entry_id: str) -> str:
    """One of 16 tags that many entries share: for answers that are built of more than can be named."""
    return f"content-bucket:{sum(entry_id.encode()) % 16}"
