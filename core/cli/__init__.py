"""`shop`: every command that the shop is run by."""

from core.cli.main import shop

__all__ = ["shop"]
