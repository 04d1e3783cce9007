"""One worker: an interpreter under test, led by the harness over the side channel.

Usage: worker.py SETTINGS, a JSON object with port, token, kind, suite, shims and what the kind of suite needs.

The main thread runs tests (signal handlers only run there); a control thread reads commands, answers `dump` at any
time, and ends the process at once on `quit` or when the harness has gone, whatever the tests left running.
"""

import json
import os
import sys
import thread

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import Queue

import observe
from channel import ON_JAVA, Channel


def halt():
    sys.stdout.flush()
    sys.stderr.flush()
    if ON_JAVA:
        from java.lang import Runtime
        Runtime.getRuntime().halt(0)
    os._exit(0)


def control(channel, commands):
    while True:
        command = channel.receive()
        if command is None or command['do'] == 'quit':
            halt()
        elif command['do'] == 'dump':
            channel.send('dump', text=observe.thread_dump())
        else:
            commands.put(command)


def main():
    settings = json.loads(sys.argv[1])
    settings = dict((str(key), value) for key, value in settings.items())
    sys.argv[1:] = []  # what the tests see is a program without arguments
    channel = Channel(settings['port'])
    channel.send('hello', token=settings['token'])
    commands = Queue.Queue()
    thread.start_new_thread(control, (channel, commands))
    kind = __import__(str(settings['kind']))
    kind.serve(str(settings['suite']), settings, channel, commands)
    channel.send('end')
    halt()


if __name__ == '__main__':
    main()
