"""A class of the same name in another module."""

import unittest


class Surroundings(unittest.TestCase):
    def test_fail(self):
        self.fail('on purpose')
