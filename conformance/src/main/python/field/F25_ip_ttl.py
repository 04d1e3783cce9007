"""IP_TTL can be set."""

import socket


def run(see):
    sock = socket.socket()
    see.raised('set', sock.setsockopt, socket.SOL_IP, socket.IP_TTL, 7)
    see('then', sock.getsockopt(socket.SOL_IP, socket.IP_TTL))
    sock.close()
