"""A TLS handshake in a process that has nothing but what is needed to run: on Jython, its jar and that of the modules."""

import os
import subprocess
import sys

from field import certificate

PROGRAM = '''
import socket, ssl, sys, threading
listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
def serve():
    secure = listener.accept()[0]
    secure = ssl.wrap_socket(secure, certfile=sys.argv[1], server_side=True)
    secure.sendall(secure.recv(100).upper())
    secure.settimeout(20)
    secure.unwrap()
    secure.close()
thread = threading.Thread(target=serve)
thread.start()
secure = socket.create_connection(listener.getsockname(), 20)
context = ssl.create_default_context(cafile=sys.argv[1])
secure = context.wrap_socket(secure, server_hostname='localhost')
secure.sendall('hello')
print secure.recv(100), secure.version(), secure.cipher()[0]
secure.unwrap().close()
thread.join()
'''


# From 24 on the JVM says so when native code is loaded without a flag that allows it, as Jython itself does.
OF_THE_JVM = (
    'WARNING: A restricted method in java.lang.System has been called',
    'WARNING: java.lang.System::load has been called by com.kenai.jffi',
    'WARNING: Use --enable-native-access=ALL-UNNAMED',
    'WARNING: Restricted methods will be blocked')


def run(see):
    command = interpreter()
    process = subprocess.Popen(command + ['-c', PROGRAM, certificate('keycert.pem')],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output, errors = process.communicate('')
    see('status', process.returncode)
    see('output', output)
    lines = [line for line in errors.splitlines() if line and not line.startswith(OF_THE_JVM)]
    see('errors', '\n'.join(lines))


def interpreter():
    if not sys.platform.startswith('java'):
        return [sys.executable]
    from java.io import File
    from java.lang import System
    jars = System.getProperty('java.class.path').split(File.pathSeparator)
    if len(jars) > 2:
        raise AssertionError('the class path is not minimal: %s' % jars)
    java = os.path.join(System.getProperty('java.home'), 'bin', 'java')
    return [java, '-Dpython.cachedir.skip=true', '-cp', os.pathsep.join(jars), 'org.python.util.jython']
