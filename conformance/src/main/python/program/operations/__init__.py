"""The operations, by their names: functions of the machine and of the words that follow the name."""

import re

import observe
from program.machine import Empty

NOTHING = '-'  # the result of an operation on a slot that holds nothing
OPERATIONS = {}


def operation(function):
    OPERATIONS[function.__name__.rstrip('_')] = function
    return function


def done(result):
    """The result of an operation that gives nothing."""
    return 'ok' if result is None else repr(result)


def failure(error):
    """An exception as the result of an operation."""
    if isinstance(error, Empty):
        return NOTHING
    args = re.sub(r"\bu(?=['\"])", '', re.sub(r' ?\(_ssl\.c:\d+\)', '', observe.stable_repr(error.args)))
    return '%s%s' % (observe.type_name(error.__class__), args)


from program.operations import making, readiness, tls, transfer  # they add theirs to OPERATIONS
