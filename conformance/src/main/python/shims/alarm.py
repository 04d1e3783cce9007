"""signal.alarm(): its handler interrupts the blocking call that the main thread is in.

Jython runs signal handlers in a thread of their own, so that nothing is interrupted. Here the handler still runs there,
but what it raises arrives in the main thread: the thread is interrupted, its blocking call fails with EINTR as it does
in C, and where that error would surface, the handler's exception takes its place. A handler that raises nothing
interrupts nothing, as CPython goes on with the call then.
"""

import errno
import signal
import sys
import threading

WHY = 'Jython runs the handler of an alarm in a thread of its own and cannot interrupt a blocking call with it'


def missing():
    return sys.platform.startswith('java')


def install(used):
    alarm = Alarm(used)
    signal.alarm = alarm.set


class Alarm(object):

    def __init__(self, used):
        from java.lang import Thread
        self._used = used
        self._main = Thread.currentThread()
        self._timer = None
        self._raised = None  # what the handler raised; written by the timer before it interrupts the main thread

    def set(self, seconds):
        """As signal.alarm(): 0 cancels. Called by the main thread."""
        self._used()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._untrace(sys._getframe(1))
        self._main.interrupted()  # clears the mark of an alarm that came too late to interrupt anything
        self._raised = None
        if seconds > 0:
            self._trace(sys._getframe(1), self._on_event)
            self._timer = threading.Timer(seconds, self._ring)
            self._timer.setDaemon(True)
            self._timer.start()
        return 0

    @staticmethod
    def _trace(frame, function):
        """Lets the function see the exceptions of this frame and of those that it calls from now on."""
        sys.settrace(function)
        frame.f_trace = function

    @staticmethod
    def _untrace(frame):
        sys.settrace(None)
        if frame.f_trace is not None:
            del frame.f_trace  # Jython would call None

    def _ring(self):
        try:
            signal.getsignal(signal.SIGALRM)(signal.SIGALRM, None)
        except:
            self._raised = sys.exc_info()
            self._main.interrupt()

    def _on_event(self, frame, event, arg):
        if event == 'exception' and self._raised is not None and _errno_of(arg[1]) == errno.EINTR:
            raised, self._raised = self._raised, None
            raise raised[0], raised[1], raised[2]
        return self._on_event


def _errno_of(value):
    """The number of an exception, which Jython may not have made from its arguments yet when it tells of it."""
    return value[0] if isinstance(value, tuple) and value else getattr(value, 'errno', None)
