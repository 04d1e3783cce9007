"""What the harness wants to know of a test beyond its status: what was raised, and what was left behind."""

import gc
import os
import re
import sys
import threading
import traceback

from channel import ON_JAVA

# Descriptors that a program opens on purpose. Files and jars of the virtual machine come and go by themselves.
_KINDS = re.compile(r'(socket|pipe|anon_inode):\[?(\w+)')
_ADDRESS = re.compile(r'\bat 0x[0-9a-fA-F]+')


def text(value):
    """Any string as unicode that JSON can carry; bytes that are no UTF-8 are read as Latin-1."""
    if isinstance(value, unicode):
        return value
    try:
        value = str(value)
    except UnicodeError:
        return unicode(value)
    try:
        return value.decode('utf-8')
    except UnicodeError:
        return value.decode('latin-1')


def stable_repr(value):
    """repr() without the addresses of objects, which differ from run to run."""
    return _ADDRESS.sub('at 0x...', text(repr(value)))


def type_name(cls):
    module = getattr(cls, '__module__', None)
    return cls.__name__ if module in (None, 'exceptions', '__builtin__') else '%s.%s' % (module, cls.__name__)


def thrown(exc_info):
    """An exception as data: class, errno, args, reason, message, traceback."""
    cls, value, trace = exc_info
    args = getattr(value, 'args', None)
    errno = getattr(value, 'errno', None)
    seen = {
        'type': type_name(cls),
        'args': [stable_repr(arg) for arg in args] if isinstance(args, tuple) else None,
        'errno': int(errno) if isinstance(errno, (int, long)) else None,
        'message': text(value),
        'traceback': text(''.join(traceback.format_exception(cls, value, trace))),
    }
    for name in ('reason', 'library'):
        found = getattr(value, name, None)
        if isinstance(found, basestring):
            seen[name] = text(found)
    if ON_JAVA:
        _add_java_trace(seen, value)
    return seen


def _add_java_trace(seen, value):
    from java.io import PrintWriter, StringWriter
    from java.lang import Throwable
    if isinstance(value, Throwable):
        writer = StringWriter()
        value.printStackTrace(PrintWriter(writer))
        seen['traceback'] += text(writer.toString())


def descriptors():
    """How many sockets, pipes and kernel event objects this process holds, by kind; empty without /proc."""
    counts = {}
    try:
        names = os.listdir('/proc/self/fd')
    except OSError:
        return counts
    for name in names:
        kind = _KINDS.match(_link('/proc/self/fd/' + name))
        if kind:
            kind = kind.group(2) if kind.group(1) == 'anon_inode' else kind.group(1)
            counts[kind] = counts.get(kind, 0) + 1
    return counts


def _link(path):
    try:
        return os.readlink(path)
    except (OSError, IOError):
        return ''  # closed between the listing and the look


def threads():
    """The names of the Python threads that live."""
    return sorted(thread.getName() for thread in threading.enumerate())


class Ledger(object):
    """Descriptors and threads at one moment, and what came on top of them since."""

    def __init__(self):
        self._descriptors = descriptors()
        self._threads = threads()

    def left_behind(self):
        found = self._compare()
        if found['descriptors']:
            # What nobody refers to any more is not left behind; without reference counts it takes a collection to know.
            gc.collect()
            found = self._compare()
        return found

    def _compare(self):
        more = {}
        for kind, count in descriptors().items():
            if count > self._descriptors.get(kind, 0):
                more[kind] = count - self._descriptors.get(kind, 0)
        living = threads()
        for name in self._threads:
            if name in living:
                living.remove(name)
        return {'descriptors': more, 'threads': living}


def python_threads():
    """Jython alone: the threads that Python code started, by whatever means, and that still run."""
    from java.lang import Class, Thread
    return [living for living in Thread.getAllStackTraces().keySet()
            if Class.getName(living.getClass()).endswith('.FunctionThread')]  # one of threading's, and one of thread's


def thread_dump():
    """Where every thread is: Java's own stacks on Jython (they contain the Python lines), Python frames on CPython."""
    lines = []
    if ON_JAVA:
        from java.lang import Thread
        for thread, frames in sorted(Thread.getAllStackTraces().items(), key=lambda item: item[0].getId()):
            lines.append('"%s" %s' % (thread.getName(), thread.getState()))
            lines.extend('    at %s' % frame for frame in frames)
    else:
        names = dict((thread.ident, thread.getName()) for thread in threading.enumerate())
        for ident, frame in sorted(sys._current_frames().items()):
            lines.append('"%s"' % names.get(ident, 'thread %d' % ident))
            lines.extend(line.rstrip() for line in traceback.format_stack(frame))
    return text('\n'.join(text(line) for line in lines))
