"""What a JVM holds: its descriptors, threads, classes, heap and direct memory, after what is garbage has been collected."""

import os

from java.lang import Object, System, Thread
from java.lang.management import BufferPoolMXBean, ManagementFactory
from java.lang.ref import Cleaner
from java.util.concurrent import CountDownLatch, TimeUnit

try:
    from org.jynetty.net import Multiplexer
except ImportError:  # these are Jython's own modules
    Multiplexer = None

# So often the collector is asked at most, until so many collections in a row have left the same: what is held by something that
# has to be finalized first takes one more each time.
COLLECTIONS = 60
IN_A_ROW = 5
SAME = 64 * 1024
# So often it is looked what is open at most, until two looks in a row agree.
LOOKS = 20
# Seconds for the threads of the JVM that clean.
PATIENCE = 10
CLEANER = Cleaner.create()


def collect():
    """Collect garbage, and wait until some of it has been cleaned and all of it finalized."""
    cleaned = CountDownLatch(1)
    CLEANER.register(Object(), lambda: cleaned.countDown())
    System.gc()
    cleaned.await(PATIENCE, TimeUnit.SECONDS)
    System.runFinalization()


def collected():
    """The bytes in use on the heap when collecting leaves no less; what was dropped is closed by then."""
    heap = ManagementFactory.getMemoryMXBean()
    least, same = None, 0
    for _ in range(COLLECTIONS):
        collect()
        used = heap.getHeapMemoryUsage().getUsed()
        same = 0 if least is None or used < least - SAME else same + 1
        least = used if least is None else min(used, least)
        if same == IN_A_ROW:
            break
    return least


def threads():
    """The names of the threads that Java code runs in, sorted."""
    return sorted(thread.getName() for thread in Thread.getAllStackTraces().keySet())


def stacks():
    """A thread dump."""
    lines = []
    for entry in Thread.getAllStackTraces().entrySet():
        lines.append(str(entry.getKey().getName()))
        lines.extend('    %s' % frame for frame in entry.getValue())
    return '\n'.join(lines)


def descriptors():
    """What is open, by what it is on: sockets and pipes each have a name of their own.

    The JVM opens files for a moment, as when it looks how much memory it may use; so two looks in a row have to agree.
    """
    before, found = None, _open_now()
    for _ in range(LOOKS):
        if found == before:
            break
        before, found = found, _open_now()
    return found


def _open_now():
    found = []
    for number in os.listdir('/proc/self/fd'):
        try:
            found.append(os.readlink('/proc/self/fd/' + number))
        except OSError:
            pass  # the descriptor of the listing itself
    return sorted(found)


def held():
    """What is open. The selectors that jynetty keeps for whoever waits next are closed before."""
    if Multiplexer:
        Multiplexer.closeIdle()
    return descriptors()


def take():
    """Everything, in numbers."""
    heap = collected()
    pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean)
    return {
        'descriptors': len(held()),
        'threads': len(threads()),
        'classes': ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        'heap': heap,
        'direct': sum(pool.getMemoryUsed() for pool in pools),
    }


def left(before, after):
    """What is there now and was not."""
    return [name for name in after if after.count(name) > before.count(name)]
