"""os.fstat() of an open file.

Jython finds the number of a file's descriptor in a field of java.io.FileDescriptor, which the JVM hides since Java 16
unless it is told otherwise on the command line. The harness does that where this shim is chosen; here it is only noted
who needs it.
"""

import os
import sys

WHY = 'Jython cannot os.fstat() a file on Java 16 or later, unless the JVM is started with a flag'
JVM_OPTION = '--add-opens=java.base/java.io=ALL-UNNAMED'


def missing():
    return sys.platform.startswith('java')


def install(used):
    fstat = os.fstat

    def noted_fstat(descriptor):
        used()
        return fstat(descriptor)

    os.fstat = noted_fstat
