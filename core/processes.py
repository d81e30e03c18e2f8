"""The processes of a shop, and the secrets that each of them works with: it needs these, and is given no other."""

from collections.abc import Mapping
from typing import Literal

Process = Literal["bff", "admin", "worker", "relay", "schedule", "release"]

SECRETS_OF: Mapping[Process, frozenset[str]] = {
    "bff": frozenset(
        {
            "mongodb_uri",
            "redis_url",
            "secret_key",
            "jwt_keys",
            "stripe_api_key",
            "stripe_webhook_secrets",
            "contentful_preview_token",
            "contentful_webhook_secret",
            "storefront_keys",
            "oidc_providers",
        }
    ),
    "admin": frozenset({"mongodb_uri", "secret_key", "console_secret_key", "stripe_api_key"}),
    "worker": frozenset(
        {
            "mongodb_uri",
            "redis_url",
            "secret_key",
            "stripe_api_key",
            "contentful_delivery_token",
            "segment_write_key",
            "smtp_url",
            "revalidate_secret",
        }
    ),
    "relay": frozenset({"mongodb_uri", "redis_url"}),
    "schedule": frozenset({"mongodb_uri"}),
    "release": frozenset({"mongodb_uri"}),
}
"""By the names of `core.settings`. The manifests mount these and no other (`k8s/base`, held by `tests/k8s`)."""
SECRETS = frozenset().union(*SECRETS_OF.values())
NEEDED_IN_PRODUCTION = (
    "secret_key",
    "console_secret_key",
    "jwt_keys",
    "stripe_api_key",
    "stripe_publishable_key",
    "stripe_webhook_secrets",
    "contentful_space",
    "contentful_delivery_token",
    "contentful_webhook_secret",
    "smtp_url",
    "storefront_url",
    "revalidate_secret",
    "storefront_keys",
)
NEEDED_ANYWHERE = ("mongodb_uri", "redis_url", "secret_key", "jwt_keys")
"""Of the whole shop; a process needs those of them that it works with."""
NEEDED_WITH: Mapping[str, str] = {
    "stripe_webhook_secrets": "stripe_api_key",  # pragma: allowlist secret
    "stripe_publishable_key": "stripe_api_key",
    "contentful_delivery_token": "contentful_space",
    "contentful_webhook_secret": "contentful_space",  # pragma: allowlist secret
    "revalidate_secret": "storefront_url",  # pragma: allowlist secret
}
"""Where the other is there."""


def is_needed(name: str, process: Process | None) -> bool:
    """Whether that process works with that setting. None is the whole shop; what is no secret is everybody's."""
    return process is None or name not in SECRETS or name in SECRETS_OF[process]
