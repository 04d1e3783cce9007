"""Programs run: at once, many times, and by one thread in every order that can happen."""

import itertools
import json
import os
import random
import select
import sys
import thread
import threading
import time
from collections import OrderedDict

from channel import ON_JAVA
from program.machine import Machine
from program.performing import WOULD_WAIT, at_pace, perform

PATIENCE = 30.0  # seconds that are spent on the runs of a program at most
BACKSTOP = 4.0  # seconds after which a branch counts as stuck
LAPSE = 0.2  # seconds for which an interpreter may be kept waiting, at the pace of the program
RETRIES = 5  # of a run in which it was
_TOO_LATE = ('timed out', 'nothing', 'not yet')

_HAND_OVERS = 100  # of the interpreter's lock
_FILES = ('socket.py', 'ssl.py', 'socket.pyc', 'ssl.pyc')


def _hesitant(chance):
    """A trace function of a thread that lets the others go on, by chance, before a line of socket.py or ssl.py."""
    def line(frame, event, argument):
        if event == 'line' and chance.random() < 0.15:
            for _ in xrange(_HAND_OVERS):
                select.select([], [], [], 0)  # waits for nothing, and gives the lock away meanwhile
        return line

    def call(frame, event, argument):
        return line if os.path.basename(frame.f_code.co_filename) in _FILES else None

    return call


class Trace(object):
    """What each operation gave: its place and text, and its result, in the order of the program."""

    def __init__(self):
        self._parts = {}

    def part(self, number):
        return self._parts.setdefault(number, [])

    def observed(self):
        seen = OrderedDict()
        for number in sorted(self._parts):
            for index, (words, result) in enumerate(self._parts[number]):
                seen['%d.%02d %s' % (number, index + 1, ' '.join(words))] = result
        return seen


def run(program, folder, skew=0, certificate=None, pace=1):
    """Runs a program, its branches at the same time; `skew` varies by how much one starts before the other.

    What it waits for at most is multiplied by `pace`.
    """
    trace = Trace()
    machine = Machine(folder, certificate)
    try:
        _part(machine, program.prefix, trace.part(0), pace)
        if program.branches:
            _branches(machine, program.branches, trace, skew, pace)
        _part(machine, program.suffix, trace.part(len(program.branches) + 1), pace)
    finally:
        machine.end()
    return trace.observed()


def _part(machine, lines, seen, pace):
    for words in lines:
        seen.append((words, '...'))
        seen[-1] = words, perform(machine, at_pace(words, pace))


def _branches(machine, branches, trace, skew, pace):
    gate = threading.Event()
    ended = _Latch(len(branches))
    hesitant = not ON_JAVA and skew % 2 == 1  # so that what can happen between two lines of CPython's modules does

    def work(lines, seen, delay):
        gate.wait()
        for _ in xrange(delay):
            pass
        if hesitant:
            sys.settrace(_hesitant(random.Random(skew * 4 + delay)))
        _part(machine, lines, seen, pace)
        sys.settrace(None)
        ended.count_down()

    for number, lines in enumerate(branches):
        delay = (skew >> (2 * number)) % 4 * (37 + 61 * (skew % 7))
        thread.start_new_thread(work, (lines, trace.part(number + 1), delay))
    gate.set()
    ended.wait()


class _Latch(object):
    """Lets one thread wait, once, until others have ended, or BACKSTOP is over.

    CPython's own waits with a time limit poll, with longer and longer pauses; a run would take twice as long. So there the
    kernel waits, for a pipe.
    """

    def __init__(self, count):
        self._lock = threading.Lock()
        self._count = count  # guarded by _lock, as is _pipe
        self._event = threading.Event() if ON_JAVA else None
        self._pipe = None if ON_JAVA else os.pipe()

    def count_down(self):
        with self._lock:
            self._count -= 1
            if self._count == 0:
                if ON_JAVA:
                    self._event.set()
                elif self._pipe:
                    os.close(self._pipe[1])

    def wait(self):
        if ON_JAVA:
            self._event.wait(BACKSTOP)
            return
        select.select([self._pipe[0]], [], [], BACKSTOP)
        with self._lock:
            os.close(self._pipe[0])
            if self._count > 0:
                os.close(self._pipe[1])
            self._pipe = None


def run_in_order(program, order, folder, certificate=None, pace=1):
    """Runs a program in one thread, the branches' operations in the given order; None where this order cannot happen.

    It cannot happen where an operation would have to wait though a branch has something left to do that could end the wait.
    """
    trace = Trace()
    machine = Machine(folder, certificate)
    try:
        _part(machine, program.prefix, trace.part(0), pace)
        places = [0] * len(program.branches)
        for step, branch in enumerate(order):
            words = program.branches[branch][places[branch]]
            places[branch] += 1
            others = any(each != branch for each in order[step + 1:])
            result = perform(machine, at_pace(words, pace), patient=not others)
            if result is WOULD_WAIT:
                return None
            trace.part(branch + 1).append((words, result))
        _part(machine, program.suffix, trace.part(len(program.branches) + 1), pace)
    finally:
        machine.end()
    return trace.observed()


def orders(program):
    """All orders in which one thread can run the branches' operations."""
    steps = [number for number, lines in enumerate(program.branches) for _ in lines]
    return sorted(set(itertools.permutations(steps)))


class _Pulse(object):
    """Tells whether the interpreter had the machine to itself all the time, or was kept waiting: by others, or to collect garbage.

    `longest` is how long it may be kept waiting at most, in seconds.
    """

    def __init__(self, longest):
        self._longest = longest
        self._stopped = threading.Event()
        self._lapse = 0  # when it was last noticed; written by one thread
        thread.start_new_thread(self._beat, ())

    def _beat(self):
        last = time.time()
        while not self._stopped.wait(self._longest / 4):
            now = time.time()
            if now - last > self._longest:
                self._lapse = now
            last = now

    def steady(self, since):
        return self._lapse < since

    def stop(self):
        self._stopped.set()


def _steady_run(pulse, *arguments):
    """A run as JSON; another one, for a few times, where something in it took too long while the interpreter was kept waiting."""
    for _ in xrange(RETRIES):
        begin = time.time()
        key = json.dumps(run(*arguments))
        if pulse.steady(begin) or not any(text in key for text in _TOO_LATE):
            break
    return key


def outcomes(program, times, folder, certificate=None, pace=1):
    """The different traces of so many runs, the most frequent first, and how many runs there were: fewer, where they take too long."""
    counts = OrderedDict()
    end = time.time() + PATIENCE
    pulse = _Pulse(LAPSE * pace)
    for skew in xrange(times):
        if time.time() > end:
            break
        key = _steady_run(pulse, program, folder, skew * 2654435761 % 65536, certificate, pace)
        counts[key] = counts.get(key, 0) + 1
    pulse.stop()
    found = sorted(counts, key=lambda key: -counts[key])
    return [json.loads(key, object_pairs_hook=OrderedDict) for key in found], sum(counts.values())


def sequential_outcomes(program, folder, certificate=None, pace=1):
    """The different traces of all orders that can happen."""
    found = []
    for order in orders(program):
        trace = run_in_order(program, order, folder, certificate, pace)
        if trace is not None and trace not in found:
            found.append(trace)
    return found
