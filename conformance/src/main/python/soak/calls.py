"""Calls that must not take longer than they may, and what a thread notes of them."""

import errno
import select
import socket
import ssl
import time

# Seconds that a call may take beyond its timeout on a machine that is busy.
SLACK = 10.0
MOST_VIOLATIONS = 50

INTERRUPTED = (errno.EINTR,)
AGAIN = (errno.EAGAIN, errno.EWOULDBLOCK)


class Interrupted(Exception):
    """A call was interrupted; the socket is as it was."""


class Journal(object):
    """What one thread has seen. Only this thread writes it."""

    def __init__(self):
        self.counts = {}
        self.violations = []

    def count(self, what, number=1):
        self.counts[what] = self.counts.get(what, 0) + number

    def violated(self, what):
        self.count('violations')
        if len(self.violations) < MOST_VIOLATIONS:
            self.violations.append(what)


def timed(journal, what, timeout, call, *arguments):
    """Make a call that must not take longer than its timeout."""
    begin = time.time()
    try:
        return call(*arguments)
    except (socket.error, select.error) as error:
        if error.args and error.args[0] in INTERRUPTED:
            journal.count('interrupted')
            raise Interrupted()
        raise
    except KeyboardInterrupt:
        journal.count('interrupted')
        raise Interrupted()
    finally:
        took = time.time() - begin
        if took > timeout + SLACK:
            journal.violated('%s took %.1f s with a timeout of %.1f s' % (what, took, timeout))


def peer_port(connection):
    name = connection.getpeername()
    return name[1] if isinstance(name, tuple) else None


def is_timeout(error):
    """A timeout, or room or data that was there for select and has gone."""
    if isinstance(error, socket.timeout):
        return True
    if isinstance(error, ssl.SSLError):
        return 'timed out' in str(error)
    return bool(error.args) and error.args[0] in AGAIN


def describe(error):
    if isinstance(error, ssl.SSLError):
        return 'SSLError %s' % (getattr(error, 'reason', None) or error)
    number = error.args[0] if error.args else None
    return errno.errorcode.get(number, str(error))
