"""thread._count(): how many threads were started by `thread` and still run."""

import thread

WHY = 'Jython has no thread._count(); test_support.threading_setup() calls it before any test'

PYTHON_THREAD = 'org.python.modules.thread.FunctionThread'  # not public, so known by name only


def missing():
    return not hasattr(thread, '_count')


def install(used):
    from java.lang import Class, Thread

    def _count():
        used()
        classes = [Class.getName(living.getClass()) for living in Thread.getAllStackTraces().keySet()]
        return classes.count(PYTHON_THREAD)

    # Jython's thread module is a class: a plain function would become a method of it.
    thread._count = staticmethod(_count)
