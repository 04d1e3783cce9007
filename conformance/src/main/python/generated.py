"""Suite `programs`, and the interpreter behind `conformance fuzz` and `conformance replay`.

A program is a list of socket operations, as text; language.py has the operations. This module parses programs, runs them
and gives their traces:

    program 1
    # what it shows, in a line or more
    pair a b tcp
    send b 3
    branch
    recv a 10
    branch
    close a
    end
    name a

The first line names the version of the language. What stands before the first `branch` is run first; then each branch is
run by a thread of its own; after `end`, when all of them have ended, comes the rest. A line `allow ...` is an outcome that
a concurrent program may have, as JSON; the harness writes them.
"""

import itertools
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections import OrderedDict

import cases
import language
import observe

VERSION = '1'
RUNS = 50  # of a concurrent program when it is replayed as a test
KEPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), *'../../../../fixtures/programs'.split('/'))
PATIENCE = 4.0  # seconds that are spent on the runs of a program
BACKSTOP = 4.0  # seconds after which a branch counts as stuck


class Malformed(Exception):
    """Not a program of this version."""


class Program(object):
    """A parsed program: `parts` are the prefix, the branches and the suffix, each a list of lines of words."""

    def __init__(self, text):
        lines = [line.split('#')[0] if not line.startswith('allow ') else line for line in text.splitlines()]
        lines = [line.strip() for line in lines if line.strip()]
        if not lines or lines[0].split() != ['program', VERSION]:
            raise Malformed('the first line of a program is: program %s' % VERSION)
        self.prefix, self.branches, self.suffix, self.allowed = [], [], [], []
        target = self.prefix
        for line in lines[1:]:
            if line.startswith('allow '):
                self.allowed.append(json.loads(line[len('allow '):]))
                continue
            words = line.split()
            if words == ['branch']:
                if target is self.suffix:
                    raise Malformed('a branch after the end of the branches')
                target = []
                self.branches.append(target)
            elif words == ['end']:
                if not self.branches:
                    raise Malformed('the end of the branches, without any')
                target = self.suffix
            elif words[0] in language.OPERATIONS:
                target.append([str(word) for word in words])
            else:
                raise Malformed('no such operation: ' + line)


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


def run(program, folder, skew=0, certificates=None):
    """Runs a program, its branches at the same time; `skew` varies by how much one starts before the other."""
    trace = Trace()
    machine = language.Machine(folder, certificates)
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
        seen[-1] = words, machine.perform(words)


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


def run_in_order(program, order, folder, certificates=None):
    """Runs a program in one thread, the branches' operations in the given order; None where this order cannot happen.

    It cannot happen where an operation would have to wait though a branch has something left to do that could end the wait.
    """
    trace = Trace()
    machine = language.Machine(folder, certificates)
    try:
        _part(machine, program.prefix, trace.part(0))
        places = [0] * len(program.branches)
        for step, branch in enumerate(order):
            words = program.branches[branch][places[branch]]
            places[branch] += 1
            others = any(each != branch for each in order[step + 1:])
            result = machine.perform(words, patient=not others)
            if result is language.WOULD_WAIT:
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


def outcomes(program, times, folder, certificates=None):
    """The different traces of so many runs or fewer, each with the count of its runs, the most frequent first."""
    counts = OrderedDict()
    end = time.time() + PATIENCE
    for skew in xrange(times):
        if time.time() > end:
            break  # its operations wait: a few runs tell as much
        key = json.dumps(run(program, folder, skew * 2654435761 % 65536, certificates))
        counts[key] = counts.get(key, 0) + 1
    found = sorted(counts.items(), key=lambda item: -item[1])
    return [{'times': count, 'trace': json.loads(key, object_pairs_hook=OrderedDict)} for key, count in found]


def sequential_outcomes(program, folder, certificates=None):
    """The different traces of all orders that can happen."""
    found = []
    for order in orders(program):
        trace = run_in_order(program, order, folder, certificates)
        if trace is not None and trace not in found:
            found.append(trace)
    return found


def outside_of_allowed(program, folder, certificates):
    """Replays a concurrent program many times: what it did that it must not do."""
    strange = [each['trace'] for each in outcomes(program, RUNS, folder, certificates)
               if each['trace'] not in program.allowed]
    return {'outcomes that are not allowed': strange}


def serve(name, settings, channel, commands):
    folder = tempfile.mkdtemp(prefix='programs-', dir=_short_folder())
    certificates = os.path.join(settings['tests'], 'test')
    try:
        if name == 'ad-hoc':
            _serve_texts(channel, commands, folder, certificates)
        else:
            _serve_files(KEPT, channel, commands, folder, certificates)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _short_folder():
    """UNIX names are at most 107 bytes long."""
    return tempfile.gettempdir()


def _serve_files(programs, channel, commands, folder, certificates):
    names = sorted(each[:-4] for each in os.listdir(programs) if each.endswith('.txt'))

    def observe_program(each):
        with open(os.path.join(programs, each + '.txt')) as source:
            program = Program(source.read())
        if program.branches:
            return outside_of_allowed(program, folder, certificates)
        return run(program, folder, 0, certificates)

    cases.serve(channel, commands, names, observe_program)


def _serve_texts(channel, commands, folder, certificates):
    """Runs what the harness sends: `times` runs of a text, and where it asks for `orders` the orders that can happen."""
    channel.send('tests', tests=['program'], shims=[])
    while True:
        command = commands.get()
        if command['do'] != 'run':
            return
        try:
            program = Program(command['program'])
            if command.get('orders'):
                seen = {'orders': sequential_outcomes(program, folder, certificates)}
            elif program.branches:
                seen = {'runs': outcomes(program, int(command['times']), folder, certificates)}
            else:
                seen = {'runs': [{'times': 1, 'trace': run(program, folder, 0, certificates)}]}
            outcome = {'outcome': 'PASS', 'observed': seen}
        except:  # on Jython whatever Java throws as well
            outcome = {'outcome': 'ERROR', 'thrown': observe.thrown(sys.exc_info())}
        channel.send('result', test='program', seconds=0, **outcome)
