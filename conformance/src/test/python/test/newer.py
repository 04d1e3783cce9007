"""A suite whose module under test is newer than the host's, for the tests of the harness."""

import poplib
import telnetlib
import unittest


class Newer(unittest.TestCase):

    def test_a_module_that_is_listed(self):
        self.assertEqual('beside the tests', poplib.WHERE)

    def test_a_module_that_is_not_listed(self):
        self.assertIn('Lib', telnetlib.__file__)
