"""sendall() of 20 MB arrives; send() on a full non-blocking socket raises EAGAIN and sends no 0 bytes."""

import errno
import hashlib
import socket

from field import Background, receive_all, tcp_pair

SIZE = 20 << 20


def run(see):
    one, other = tcp_pair()
    data = ''.join(chr(i % 251) for i in xrange(4096)) * (SIZE // 4096)
    receiving = Background(receive_all, other)
    see.raised('sendall', one.sendall, data)
    one.shutdown(socket.SHUT_WR)
    see('what arrives is what was sent', hashlib.md5(receiving.result()).digest() == hashlib.md5(data).digest())
    one.close()
    other.close()

    one, other = tcp_pair()
    one.setblocking(False)
    empty = 0
    try:
        while True:
            empty += one.send('x' * 65536) == 0
    except socket.error as error:
        see('a full socket', errno.errorcode.get(error.errno))
    see('sends of nothing', empty)
    one.close()
    other.close()
