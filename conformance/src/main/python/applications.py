"""Programs that people run, each with tests of its authors or with a session of ours, one test at a time on the harness' command.

settings['application'] has the runner that the tests are written for (unittest or pytest), the folders to have on sys.path,
and the tests: names of modules for unittest, the first of which may only prepare; files for pytest. What the tests run
in, its working directory and environment, is the process' own. The test files are never modified.
"""

import importlib
import sys

import observe


def serve(name, settings, channel, commands):
    application = settings['application']
    # In front of the harness' own modules, which are imported by now or meant by nobody but the harness.
    sys.path[:0] = [str(folder) for folder in application['path']]
    tests = [str(test) for test in application['tests']]
    announced = []

    def announce(names):
        """Every name must be one of its own: of two tests with one name, one would silently not be run."""
        twice = sorted(set(each for each in names if names.count(each) > 1))
        if twice:
            raise AssertionError('these names are those of several tests: %s' % ', '.join(twice))
        announced.append(names)

    try:
        runner = importlib.import_module('under_%s' % application['runner'])
        runner.serve(tests, announce, channel, commands)
    except:  # on Jython whatever Java throws as well
        failure = observe.thrown(sys.exc_info())
        if not announced:
            channel.send('unloadable', outcome='ERROR', thrown=failure)
        else:
            sys.stderr.write('after the tests: %s\n' % failure['traceback'].encode('utf-8'))
