"""What the recorded calls of calls.txt refer to, and how their outcomes are written down."""

import _socket
import array
from _socket import *


class I(object):
    def __int__(self):
        return 5


class O:
    def __int__(self):
        return 6


class J(object):
    def __int__(self):
        raise ValueError('no')


class F(object):
    def __float__(self):
        return 5.0


def outcome(expression):
    try:
        return repr(eval(expression, globals()))
    except BaseException as e:
        return '%s.%s%r' % (type(e).__module__, type(e).__name__, e.args)
