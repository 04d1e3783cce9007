"""CPython's own test modules, unmodified, one test at a time on the harness' command.

Many of them rely on what their test_main() sets up before it calls run_unittest(). So run_unittest() is replaced,
before the module is imported, by one that serves the harness: every test runs inside test_main(), under the module's
own set-up, class and module fixtures included. A test_main() that calls run_unittest() twice has two phases.
"""

import importlib
import sys
import unittest

import commanded
import observe
import shims


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
        named = []
        known = set()
        for test in commanded.flatten(unittest.TestSuite([_suite_of(given) for given in classes])):
            short = '.'.join(test.id().split('.')[-2:])
            if short not in known:
                known.add(short)
                named.append((short, test))
        phases.append(named)
        commanded.serve(named, channel, commands)

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
