"""What this interpreter is: the provenance of a result."""

import os
import platform
import sys

from channel import ON_JAVA


def serve(name, settings, channel, commands):
    found = {
        'python': '%s %s' % (platform.python_implementation(), sys.version.split()[0]),
        'system': '%s %s' % (platform.system() if not ON_JAVA else _property('os.name'), _kernel()),
    }
    if os.path.exists('/etc/os-release'):
        found['os'] = _distribution('/etc/os-release')
    if ON_JAVA:
        found['jdk'] = '%s (%s)' % (_property('java.version'), _property('java.vendor'))
    try:
        import ssl
        found['ssl'] = ssl.OPENSSL_VERSION
    except:  # on Jython whatever Java throws as well
        found['ssl'] = 'none: %s' % (sys.exc_info()[1],)
    channel.send('facts', facts=found)


def _distribution(path):
    with open(path) as lines:
        for line in lines:
            name, _, value = line.strip().partition('=')
            if name == 'PRETTY_NAME':
                return value.strip('"')
    return 'unknown'


def _kernel():
    return _property('os.version') if ON_JAVA else platform.release()


def _property(name):
    from java.lang import System
    return System.getProperty(name)
