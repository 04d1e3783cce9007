"""select, poll and epoll."""

import select

from channel import ON_JAVA
from program.operations import NOTHING, done, operation

SETTLE = 5.0  # seconds

_POLL_EVENTS = (('in', 1), ('pri', 2), ('out', 4), ('err', 8), ('hup', 16), ('nval', 32), ('rdnorm', 64),
                ('rdband', 128), ('wrnorm', 256), ('wrband', 512), ('msg', 1024), ('rdhup', 0x2000))
_EPOLL_EVENTS = _POLL_EVENTS + (('oneshot', 1 << 30), ('et', 1 << 31))


def _events(text, table):
    return sum(number for name, number in table if name in text.split(','))


def _events_text(value, table):
    names = [name for name, number in table if value & number]
    rest = value & ~sum(number for _, number in table)
    return '|'.join(names) + ('|%x' % rest if rest else '')


@operation
def await_(machine, name, what, seconds=None):
    held = [machine.held(name)]
    limit = SETTLE if seconds is None else float(seconds)
    found = _select([held if what == kind else [] for kind in 'in', 'out', 'pri'], limit)
    return 'ready' if any(found) else 'not yet'


@operation
def select_(machine, *arguments):
    sets = {'r': [], 'w': [], 'x': []}
    for argument in arguments[:-1]:
        kind, names = argument.split(':')
        sets[kind] = [each for each in names.split(',') if each in machine.slots]
    if not any(sets.values()):
        return NOTHING
    objects = [[machine.held(each) for each in sets[kind]] for kind in 'rwx']
    found = _select(objects, float(arguments[-1]))
    texts = []
    for kind, asked, held, ready in zip('rwx', [sets[each] for each in 'rwx'], objects, found):
        names = [asked[index] for index, each in enumerate(held) if any(each is one for one in ready)]
        if names:
            texts.append('%s:%s' % (kind, ','.join(names)))
    return ' '.join(texts) or 'nothing'


def _select(objects, seconds):
    """select(), with the sockets that have decrypted data among those to read from."""
    found, decrypted = _completed(lambda limit: select.select(*(objects + [limit])), objects[0], _has_decrypted, seconds)
    return [found[0] + decrypted] + list(found[1:])


def _completed(find, readers, has_more, limit):
    """What is found, and those of the readers that have more: at first, or, where nothing is found, by then."""
    more = filter(has_more, readers)
    found = find(0 if more else limit)
    return found, more if any(found) else filter(has_more, readers)


def _has_decrypted(held):
    """Whether CPython's answer must be completed; jynetty has to find it by itself."""
    try:
        return not ON_JAVA and hasattr(held, 'pending') and held.pending() > 0
    except Exception:
        return False  # closed, or before the handshake


@operation
def poller(machine, name, kind):
    made = select.poll() if kind == 'poll' else select.epoll()
    machine.keep(name)
    machine.slots[name] = Poller(made, _POLL_EVENTS if kind == 'poll' else _EPOLL_EVENTS, 1000 if kind == 'poll' else 1)
    return 'ok'


class Poller(object):
    """A poll or epoll object, with the unit of its timeouts."""

    def __init__(self, made, table, unit):
        self.made = made
        self.table = table
        self.unit = unit
        self.readers = set()  # the numbers of the sockets that are watched for data
        self.once = set()  # of those, the numbers of the sockets that are told of once

    def watch(self, number, events):
        asked = events.split(',')
        for numbers, word in (self.readers, 'in'), (self.once, 'oneshot'):
            if word in asked:
                numbers.add(number)
            else:
                numbers.discard(number)

    def close(self):
        if hasattr(self.made, 'close'):
            return self.made.close()


def _ask(machine, name, other, events, how):
    """Registers a socket, or changes what it is registered for."""
    held = machine.held(name)
    result = done(getattr(held.made, how)(machine.held(other), _events(events, held.table)))
    held.watch(machine.held(other).fileno(), events)
    return result


@operation
def register(machine, name, other, events):
    return _ask(machine, name, other, events, 'register')


@operation
def modify(machine, name, other, events):
    return _ask(machine, name, other, events, 'modify')


@operation
def unregister(machine, name, other):
    held = machine.held(name)
    number = machine.held(other).fileno()
    try:
        result = done(held.made.unregister(number))
    except KeyError as error:
        raise KeyError(machine.name_of(error.args[0]))
    held.watch(number, '')
    return result


@operation
def wait(machine, name, seconds):
    held = machine.held(name)
    limit = float(seconds) * held.unit
    found, decrypted = _completed(held.made.poll, list(held.readers), lambda number: _has_decrypted(machine.watched.get(number)),
                                  int(limit) if held.unit == 1000 else limit)
    found = dict(found)
    for number in decrypted:
        found[number] = found.get(number, 0) | 1
    held.readers -= held.once & set(found)
    return ' '.join(sorted('%s=%s' % (machine.name_of(number), _events_text(events, held.table))
                           for number, events in found.items())) or 'nothing'
