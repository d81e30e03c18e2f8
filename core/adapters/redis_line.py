"""TLS to Redis that believes the authority which is named, and no other.

redis-py adds it to those of the system (7.4, `SSLConnection._wrap_socket_with_ssl`): whoever gets a certificate of
that name from any of these could be Redis. What the address says of certificates and ciphers holds as with redis-py.
"""

import ssl
from socket import socket

from redis.connection import SSLConnection


class OwnAuthority(SSLConnection):
    """A line of redis-py whose authorities are those of *ssl_ca_certs* alone; the system's where it names none."""

    def _wrap_socket_with_ssl(self, sock: socket) -> ssl.SSLSocket:
        if self.ca_certs is None:
            sealed: ssl.SSLSocket = super()._wrap_socket_with_ssl(sock)  # type: ignore[no-untyped-call]  # redis-py leaves it open
            return sealed
        context = ssl.create_default_context(cafile=self.ca_certs)
        context.check_hostname = self.check_hostname
        context.verify_mode = self.cert_reqs
        if self.certfile:
            context.load_cert_chain(self.certfile, self.keyfile, self.certificate_password)
        if self.ssl_ciphers:
            context.set_ciphers(self.ssl_ciphers)
        return context.wrap_socket(sock, server_hostname=self.host)
