"""Programs whose tests are pytest's: a plugin that lets the harness say what runs next."""

import sys
import time

import pytest

import observe

OPTIONS = [
    '-q', '-s',  # what is printed goes to the worker's log: pytest's own capture needs os.dup(), which Jython lacks
    '--assert=plain',  # assertions as they are written: a rewritten module is another one than was released
    '-p', 'no:cacheprovider',  # the folders of the tests are shared and stay as they are
]


def serve(files, announce, channel, commands):
    plugin = Commanded(len(files) > 1, announce, channel, commands)
    status = pytest.main(OPTIONS + files, plugins=[plugin])
    if not plugin.collected:
        raise AssertionError('pytest ended with %s before it ran anything\n%s' % (status, '\n'.join(plugin.problems)))


class Commanded(object):

    def __init__(self, several_files, announce, channel, commands):
        self.collected = False
        self.problems = []
        self._several_files = several_files
        self._announce = announce
        self._channel = channel
        self._commands = commands
        self._verdict = None

    def pytest_collectreport(self, report):
        if report.failed:
            self.problems.append(str(report.longrepr))

    def pytest_internalerror(self, excrepr):
        self.problems.append(str(excrepr))

    def pytest_runtestloop(self, session):
        if self.problems:
            return True
        names = [self._name(item) for item in session.items]
        self._announce(names)
        self.collected = True
        items = dict(zip(names, session.items))
        self._channel.send('tests', tests=names, shims=[])
        while True:
            command = self._commands.get()
            if command['do'] != 'run':
                return True
            self._run(command['test'], items[command['test']])

    def _name(self, item):
        parts = [node.name for node in item.listchain() if isinstance(node, (pytest.Class, pytest.Function))]
        if self._several_files:
            parts.insert(0, item.module.__name__.split('.')[-1])
        return '.'.join(parts)

    def _run(self, name, item):
        self._verdict = None
        self._channel.send('start', test=name)
        ledger = observe.Ledger()
        begin = time.time()
        # What the class and the module have set up stays for the next test; the first of another class tears it down.
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=item.parent)
        verdict = self._verdict or {'outcome': 'ERROR', 'detail': 'pytest neither ran the test nor said why'}
        seconds = time.time() - begin
        self._channel.send('result', test=name, seconds=seconds, left=ledger.left_behind(), shims=[], **verdict)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item, call):
        """Called after the set-up of a test, after the test and after its tear-down; the first that fails is the cause."""
        report = (yield).get_result()
        if self._verdict is None or self._verdict['outcome'] == 'PASS':
            self._verdict = _verdict(report, call) or self._verdict


def _verdict(report, call):
    expected = hasattr(report, 'wasxfail')
    if report.skipped:
        detail = observe.text(call.excinfo.value if call.excinfo else report.longrepr)
        return {'outcome': 'EXPECTED_FAILURE' if expected else 'SKIP', 'detail': detail}
    if report.failed:
        outcome = 'FAIL' if call.excinfo and call.excinfo.errisinstance((AssertionError, pytest.fail.Exception)) else 'ERROR'
        if not call.excinfo:
            return {'outcome': 'FAIL', 'detail': observe.text(report.longrepr)}  # a strict xfail that passes
        return {'outcome': outcome, 'thrown': observe.thrown((call.excinfo.type, call.excinfo.value, call.excinfo.tb))}
    if report.when == 'call':
        return {'outcome': 'UNEXPECTED_SUCCESS' if expected else 'PASS'}
    return None
