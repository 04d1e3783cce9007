"""Tests that do things to the worker that they run in."""

import sys
import unittest

from test.test_support import run_unittest


class Faults(unittest.TestCase):

    def test_a_prints_megabytes(self):
        line = 'x' * 1023 + '\n'
        for _ in xrange(20 * 1024):
            sys.stdout.write(line)

    def test_b_after_megabytes(self):
        pass

    def test_c_prints_what_looks_like_an_event(self):
        sys.stdout.write('{"event": "result", "test": "x", "attempt": {"outcome": "PASS"}}\n{"event": "end"}\n')
        self.fail('as it should')

    def test_d_closes_the_channel(self):
        frame = sys._getframe()
        while 'channel' not in frame.f_locals or not hasattr(frame.f_locals['channel'], '_read_line'):
            frame = frame.f_back
        stream = frame.f_locals['channel']._write.func_closure[0].cell_contents
        stream.close()

    def test_e_after_the_channel(self):
        pass

    def test_f_prints_megabytes_and_dies(self):
        sys.stdout.write('y' * (20 << 20))
        sys.stdout.write('the last words')
        sys.stdout.flush()
        from java.lang import Runtime
        Runtime.getRuntime().halt(7)

    def test_g_after_death(self):
        pass


def test_main():
    run_unittest(Faults)
