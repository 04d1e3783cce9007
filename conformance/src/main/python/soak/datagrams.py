"""The part of the load that is UDP."""

import socket

import flows
from calls import Interrupted, timed

MOST = 4000
WAIT = 0.2
TIMEOUT = 2.0


def to_oneself(journal, load):
    """Datagrams to oneself, while the load lasts: the kernel may drop them where there is no room, and does nothing else."""
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    receiver.bind(('127.0.0.1', 0))
    receiver.settimeout(WAIT)
    sent, last = 0, -1
    try:
        while not load.over.isSet():
            try:
                for _ in range(load.random.randrange(1, 20)):
                    length = load.random.randrange(1, 2000)
                    data = flows.header(sent, length) + flows.coded(1, sent, length)
                    timed(journal, 'sendto', TIMEOUT, sender.sendto, data, receiver.getsockname())
                    sent += 1
                while last < sent - 1:
                    last = receive(journal, receiver, last)
            except (Interrupted, socket.timeout):
                pass
            load.pause(0.01)
    finally:
        sender.close()
        receiver.close()


def receive(journal, receiver, last):
    """Take one and check it; return its number."""
    data = timed(journal, 'recvfrom', WAIT, receiver.recvfrom, MOST)[0]
    number, length = int(data[:8], 16), int(data[8:16], 16)
    if data[16:] != flows.coded(1, number, length):
        journal.violated('a datagram is not what was sent')
    if number <= last:
        journal.violated('datagram %d after %d' % (number, last))
    journal.count('datagrams')
    return number
