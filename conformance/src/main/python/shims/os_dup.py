"""os.dup(): another descriptor of the same pipe, stream or file.

Jython's descriptors are objects over a channel of Java. A duplicate is a second object over the same channel. Unlike in
the kernel the channel closes with the descriptor that was there first, whatever became of the duplicates.
"""

import errno
import os

WHY = 'Jython has no os.dup(); test_poll registers duplicates of one end of a pipe'


def missing():
    return not hasattr(os, 'dup')


def install(used):
    from org.python.core.io import RawIOBase, StreamIO

    def dup(fd):
        used()
        if not isinstance(fd, RawIOBase) or fd.closed():
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return StreamIO(fd.getChannel(), False)

    os.dup = dup
