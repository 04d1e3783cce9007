"""unittest's tests, one at a time on the harness' command."""

import sys
import time
import unittest

import observe
import shims


class Recorder(unittest.TestResult):
    """Turns what unittest reports of the test that was asked for into one event."""

    def __init__(self, channel):
        unittest.TestResult.__init__(self)
        self._channel = channel
        self._asked = None
        self._verdict = None
        self._ledger = None
        self._begin = None
        self._fixture_failures = {}

    def ask(self, name, test):
        self._asked = (name, test)
        self._verdict = None
        self._ledger = observe.Ledger()
        shims.take_used()
        self._channel.send('start', test=name)
        self._begin = time.time()

    def report(self):
        """Sends the result of the test that was asked for. A test that never started has a fixture that failed."""
        if self._asked is None:
            return
        name, test = self._asked
        self._asked = None
        verdict = self._verdict or self._fixture_failures.get(test.__class__)
        if verdict is None:
            verdict = {'outcome': 'ERROR', 'detail': 'unittest neither ran the test nor said why'}
        seconds = time.time() - self._begin
        left = self._ledger.left_behind()
        self._channel.send('result', test=name, seconds=seconds, left=left, shims=shims.take_used(), **verdict)

    def _settle(self, test, outcome, **content):
        verdict = dict(content, outcome=outcome)
        if isinstance(test, unittest.TestCase):
            self._verdict = self._verdict or verdict  # what came first is the cause
        elif self._asked is not None and self._verdict is None:
            self._fixture_failures[self._asked[1].__class__] = verdict
        else:
            sys.stderr.write('after the tests of a class: %r\n' % (verdict,))

    def addSuccess(self, test):
        self._settle(test, 'PASS')

    def addError(self, test, err):
        self._settle(test, 'ERROR', thrown=observe.thrown(err))

    def addFailure(self, test, err):
        self._settle(test, 'FAIL', thrown=observe.thrown(err))

    def addSkip(self, test, reason):
        self._settle(test, 'SKIP', detail=observe.text(reason))

    def addExpectedFailure(self, test, err):
        self._settle(test, 'EXPECTED_FAILURE', thrown=observe.thrown(err))

    def addUnexpectedSuccess(self, test):
        self._settle(test, 'UNEXPECTED_SUCCESS')


class CommandedSuite(unittest.TestSuite):
    """A suite whose next test is whatever the harness asks for next."""

    def __init__(self, tests, commands, recorder):
        unittest.TestSuite.__init__(self)
        self._by_name = tests
        self._commands = commands
        self._recorder = recorder

    def __iter__(self):
        while True:
            self._recorder.report()
            command = self._commands.get()
            if command['do'] != 'run':
                return
            test = self._by_name[command['test']]
            self._recorder.ask(command['test'], test)
            yield test


def flatten(suite):
    """The tests of a suite, whatever suites they are in."""
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            for inner in flatten(test):
                yield inner
        else:
            yield test


def serve(named, channel, commands):
    """Offers tests, a list of pairs of name and test, and runs them as they are asked for."""
    channel.send('tests', tests=[name for name, _ in named], shims=shims.take_used())
    recorder = Recorder(channel)
    CommandedSuite(dict(named), commands, recorder).run(recorder)
