from core.catalog import gathering, times, tree
from core.catalog.events import CategoriesChanged, CollectionChanged, ProductTimesDue


def apply_times(_event: ProductTimesDue) -> None:
    """Scheduled prices begin and end, products appear and disappear: at their minute, not at the next change."""
    times.apply_times()


def reshelve(event: CategoriesChanged) -> None:
    tree.reshelve(event.slugs)


def gather(event: CollectionChanged) -> None:
    gathering.gather(event.slug, event.after)
