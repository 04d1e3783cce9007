"""Weak references to what is dropped and to what is not, for the test of their shim."""

import unittest
import weakref

from test.test_support import run_unittest

held = []


class Thing(object):

    def name(self):
        return 'thing'


class WeakReferences(unittest.TestCase):

    def test_dropped(self):
        thing = Thing()
        reference = weakref.ref(thing)
        self.assertIs(reference(), thing)
        del thing
        self.assertIs(reference(), None)

    def test_dropped_cycle(self):
        thing = Thing()
        thing.itself = thing
        reference = weakref.ref(thing)
        del thing
        self.assertIs(reference(), None)

    def test_dropped_behind_a_proxy(self):
        thing = Thing()
        proxy = weakref.proxy(thing)
        self.assertEqual(proxy.name(), 'thing')
        thing = None
        self.assertRaises(ReferenceError, lambda: proxy.name())

    def test_kept(self):
        thing = Thing()
        reference = weakref.ref(thing)
        held.append(thing)
        del thing
        self.assertIs(reference(), None)

    def test_kept_cycle(self):
        thing = Thing()
        thing.method = thing.name
        held.append(thing.method)
        reference = weakref.ref(thing)
        del thing
        self.assertIs(reference(), None)

    def test_kept_behind_a_proxy(self):
        thing = Thing()
        proxy = weakref.proxy(thing)
        held.append(thing)
        thing = None
        self.assertRaises(ReferenceError, lambda: proxy.name())


def test_main():
    run_unittest(WeakReferences)
