from mongoengine import Q

LAST_LETTER = "\U0010ffff"


def begins(field: str, text: str) -> Q:
    """Where *field* begins with *text*. A range, which an index serves; a pattern would read the whole index,
    because Python's are Unicode patterns, and MongoDB takes no bounds from these.
    """
    return Q(**{f"{field}__gte": text, f"{field}__lt": f"{text}{LAST_LETTER}"})
