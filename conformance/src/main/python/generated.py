"""Suite `programs`, and the interpreter of programs behind `conformance fuzz` and `conformance replay`."""

import os
import shutil
import sys
import tempfile

import cases
import observe
from channel import ON_JAVA
from program import running, sidebyside
from program.text import Program
from program.trace import PROMPT, RACED, STARVED

_TIMINGS = {PROMPT: 'prompt', RACED: 'raced', STARVED: 'starved'}
RUNS = 50  # of a concurrent program when it is replayed as a test
KEPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), *'../../../../fixtures/programs'.split('/'))


def serve(name, settings, channel, commands):
    folder = tempfile.mkdtemp(prefix='programs-')  # short: UNIX names are at most 107 bytes long
    try:
        if name == 'ad-hoc':
            _serve_texts(channel, commands, folder, settings['certificate'])
        else:
            _serve_files(KEPT, channel, commands, folder, settings['certificate'])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve_files(programs, channel, commands, folder, certificate):
    names = sorted(each[:-4] for each in os.listdir(programs) if each.endswith('.txt'))

    def observe_program(each):
        with open(os.path.join(programs, each + '.txt')) as source:
            program = Program(source.read())
        if program.branches:
            return _outside_of_allowed(program, folder, certificate)
        return running.run(program, folder, 0, certificate).observed()

    cases.serve(channel, commands, names, observe_program)


def _outside_of_allowed(program, folder, certificate):
    """Replays a concurrent program many times: what it did that it must not do."""
    seen = running.outcomes(program, RUNS, folder, certificate).timed()
    strange = [trace for trace, _ in seen if trace not in program.allowed]
    return {'outcomes that are not allowed': strange}


def _serve_texts(channel, commands, folder, certificate):
    """Runs the texts that the harness sends; gives the traces of each, with their timing, and how many runs there were.

    A concurrent program is run `times` times, its waits multiplied by `pace`, others beside it; or, where the harness asks for
    `orders`, in all orders that can happen. Each program is announced, so that the time limit is one of programs.
    """

    def announce():
        channel.send('start', test='programs')

    channel.send('tests', tests=['programs'], shims=[])
    while True:
        command = commands.get()
        if command['do'] != 'run':
            return
        try:
            programs = [Program(text) for text in command['programs']]
            outcome = {'outcome': 'PASS', 'observed': {'programs': _observed(programs, command, folder, certificate, announce)}}
        except:  # on Jython whatever Java throws as well
            outcome = {'outcome': 'ERROR', 'thrown': observe.thrown(sys.exc_info())}
        channel.send('result', test='programs', seconds=0, **outcome)


def _observed(programs, command, folder, certificate, announce):
    observed = []
    for program in programs:
        if not program.branches:
            announce()
            observed.append(_prompt([running.run(program, folder, 0, certificate).observed()]))
        else:
            observed.append(None)

    def work(program, own_folder):
        if command['orders']:
            return _prompt(running.sequential_outcomes(program, own_folder, certificate, command['pace']))
        attempts = running.ATTEMPTS if ON_JAVA else 1  # what CPython does where it starves may be done elsewhere where that does
        seen = running.outcomes(program, command['times'], own_folder, certificate, command['pace'], attempts)
        return _answer(seen.timed(), seen.runs())

    concurrent = [each for each in programs if each.branches]
    results = iter(sidebyside.run_all(concurrent, work, folder, announce) if concurrent else [])
    return [next(results) if each is None else each for each in observed]


def _prompt(traces):
    return _answer([(trace, PROMPT) for trace in traces], 1)


def _answer(timed, runs):
    return {'traces': [{'trace': trace, 'timing': _TIMINGS[timing]} for trace, timing in timed], 'runs': runs}
