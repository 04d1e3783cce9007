"""The worker's line to the harness: one JSON object a line, over a loopback connection of its own.

The line must not depend on what is under test. On Jython it is a plain java.net.Socket, which knows nothing of
Python's socket module; on CPython, the reference, it is the C type itself, held before any test could patch the
module around it.
"""

import json
import sys
import threading

ON_JAVA = sys.platform.startswith('java')


class Channel(object):

    def __init__(self, port):
        self._read_line, self._write = _open_on_java(port) if ON_JAVA else _open_on_cpython(port)
        self._lock = threading.Lock()  # one event at a time: the main thread and the control thread both send

    def receive(self):
        """The next command, None when the harness has gone."""
        line = self._read_line()
        return json.loads(line) if line else None

    def send(self, event, **content):
        content['event'] = event
        line = json.dumps(content, default=repr) + '\n'  # ASCII: json escapes the rest
        with self._lock:
            self._write(line)


def _open_on_java(port):
    from java.io import BufferedReader, InputStreamReader
    from java.lang import String
    from java.net import InetAddress, Socket
    connection = Socket(InetAddress.getLoopbackAddress(), port)
    connection.setTcpNoDelay(True)
    reader = BufferedReader(InputStreamReader(connection.getInputStream(), 'UTF-8'))
    stream = connection.getOutputStream()

    def write(line):
        stream.write(String(line).getBytes('US-ASCII'))

    return reader.readLine, write


def _open_on_cpython(port):
    import _socket
    import fcntl
    connection = _socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)
    connection.connect(('127.0.0.1', port))
    connection.setsockopt(_socket.IPPROTO_TCP, _socket.TCP_NODELAY, 1)
    fcntl.fcntl(connection.fileno(), fcntl.F_SETFD, fcntl.FD_CLOEXEC)
    pending = ['']

    def read_line():
        while '\n' not in pending[0]:
            data = connection.recv(65536)
            if not data:
                return None
            pending[0] += data
        line, pending[0] = pending[0].split('\n', 1)
        return line

    return read_line, connection.sendall
