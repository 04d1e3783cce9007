"""Tests of what a program is given to run in."""

import os
import sys
import unittest


class Surroundings(unittest.TestCase):
    def test_prepared(self):
        self.assertTrue(sys.modules['program_prepares'].PREPARED)

    def test_environment(self):
        self.assertEqual('set', os.environ['PROGRAM_VARIABLE'])

    def test_folder(self):
        self.assertTrue(os.path.isdir('program'), os.getcwd())

    def test_foreign_variable(self):
        self.assertFalse('HOME' in os.environ)
