from core.catalog import gathering, times, tree
from core.catalog.events import CategoriesChanged, CollectionChanged, ManyTimesDue, ProductTimesDue


def apply_times(_event: ProductTimesDue) -> None:
    """Scheduled prices begin and end, products appear and disappear: at their minute, not at the next change."""
    times.apply_times()


def apply_many_times(event: ManyTimesDue) -> None:
    times.apply_many_times(event.applied)


def reshelve(event: CategoriesChanged) -> None:
    tree.reshelve(event.slugs)


def gather(event: CollectionChanged) -> None:
    gathering.gather(event.slug, event.after, again=event.again)
