"""`python -m dev.mailbox`: takes mail on one port of loopback and shows it on another."""

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from dev.errors import CannotStart
from dev.folders import open_folder
from dev.mailbox.folder import Folder
from dev.mailbox.smtp import Refusals, smtp_server
from dev.mailbox.web import MailboxServer
from dev.ports import LOOPBACK, Address, free_port, require_free


def main() -> int:
    options = read_options()
    try:
        serve(options.port, options.smtp_port, options.data)
    except CannotStart as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m dev.mailbox", description=__doc__)
    parser.add_argument(
        "--port", type=int, default=8026, help="of the pages (default %(default)s; 0: a free one)"
    )
    parser.add_argument("--smtp-port", type=int, default=8025, help="default %(default)s; 0: a free one")
    parser.add_argument(
        "--data", type=Path, default=Path(".data/mails"), help="the folder (default %(default)s)"
    )
    return parser.parse_args()


def serve(port: int, smtp_port: int, data: Path) -> None:
    """Serve until SIGTERM or Ctrl-C; raises CannotStart when a port is taken or the folder refuses."""
    require_free(Address("SHOP_DEV_MAILBOX_PORT", LOOPBACK, port))
    require_free(Address("SHOP_DEV_MAIL_PORT", LOOPBACK, smtp_port))
    open_folder(data, "The mailbox")
    folder, refusals = Folder(data), Refusals()
    smtp = smtp_server(LOOPBACK, smtp_port or free_port(), folder, refusals)
    smtp.start()
    signal.signal(signal.SIGTERM, leave)
    try:
        with MailboxServer((LOOPBACK, port), folder, refusals) as web:
            print(f"LISTENING http://{LOOPBACK}:{web.server_port}", flush=True)
            print(f"SMTP smtp://{LOOPBACK}:{smtp.port}", flush=True)
            web.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        smtp.stop()


def leave(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
