"""Suite `programs`, and the interpreter of programs behind `conformance fuzz` and `conformance replay`."""

import os
import shutil
import sys
import tempfile

import cases
import observe
from program import running
from program.text import Program

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
        return running.run(program, folder, 0, certificate)

    cases.serve(channel, commands, names, observe_program)


def _outside_of_allowed(program, folder, certificate):
    """Replays a concurrent program many times: what it did that it must not do."""
    strange = [each['trace'] for each in running.outcomes(program, RUNS, folder, certificate)
               if each['trace'] not in program.allowed]
    return {'outcomes that are not allowed': strange}


def _serve_texts(channel, commands, folder, certificate):
    """Runs the texts that the harness sends, one after the other; gives the traces of each.

    A concurrent program is run `times` times; or, where the harness asks for `orders`, in all orders that can happen. Each
    program is announced, so that the time limit is one of programs.
    """
    channel.send('tests', tests=['programs'], shims=[])
    while True:
        command = commands.get()
        if command['do'] != 'run':
            return
        try:
            traces = []
            for text in command['programs']:
                channel.send('start', test='programs')
                traces.append(_traces(Program(text), command, folder, certificate))
            outcome = {'outcome': 'PASS', 'observed': {'traces': traces}}
        except:  # on Jython whatever Java throws as well
            outcome = {'outcome': 'ERROR', 'thrown': observe.thrown(sys.exc_info())}
        channel.send('result', test='programs', seconds=0, **outcome)


def _traces(program, command, folder, certificate):
    if command['orders']:
        return running.sequential_outcomes(program, folder, certificate)
    if program.branches:
        return [each['trace'] for each in running.outcomes(program, command['times'], folder, certificate)]
    return [running.run(program, folder, 0, certificate)]
