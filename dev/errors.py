"""What stops the embedded stack from starting."""


class CannotStart(Exception):
    """One or two sentences for the person at the terminal: what is in the way, and what to do about it."""
