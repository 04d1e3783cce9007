"""What sockets send: a sequence that tells every byte's place, so that what is lost, repeated or out of order shows."""

import re

LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
SHOWN = 24  # bytes of what is received are shown as they are; of more, the place in the sequence
_BLOCKS = 62 ** 3  # then it begins again
_WHOLE = []  # the sequence once, when much of it is needed
_RECORD = re.compile('[\x14-\x17]\x03')  # how a record of TLS begins; no byte of the sequence does
_FOREIGN = re.compile('[^%s.=+:-]' % LETTERS)  # the middle of a record


def sequence(place, count):
    """`count` bytes of the sequence that every socket sends, from a place on: blocks of 8, each with its number."""
    if count <= 4096:
        first = place // 8
        return _blocks(first, (place + count) // 8 + 1)[place - first * 8:place - first * 8 + count]
    if not _WHOLE:
        _WHOLE.append(_blocks(0, _BLOCKS))
    whole = _WHOLE[0]
    start = place % len(whole)
    if start + count <= len(whole):
        return whole[start:start + count]
    return (whole * ((start + count) // len(whole) + 1))[start:start + count]


def _blocks(first, end):
    return ''.join([LETTERS[block // 62 ** 2 % 62] + LETTERS[block // 62 % 62] + LETTERS[block % 62] + '.-=+:'
                    for block in xrange(first, end)])


def in_sequence(data):
    """Whether data is a part of the sequence: with nothing lost, repeated or out of order."""
    for place in xrange(8):
        block = data[place:place + 8]
        if len(block) == 8 and block[3:] == '.-=+:':
            number = (LETTERS.index(block[0]) * 62 + LETTERS.index(block[1])) * 62 + LETTERS.index(block[2])
            return sequence((number + _BLOCKS) * 8 - place, len(data)) == data
    return False


def shown(data):
    """Received data as text: what it is where it is short, else where in the sequence it is."""
    record = start_of_records(data)
    if record is not None:
        return (shown(data[:record]) + ' and ' if record else '') + 'records of TLS'
    return repr(data) if len(data) <= SHOWN else '%d bytes from %r to %r%s' % (
        len(data), data[:8], data[-8:], '' if in_sequence(data) else ' OUT OF ORDER')


def start_of_records(data):
    """Where records of TLS begin in what was received without TLS; None where there are none."""
    found = _RECORD.search(data)
    if found:
        return found.start()
    return 0 if _FOREIGN.search(data) else None
