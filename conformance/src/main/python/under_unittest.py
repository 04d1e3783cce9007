"""Programs whose tests are unittest's."""

import sys
import unittest

import commanded


def serve(modules, announce, channel, commands):
    """Imports the modules in their order; a test's name has its module where several have tests."""
    by_module = []
    for module in modules:
        __import__(module)
        tests = _tests_of(sys.modules[module])
        if tests:
            by_module.append((module, tests))
    named = []
    for module, tests in by_module:
        for test in tests:
            short = test.id()[len(module) + 1:]
            named.append((short if len(by_module) == 1 else '%s.%s' % (module, short), test))
    announce([name for name, _ in named])
    commanded.serve(named, channel, commands)


def _tests_of(module):
    """The tests of the classes that the module defines, each once though its class may have several names."""
    known = set()
    order = []
    for test in commanded.flatten(unittest.findTestCases(module)):
        key = (type(test), test.id())
        if type(test).__module__ == module.__name__ and key not in known:
            known.add(key)
            order.append(test)
    return order
