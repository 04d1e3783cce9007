"""25 idle clients and then 25 accepts: all are accepted, from the kernel's backlog."""

import socket

from field import WAIT, listener


def run(see):
    server = listener(50)
    clients = [socket.create_connection(server.getsockname(), WAIT) for _ in range(25)]
    ports = set(client.getsockname()[1] for client in clients)
    accepted = [server.accept() for _ in range(25)]
    see('accepted', len(accepted))
    see('each is one of the clients', set(address[1] for _, address in accepted) == ports)
    for each in clients + [sock for sock, _ in accepted] + [server]:
        each.close()
