"""A non-blocking handshake and recv raise SSLWantReadError."""

import select
import ssl

from field import Background, WAIT, tcp_pair, tls_contexts


def run(see):
    client_context, server_context = tls_contexts()
    client, accepted = tcp_pair()
    client.setblocking(False)
    wrapped = client_context.wrap_socket(client, do_handshake_on_connect=False)
    see.raised('the first step', wrapped.do_handshake)
    serving = Background(lambda: server_context.wrap_socket(accepted, server_side=True))
    while True:
        try:
            wrapped.do_handshake()
            break
        except ssl.SSLWantReadError:
            select.select([wrapped], [], [], WAIT)
        except ssl.SSLWantWriteError:
            select.select([], [wrapped], [], WAIT)
    server = serving.result()
    see.raised('recv of nothing', wrapped.recv, 1)
    server.sendall('data')
    select.select([wrapped], [], [], WAIT)
    see('recv', wrapped.recv(10))
    wrapped.close()
    server.close()
