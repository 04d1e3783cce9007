"""One operation of a program, and what it gives as text."""

import socket
import time

from program.operations import NOTHING, OPERATIONS, failure
from program.operations.readiness import SETTLE

WOULD_WAIT = 'would wait'
_WOULD_BLOCK = (11, 115)  # EAGAIN, EINPROGRESS
_WAITING = ('send', 'sendall', 'sendto', 'recv', 'peek', 'waitall', 'recvfrom', 'recv_into', 'accept', 'handshake', 'unwrap')


def perform(machine, words, limit, patient=True):
    """The result of an operation that may wait so long, as text. One that is not patient gives WOULD_WAIT where it would have to wait."""
    function = OPERATIONS[words[0]]
    begin = time.time()
    impatient = not patient and limit is not None
    try:
        if impatient:
            _hurry(machine, words, 0.0)
        result = function(machine, *(_hurried(words) if impatient else words)[1:])
        if impatient and words[0] in ('select', 'wait', 'await') and result in ('nothing', 'not yet'):
            return WOULD_WAIT
    except Exception as error:
        result = failure(error)
        if impatient and (getattr(error, 'errno', None) in _WOULD_BLOCK or isinstance(error, socket.timeout)):
            return WOULD_WAIT
    finally:
        if impatient:
            _hurry(machine, words, limit)
    waited = time.time() - begin
    if limit and patient and ('timed out' in result or result == 'nothing') and waited < limit * 0.9:
        return result + ' too early'
    return result


def at_pace(words, pace):
    """An operation with the time that it may wait multiplied."""
    timed = words[0] in ('timeout', 'select', 'wait') or words[0] == 'await' and len(words) > 3
    return words[:-1] + [repr(float(words[-1]) * pace)] if timed and pace != 1 else words


def limit_of(machine, words):
    """How long an operation may wait: seconds, None where it never waits."""
    if words[0] in ('select', 'wait'):
        return float(words[-1]) or None
    if words[0] == 'await':
        return float(words[3]) if len(words) > 3 else SETTLE
    if words[0] in _WAITING:
        held = machine.slots.get(words[2] if words[0] == 'accept' else words[1])
        try:
            limit = held.gettimeout() if held is not None else None
        except Exception:
            return None  # closed
        return limit or None
    return None


def _hurry(machine, words, limit):
    if words[0] not in ('select', 'wait', 'await'):
        try:
            machine.slots[words[2] if words[0] == 'accept' else words[1]].settimeout(limit)
        except Exception:
            pass  # closed by the operation itself


def _hurried(words):
    return words[:-1] + ['0'] if words[0] in ('select', 'wait') else words[:3] + ['0'] if words[0] == 'await' else words
