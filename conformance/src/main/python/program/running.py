"""Programs run: at once, many times, and by one thread in every order that can happen."""

import itertools
import json
import threading
import time
from collections import OrderedDict

from program.machine import Machine
from program.performing import WOULD_WAIT, perform

PATIENCE = 4.0  # seconds that are spent on the runs of a program
BACKSTOP = 4.0  # seconds after which a branch counts as stuck


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


def run(program, folder, skew=0, certificate=None):
    """Runs a program, its branches at the same time; `skew` varies by how much one starts before the other."""
    trace = Trace()
    machine = Machine(folder, certificate)
    try:
        _part(machine, program.prefix, trace.part(0))
        if program.branches:
            _branches(machine, program.branches, trace, skew)
        _part(machine, program.suffix, trace.part(len(program.branches) + 1))
    finally:
        machine.end()
    return trace.observed()


def _part(machine, lines, seen):
    for words in lines:
        seen.append((words, '...'))
        seen[-1] = words, perform(machine, words)


def _branches(machine, branches, trace, skew):
    gate = threading.Event()
    ready = []

    def work(lines, seen, delay):
        ready.append(None)
        gate.wait()
        for _ in xrange(delay):
            pass
        _part(machine, lines, seen)

    threads = []
    for number, lines in enumerate(branches):
        delay = (skew >> (2 * number)) % 4 * (37 + 61 * (skew % 7))
        threads.append(threading.Thread(target=work, args=(lines, trace.part(number + 1), delay)))
        threads[-1].setDaemon(True)
        threads[-1].start()
    gate.set()
    for thread in threads:
        thread.join(BACKSTOP)


def run_in_order(program, order, folder, certificate=None):
    """Runs a program in one thread, the branches' operations in the given order; None where this order cannot happen.

    It cannot happen where an operation would have to wait though a branch has something left to do that could end the wait.
    """
    trace = Trace()
    machine = Machine(folder, certificate)
    try:
        _part(machine, program.prefix, trace.part(0))
        places = [0] * len(program.branches)
        for step, branch in enumerate(order):
            words = program.branches[branch][places[branch]]
            places[branch] += 1
            others = any(each != branch for each in order[step + 1:])
            result = perform(machine, words, patient=not others)
            if result is WOULD_WAIT:
                return None
            trace.part(branch + 1).append((words, result))
        _part(machine, program.suffix, trace.part(len(program.branches) + 1))
    finally:
        machine.end()
    return trace.observed()


def orders(program):
    """All orders in which one thread can run the branches' operations."""
    steps = [number for number, lines in enumerate(program.branches) for _ in lines]
    return sorted(set(itertools.permutations(steps)))


def outcomes(program, times, folder, certificate=None):
    """The different traces of so many runs or fewer, each with the count of its runs, the most frequent first."""
    counts = OrderedDict()
    end = time.time() + PATIENCE
    for skew in xrange(times):
        if time.time() > end:
            break  # its operations wait: a few runs tell as much
        key = json.dumps(run(program, folder, skew * 2654435761 % 65536, certificate))
        counts[key] = counts.get(key, 0) + 1
    found = sorted(counts.items(), key=lambda item: -item[1])
    return [{'times': count, 'trace': json.loads(key, object_pairs_hook=OrderedDict)} for key, count in found]


def sequential_outcomes(program, folder, certificate=None):
    """The different traces of all orders that can happen."""
    found = []
    for order in orders(program):
        trace = run_in_order(program, order, folder, certificate)
        if trace is not None and trace not in found:
            found.append(trace)
    return found
