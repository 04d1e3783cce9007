"""IP_TTL can be asked for, and set."""

import socket


def run(see):
    sock = socket.socket()
    system = sock.getsockopt(socket.SOL_IP, socket.IP_TTL)
    see.raised('set to what it is', sock.setsockopt, socket.SOL_IP, socket.IP_TTL, system)
    see.raised('set', sock.setsockopt, socket.SOL_IP, socket.IP_TTL, 7)
    see('then', sock.getsockopt(socket.SOL_IP, socket.IP_TTL))
    sock.close()
