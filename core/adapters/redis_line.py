"""TLS to Redis that believes the authority which is named, and no other.

redis-py adds it to those of the system (7.4, `SSLConnection._wrap_socket_with_ssl`): whoever gets a certificate of
that name from any of these could be Redis. What else the address says of TLS holds as with redis-py, but for OCSP,
which is refused: nothing that was asked for is left out in silence.
"""

import ssl
from socket import socket

from redis import RedisError
from redis.connection import SSLConnection


class OwnAuthority(SSLConnection):
    """A line of redis-py that believes the authorities of the address alone; the system's where it names none."""

    def _wrap_socket_with_ssl(self, sock: socket) -> ssl.SSLSocket:
        if self.ca_certs is None and self.ca_path is None and self.ca_data is None:
            sealed: ssl.SSLSocket = super()._wrap_socket_with_ssl(sock)  # type: ignore[no-untyped-call]  # redis-py leaves it open
            return sealed
        if self.ssl_validate_ocsp or self.ssl_validate_ocsp_stapled:
            raise RedisError("OCSP is not asked where the address names an authority.")
        return self._context().wrap_socket(sock, server_hostname=self.host)

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.ca_certs, capath=self.ca_path, cadata=self.ca_data)
        context.check_hostname = self.check_hostname
        context.verify_mode = self.cert_reqs
        for flag in self.ssl_include_verify_flags or ():
            context.verify_flags |= flag
        for flag in self.ssl_exclude_verify_flags or ():
            context.verify_flags &= ~flag
        if self.ssl_min_version is not None:
            context.minimum_version = self.ssl_min_version
        if self.certfile:
            context.load_cert_chain(self.certfile, self.keyfile, self.certificate_password)
        if self.ssl_ciphers:
            context.set_ciphers(self.ssl_ciphers)
        return context
