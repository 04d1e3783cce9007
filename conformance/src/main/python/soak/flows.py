"""Position-coded data: each byte says where in which stream it belongs, so that none can be lost, doubled or moved unseen."""

import os
import random

# A prime, so that no power of two that a buffer may be off by is a multiple of it.
PERIOD = 262139
HEADER = 16



def _pattern():
    """Peers in Java make the same one, see org.jynetty.conformance.soak.Peer."""
    state, pattern = 1, bytearray(PERIOD)
    for i in xrange(PERIOD):
        state = (state * 1103515245 + 12345) & 0x7fffffff
        pattern[i] = state >> 16 & 0xff
    return str(pattern) * 2


_PATTERN = _pattern()


def coded(flow, position, length):
    """So many bytes of a flow, at most PERIOD, from a position on."""
    start = (flow * 7919 + position) % PERIOD
    return _PATTERN[start:start + length]


def header(flow, total):
    return '%08x%08x' % (flow, total)


class Flow(object):
    """What its sender knows of a flow: how much was accepted so far, and how it is to end."""

    def __init__(self, number, total, target):
        self.number = number
        self.total = total
        self.target = target
        self.accepted = 0
        self.given_up = False


class Table(object):
    """The flows that began in this process. Each is written by its sender alone."""

    def __init__(self):
        self.flows = {}

    def new(self, number, total, target):
        flow = self.flows[number] = Flow(number, total, target)
        return flow

    def get(self, number):
        return self.flows.get(number)

    def forget(self, number):
        self.flows.pop(number, None)


def path():
    """A name for a UNIX socket in the current folder, which is short enough."""
    return os.path.join('.', 'soak-%d.sock' % random.getrandbits(30))
