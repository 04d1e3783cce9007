"""What a test method has dropped is gone when its tearDown() begins.

Reference counts close a connection as soon as the method that used it ends, and some tests rely on it: their tearDown()
waits until the server has seen the end, for 10 s where nothing comes. Here a collection stands between the two.
"""

import gc
import sys
import unittest

WHY = 'without reference counts a connection that a test drops stays open, while its tearDown() waits for the end'
SUITES = ('test.test_xmlrpc',)  # those with such tests


def missing():
    return sys.platform.startswith('java')


def install(used):
    from java.lang import System

    def collect():
        # What has a finalizer keeps all that it refers to for one more collection, after the finalizer has run.
        gc.collect()
        System.runFinalization()
        gc.collect()

    run = unittest.TestCase.run

    def run_with_collection(self, result=None):
        tear_down = self.tearDown

        def collect_and_tear_down():
            used()
            collect()
            tear_down()

        if self.__class__.__module__ in SUITES and tear_down.im_func is not unittest.TestCase.tearDown.im_func:
            self.tearDown = collect_and_tear_down
        return run(self, result)

    unittest.TestCase.run = run_with_collection
