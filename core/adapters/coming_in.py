"""Whether MongoDB and Redis let this process in with another certificate, asked once before it is taken up."""

import ssl
from pathlib import Path

import redis

from core import db
from core.adapters.rq_queue import redis_client
from core.credentials import of_redis
from core.settings import settings


def come_in(certificate: Path | None, ca: Path | None) -> None:
    """Raises what their clients raise where one of them refuses. A MongoDB that is away is asked again later.

    A Redis that is away keeps nobody from a new certificate: the shop goes on without it.
    """
    told = settings()
    db.come_in(told, certificate, ca)
    url = of_redis(told.redis_url.get_secret_value(), certificate, ca)
    if url.startswith("rediss:"):
        try:
            with redis_client(url) as client:
                client.ping()
        except redis.ConnectionError as fault:
            if _is_refusal(fault):
                raise


def _is_refusal(fault: BaseException | None) -> bool:
    while fault and not isinstance(fault, ssl.SSLError):
        fault = fault.__cause__ or fault.__context__
    return fault is not None
