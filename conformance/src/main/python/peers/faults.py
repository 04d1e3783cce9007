"""What the network between two peers does to a conversation, in the words of the harness' proxy: kind:direction:amount."""

from peers import WAIT

HARMLESS = ('delay', 'trickle', 'split', 'coalesce')
PATIENCE = 0.5  # seconds after which we give up where the fault is that nothing comes

# "down" is what the server sends, "up" what the client does. What we send ourselves is cut at no boundary of records, since
# how a flight of handshake messages is divided into records is not agreed on.
WHERE_WE_ARE_CLIENT = {
    'delay': ['both:20'],
    'trickle': ['up', 'down'],
    'split': ['both'],
    'coalesce': ['down:3r', 'both:2r'],
    'stall': ['down:0r', 'down:1r', 'down:2r', 'up:0r', 'up:1r', 'down:7b'],
    'reset': ['down:1r', 'down:2r', 'down:7b'],
    # The peer's handshake has up to 7 records, and its answer is one more.
    'truncate': ['down:%dr' % records for records in range(9)] + ['up:%dr' % records for records in range(4)]
    + ['down:3b', 'down:7b', 'down:1000b'],
}

WHERE_WE_ARE_SERVER = {
    'delay': ['both:20'],
    'trickle': ['up', 'down'],
    'split': ['both'],
    'coalesce': ['up:3r', 'both:2r'],
    'stall': ['up:0r', 'up:1r', 'up:2r', 'up:7b', 'down:0r'],
    # Not before we have answered: whether we or the reset were first would be chance.
    'reset': ['up:2r'],
    # The peer's handshake has up to 3 records, and its message is one more.
    'truncate': ['up:%dr' % records for records in range(5)] + ['up:3b', 'up:7b', 'up:100b'],
}

PLAIN_WHERE_WE_ARE_CLIENT = (
    'delay:both:20', 'trickle:both', 'split:both', 'coalesce:down:100b', 'stall:down:5b', 'reset:down:5b', 'truncate:down:0b',
    'truncate:down:5b', 'truncate:up:5b')

PLAIN_WHERE_WE_ARE_SERVER = (
    'delay:both:20', 'trickle:both', 'split:both', 'coalesce:up:100b', 'stall:up:5b', 'reset:up:5b', 'truncate:up:0b',
    'truncate:up:5b', 'truncate:down:5b')


def of(cell, table):
    """The faults that a cell's scenario, fault-KIND, stands for."""
    kind = cell.scenario[len('fault-'):]
    return ['%s:%s' % (kind, amount) for amount in table[kind]]


def patience(fault):
    """Seconds to wait for what comes through."""
    return WAIT if fault.split(':')[0] in HARMLESS else PATIENCE
