"""The letters of numbers and codes that people read to each other: Crockford's base 32, nothing to mistake."""

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # pragma: allowlist secret
