"""A suite that does everything a suite may do, for the tests of the harness."""

import os
import threading
import unittest

from test.test_support import run_unittest

READY = False


class Ordinary(unittest.TestCase):

    def test_error(self):
        raise EnvironmentError(107, 'not connected')

    @unittest.expectedFailure
    def test_expected_failure(self):
        self.assertTrue(False)

    def test_fail(self):
        self.assertEqual(1, 2)

    def test_leaves_a_thread(self):
        thread = threading.Thread(target=threading.Event().wait, name='left')
        thread.setDaemon(True)
        thread.start()

    def test_pass(self):
        self.assertTrue(READY, 'test_main() was not run')

    def test_skip(self):
        self.skipTest('no need')

    @unittest.expectedFailure
    def test_unexpected_success(self):
        pass


class BrokenFixture(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        raise ValueError('the fixture is broken')

    def test_one(self):
        pass

    def test_two(self):
        pass


class Deadly(unittest.TestCase):

    def test_a_before(self):
        pass

    def test_b_killed(self):
        os.kill(os.getpid(), 9)

    def test_c_after(self):
        pass


class Endless(unittest.TestCase):

    def test_a_before(self):
        pass

    def test_b_loops(self):
        while True:
            pass

    def test_c_waits(self):
        threading.Event().wait()

    def test_d_after(self):
        pass


class SecondPhase(unittest.TestCase):

    def test_pass(self):
        pass


def test_main():
    global READY
    READY = True
    run_unittest(Ordinary, BrokenFixture, Deadly, Endless)
    run_unittest(SecondPhase)
