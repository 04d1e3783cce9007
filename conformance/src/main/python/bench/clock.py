"""The CPU time of this process, in seconds."""

import sys

if sys.platform.startswith('java'):
    from java.lang.management import ManagementFactory

    _system = ManagementFactory.getOperatingSystemMXBean()

    def cpu():
        return _system.getProcessCpuTime() * 1e-9
else:
    import resource

    def cpu():
        usage = resource.getrusage(resource.RUSAGE_SELF)
        return usage.ru_utime + usage.ru_stime
