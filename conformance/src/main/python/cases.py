"""Suites whose tests are not unittest's: each gives an observation, which the harness compares with the reference's."""

import sys
import time

import observe


def serve(channel, commands, names, run):
    """Offers the names; run(name) gives the observation of one, as data."""
    channel.send('tests', tests=names, shims=[])
    while True:
        command = commands.get()
        if command['do'] != 'run':
            return
        name = command['test']
        channel.send('start', test=name)
        ledger = observe.Ledger()
        begin = time.time()
        try:
            outcome = {'outcome': 'PASS', 'observed': run(name)}
        except:  # on Jython whatever Java throws as well
            outcome = {'outcome': 'ERROR', 'thrown': observe.thrown(sys.exc_info())}
        seconds = time.time() - begin
        channel.send('result', test=name, seconds=seconds, left=ledger.left_behind(), shims=[], **outcome)
