"""One worker: an interpreter under test, led by the harness over the side channel.

Usage: worker.py SETTINGS, a JSON object with port, token, kind, suite, shims and what the kind of suite needs.

The main thread runs tests (signal handlers only run there); a control thread reads commands, answers `dump` and `interrupt`
at any time, and ends the process at once on `quit` or when the harness has gone, whatever the tests left running.
"""

import json
import os
import sys
import thread
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import Queue

import observe
from channel import ON_JAVA, Channel


class Commands(object):
    """What the main thread is to do next. On Java, what it does can be interrupted where it waits."""

    def __init__(self):
        self._queue = Queue.Queue()
        self._lock = threading.Lock()
        self._working = None  # the thread that carries out a command; guarded by _lock, as is the next
        self._first = None  # threads from this number on were started since it began

    def put(self, command):
        self._queue.put(command)

    def get(self):
        """The next command; whoever asks for it has done the last one."""
        if ON_JAVA:
            from java.lang import Thread
            with self._lock:
                self._working = None
            Thread.interrupted()  # an interrupt that came too late is not for the next one
        command = self._queue.get()
        if ON_JAVA:
            with self._lock:
                self._working = Thread.currentThread()
                self._first = Thread().getId()
        return command

    def interrupt(self):
        """Interrupts what is being done. Where it has ended: the Python threads that it started and that still run."""
        if not ON_JAVA:
            return None
        with self._lock:
            if self._working is not None:
                self._working.interrupt()
                return None
            return [living.getName() for living in observe.python_threads() if living.getId() > self._first]


def halt():
    sys.stdout.flush()
    sys.stderr.flush()
    if ON_JAVA:
        from java.lang import Runtime
        Runtime.getRuntime().halt(0)
    os._exit(0)


def control(channel, commands):
    try:
        while True:
            command = channel.receive()
            if command is None or command['do'] == 'quit':
                break
            elif command['do'] == 'dump':
                channel.send('dump', text=observe.thread_dump())
            elif command['do'] == 'interrupt':
                channel.send('interrupted', living=commands.interrupt())
            else:
                commands.put(command)
    finally:
        halt()  # the harness has no more to say, or has gone: where it was killed, with a reset


def main():
    settings = json.loads(sys.argv[1])
    settings = dict((str(key), value) for key, value in settings.items())
    sys.argv[1:] = []  # what the tests see is a program without arguments
    channel = Channel(settings['port'])
    channel.send('hello', token=settings['token'])
    commands = Commands()
    thread.start_new_thread(control, (channel, commands))
    kind = __import__(str(settings['kind']))
    kind.serve(str(settings['suite']), settings, channel, commands)
    channel.send('end')
    halt()


if __name__ == '__main__':
    main()
