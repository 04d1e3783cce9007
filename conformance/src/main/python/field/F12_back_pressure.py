"""A peer that writes to somebody who does not read is stopped after a few MB."""

import socket

from field import tcp_pair

PIECE = 'x' * 65536
LIMIT = 64 << 20


def run(see):
    reader, writer = tcp_pair()
    writer.settimeout(0.5)
    sent = 0
    try:
        while sent < LIMIT:
            sent += writer.send(PIECE)
        see('the writer', 'is never stopped')
    except socket.timeout:
        see('the writer', 'is stopped')
    writer.close()
    received = 0
    while True:
        piece = reader.recv(1 << 20)
        if not piece:
            break
        received += len(piece)
    see('everything sent arrives', received == sent)
    reader.close()
