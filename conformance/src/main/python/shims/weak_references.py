"""weakref: what a test drops is gone when it next looks at a weak reference to it.

CPython counts references; the JVM collects when it needs the memory. So before a test sees through a weak reference,
here a full collection comes to its end. What is still reachable then, a cycle that something holds for instance,
is still there.
"""

import sys
import weakref

WHY = 'CPython drops an object with its last reference, a JVM when it collects; before a test looks, it collects here'

MOST = 10  # collections before one that ends nothing is believed: the JVM may have been told to ignore the requests


def missing():
    return sys.platform.startswith('java')


def install(used):
    from java.lang import Object, System
    from java.lang.ref import WeakReference

    def collect():
        used()
        garbage = WeakReference(Object())
        for _ in range(MOST):
            System.gc()
            if garbage.get() is None:
                return

    def by_a_test(frame):
        return frame.f_globals.get('__name__', '').startswith('test.test_')

    class Reference(weakref.ref):

        def __call__(self):
            if by_a_test(sys._getframe(1)):
                collect()
            return weakref.ReferenceType.__call__(self)

    class Proxy(object):

        def __init__(self, proxy):
            self._proxy = proxy

        def __getattr__(self, name):
            collect()
            return getattr(self._proxy, name)

    plain_proxy = weakref.proxy

    def proxy(referent, *callback):
        made = plain_proxy(referent, *callback)
        return Proxy(made) if by_a_test(sys._getframe(1)) else made

    weakref.ref = Reference
    weakref.proxy = proxy
