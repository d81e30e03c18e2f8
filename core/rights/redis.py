"""The shop's users in Redis, as lines of an ACL file: which keys, and which commands, each process uses there."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Final

from core.processes import Process

OF_RQ: Final = "+@hash +@set +@sortedset +@list +@stream +@string +@transaction +del +exists +expire +persist"
AS_ANY: Final = "+ping +select"
RULES: Final[Mapping[Process, str]] = {
    # Counts by two scripts of the library `limits`, which may do no more than is named here.
    "bff": "~LIMITS:* +evalsha +script|load +lindex +lpush +ltrim +expire",
    # Rings: RQ's keys, and a script that queues a job once.
    "relay": f"~rq:* {OF_RQ} -@dangerous -@blocking +evalsha +script|load +info",
    # Works: waits for a ring, and hears on RQ's channel that it is to stop.
    "worker": f"~rq:* &rq:pubsub:* {OF_RQ} -@dangerous +subscribe +unsubscribe +client|setname +client|info +info",
}
"""By the process, on top of nothing. No one empties Redis, lists its keys, or reads or changes how it is set up."""
NOBODY: Final = "user default reset resetchannels off"
"""Who does not say a name is nobody."""


def lines(passwords: Mapping[Process, tuple[str, ...]]) -> Iterator[str]:
    """The ACL file, for those of its processes that have passwords; each may have several. It holds hashes alone."""
    yield NOBODY
    for process, rules in RULES.items():
        if known := passwords.get(process):
            hashes = " ".join(f"#{hashlib.sha256(one.encode()).hexdigest()}" for one in known)
            yield f"user {process} reset resetchannels on {hashes} {rules} {AS_ANY}"
