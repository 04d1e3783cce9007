"""Programs run: at once, many times, and by one thread in every order that can happen."""

import collections
import itertools
import json
import os
import random
import select
import sys
import thread
import threading
import time

from channel import ON_JAVA
from program.machine import Machine
from program.performing import WOULD_WAIT, at_pace, limit_of, perform
from program.trace import PROMPT, Step, Trace

PATIENCE = 45.0  # seconds that are spent on the runs of a program at most
BACKSTOP = 10.0  # seconds after which a branch counts as stuck
ATTEMPTS = 10  # to do a run that is prompt

_CHANCE = random.SystemRandom()  # processes that were forked share the state of any other
_HESITATION = 0.001  # seconds, at most
_STRAGGLING = 0.2  # seconds by which a branch of the reference may come after the others
_FILES = ('socket', 'ssl', 'machine', 'making', 'readiness', 'tls', 'transfer')  # those of the modules, and of the operations


def _hesitant(chance):
    """A trace function of a thread that lets the others go on, by chance, before a line of _FILES."""
    def line(frame, event, argument):
        if event == 'line' and chance.random() < 0.15:
            select.select([], [], [], chance.random() * _HESITATION)  # nobody waits for it: the lock is free so long
        return line

    def call(frame, event, argument):
        return line if os.path.basename(frame.f_code.co_filename).split('.')[0] in _FILES else None

    return call


def run(program, folder, skew=0, certificate=None, pace=1):
    """The Trace of a program whose branches run at the same time; `skew` varies by how much one starts before the other.

    What it waits for at most is multiplied by `pace`.
    """
    trace = Trace(program)
    machine = Machine(folder, certificate)
    try:
        _part(machine, program.prefix, trace.part(0), pace)
        if program.branches:
            machine.remember()
            _branches(machine, program.branches, trace, skew, pace)
        _part(machine, program.suffix, trace.part(-1), pace)
    finally:
        machine.end()
    return trace


def _part(machine, lines, seen, pace):
    for words in lines:
        paced = at_pace(words, pace)
        step = Step(words, limit_of(machine, paced))
        seen.append(step)
        step.done(perform(machine, paced, step.limit))


def _branches(machine, branches, trace, skew, pace):
    gate = threading.Event()
    ended = _Latch(len(branches))
    hesitant = not ON_JAVA and skew % 2 == 1  # so that what can happen between two lines of CPython's modules does
    straggler = (skew >> 8) % len(branches) if not ON_JAVA and skew % 4 == 2 else None  # as on a machine that is busy

    def work(number, lines, delay):
        gate.wait()
        if ON_JAVA:
            for _ in xrange(delay):
                pass
        elif delay:
            select.select([], [], [], delay * 1e-6)  # without the interpreter's lock, so that others go first
        if hesitant:
            sys.settrace(_hesitant(random.Random(skew * 4 + number)))
        _part(machine, lines, trace.part(number + 1), pace)
        sys.settrace(None)
        ended.count_down()

    for number, lines in enumerate(branches):
        delay = (skew >> (2 * number)) % 4 * (37 + 61 * (skew % 7))  # rounds of a loop, or microseconds
        if number == straggler:
            delay = (skew >> 10) / 64.0 * _STRAGGLING * pace * 1e6
        thread.start_new_thread(work, (number, lines, delay))
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
    trace = Trace(program)
    machine = Machine(folder, certificate)
    try:
        _part(machine, program.prefix, trace.part(0), pace)
        machine.remember()
        places = [0] * len(program.branches)
        for place, branch in enumerate(order):
            words = program.branches[branch][places[branch]]
            places[branch] += 1
            others = any(each != branch for each in order[place + 1:])
            paced = at_pace(words, pace)
            step = Step(words, limit_of(machine, paced))
            result = perform(machine, paced, step.limit, patient=not others)
            if result is WOULD_WAIT:
                return None
            step.done(result)
            trace.part(branch + 1).append(step)
        _part(machine, program.suffix, trace.part(-1), pace)
    finally:
        machine.end()
    return trace.observed()


def orders(program):
    """All orders in which one thread can run the branches' operations."""
    steps = [number for number, lines in enumerate(program.branches) for _ in lines]
    return sorted(set(itertools.permutations(steps)))


def outcomes(program, times, folder, certificate=None, pace=1, attempts=ATTEMPTS):
    """The Outcomes of so many runs, or of fewer where they take too long.

    A run that is not prompt and shows something new is done again, as long as there are attempts left.
    """
    seen = Outcomes()
    end = time.time() + PATIENCE
    for _ in xrange(times):
        if time.time() > end:
            break
        for _ in xrange(attempts):
            trace = run(program, folder, _CHANCE.getrandbits(16), certificate, pace)
            key = json.dumps(trace.observed())
            timing = trace.timing()
            if timing == PROMPT or key in seen:
                break
        seen.add(key, timing)
    return seen


class Outcomes(object):
    """What came out of runs: the different traces, as JSON, and the best timing of those that gave it."""

    def __init__(self):
        self._counts = collections.OrderedDict()
        self._timings = {}

    def __contains__(self, key):
        return key in self._counts

    def add(self, key, timing):
        self._counts[key] = self._counts.get(key, 0) + 1
        self._timings[key] = min(timing, self._timings.get(key, timing))

    def timed(self):
        """Each trace with its timing, the most frequent first."""
        return [(json.loads(key, object_pairs_hook=collections.OrderedDict), self._timings[key])
                for key in sorted(self._counts, key=lambda key: -self._counts[key])]

    def runs(self):
        return sum(self._counts.values())


def sequential_outcomes(program, folder, certificate=None, pace=1):
    """The different traces of all orders that can happen."""
    found = []
    for order in orders(program):
        trace = run_in_order(program, order, folder, certificate, pace)
        if trace is not None and trace not in found:
            found.append(trace)
    return found
