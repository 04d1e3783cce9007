"""test_support.cpython_only: tests that are marked as CPython's own run here as well.

Their marker only says that they import _testcapi; what they test is documented behaviour.
"""

import functools

WHY = 'tests that take limits from _testcapi are marked as for CPython only; what they check holds for every Python'


def missing():
    import platform
    return platform.python_implementation() != 'CPython'


def install(used):
    from test import test_support

    def cpython_only(test):

        @functools.wraps(test)
        def run(*args, **keywords):
            used()
            return test(*args, **keywords)

        return run

    test_support.cpython_only = cpython_only
