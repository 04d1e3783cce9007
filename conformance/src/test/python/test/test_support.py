"""What the harness needs of CPython's test_support."""

use_resources = None
verbose = 1


def run_unittest(*classes):
    raise AssertionError('the harness replaces this function')
