"""A local stand-in for a provider of OpenID Connect, which lies when it is told to."""
