"""CPython's own test modules, unmodified, one test at a time on the harness' command.

Many of them rely on what their test_main() sets up before it calls run_unittest(). So run_unittest() is replaced,
before the module is imported, by one that serves the harness: every test runs inside test_main(), under the module's
own set-up, class and module fixtures included. A test_main() that calls run_unittest() twice has two phases.
"""

import importlib
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


def _flatten(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            for inner in _flatten(test):
                yield inner
        else:
            yield test


def _suite_of(given):
    """What run_unittest() accepts: the name of an imported module, a suite, a test, a class."""
    if isinstance(given, str):
        return unittest.findTestCases(sys.modules[given])
    if isinstance(given, (unittest.TestSuite, unittest.TestCase)):
        return unittest.TestSuite([given])
    return unittest.makeSuite(given)


def serve(name, settings, channel, commands):
    sys.path.insert(0, settings['tests'])
    shims.install(settings['shims'])
    phases = []

    def run_unittest(*classes):
        tests = {}
        order = []
        for test in _flatten(unittest.TestSuite([_suite_of(given) for given in classes])):
            short = '.'.join(test.id().split('.')[-2:])
            if short not in tests:
                tests[short] = test
                order.append(short)
        phases.append(order)
        channel.send('tests', tests=order, shims=shims.take_used())
        recorder = Recorder(channel)
        CommandedSuite(tests, commands, recorder).run(recorder)

    try:
        from test import test_support
        test_support.run_unittest = run_unittest
        test_support.use_resources = ['network']  # loopback is all there is; tests of the internet skip themselves
        test_support.verbose = 0
        module = importlib.import_module('test.' + name)
        if hasattr(module, 'test_main'):
            module.test_main()
        else:
            run_unittest(module.__name__)
    except unittest.SkipTest as skip:
        if not phases:
            channel.send('unloadable', outcome='SKIP', detail=observe.text(skip))
    except BaseException:
        failure = observe.thrown(sys.exc_info())
        if not phases:
            channel.send('unloadable', outcome='ERROR', thrown=failure)
        else:
            sys.stderr.write('after the tests: %s\n' % failure['traceback'].encode('utf-8'))
