"""Tests without end, of which some can be interrupted, and tests that see whether they have the same interpreter."""

import sys
import threading
import unittest

from test.test_support import run_unittest

RAN = []


class Endless(unittest.TestCase):

    def setUp(self):
        RAN.append(self._testMethodName)

    def test_a_waits(self):
        print 'test_a_waits'
        sys.stdout.flush()
        threading.Event().wait()

    def test_b_same(self):
        self.assertEqual(RAN, ['test_a_waits', 'test_b_same'])

    def test_c_waits_beside_a_thread(self):
        threading.Thread(target=threading.Event().wait).start()
        threading.Event().wait()

    def test_d_another(self):
        self.assertEqual(RAN, ['test_d_another'])

    def test_e_will_not_end(self):
        while True:
            try:
                threading.Event().wait()
            except:  # Java's InterruptedException is none of Python's
                pass

    def test_f_another(self):
        self.assertEqual(RAN, ['test_f_another'])


def test_main():
    run_unittest(Endless)
