"""close_notify with TCP left open ends the stream; after unwrap() plain text flows."""

from field import Background, tls_contexts, tls_pair


def run(see):
    one, other = tls_pair(*tls_contexts())
    one.sendall('secret')
    see('over TLS', other.recv(10))
    ending = Background(one.unwrap)
    see('after close_notify', other.recv(10))
    plain_other = other.unwrap()
    plain_one = ending.result()
    plain_one.sendall('plain')
    see('after unwrap', plain_other.recv(10))
    plain_one.close()
    plain_other.close()
