"""How often a process that lives long looks through its objects for those that hold each other (`gc`)."""

import gc

NEW, SECOND, THIRD = 10_000, 20, 20
"""So many more objects made than freed before the young ones are looked through; Python's 700 are one large cart."""


def settle() -> None:
    """What is there now stays: it is not looked through again. To be called when everything is imported and made.

    A cart of a hundred lines spent a quarter of its time on this, and found nothing: an answer frees what it made.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW, SECOND, THIRD)
