"""_testcapi: the limits of C's integer types, as they are on Linux with 64 bits."""

import sys
import types

WHY = 'Jython has no _testcapi; tests of argument checking take the limits of C types from it'

CONSTANTS = {
    'CHAR_MAX': 127, 'CHAR_MIN': -128, 'UCHAR_MAX': 255,
    'SHRT_MAX': 2 ** 15 - 1, 'SHRT_MIN': -2 ** 15, 'USHRT_MAX': 2 ** 16 - 1,
    'INT_MAX': 2 ** 31 - 1, 'INT_MIN': -2 ** 31, 'UINT_MAX': 2 ** 32 - 1,
    'LONG_MAX': 2 ** 63 - 1, 'LONG_MIN': -2 ** 63, 'ULONG_MAX': 2 ** 64 - 1,
    'LLONG_MAX': 2 ** 63 - 1, 'LLONG_MIN': -2 ** 63, 'ULLONG_MAX': 2 ** 64 - 1,
    'PY_SSIZE_T_MAX': 2 ** 63 - 1, 'PY_SSIZE_T_MIN': -2 ** 63,
}


def missing():
    try:
        __import__('_testcapi')
    except ImportError:
        return True
    return False


def install(used):

    class Module(types.ModuleType):

        def __getattr__(self, name):
            if name not in CONSTANTS:
                raise AttributeError(name)
            used()
            return CONSTANTS[name]

    sys.modules['_testcapi'] = Module('_testcapi')
