"""A chat room on select: one thread serves all guests with non-blocking sockets; what one says, the others hear."""

import errno
import select
import socket

import support

GUESTS = 12


def room(listener, expected):
    """Serves until all the expected guests have come and gone."""
    outboxes = {}
    gone = 0
    while gone < expected:
        writers = [guest for guest, text in outboxes.items() if text]
        readable, writable, _ = select.select([listener] + list(outboxes), writers, [])
        for guest in writable:
            outboxes[guest] = outboxes[guest][guest.send(outboxes[guest]):]
        for guest in readable:
            if guest is listener:
                newcomer = listener.accept()[0]
                newcomer.setblocking(False)
                outboxes[newcomer] = 'welcome\n'
                continue
            said = guest.recv(1000)
            if not said:
                del outboxes[guest]
                guest.close()
                gone += 1
            for other in outboxes:
                if other is not guest:
                    outboxes[other] += said


def connect(address):
    """A guest whose socket has never been blocking."""
    guest = socket.socket()
    guest.setblocking(False)
    code = guest.connect_ex(address)
    assert code in (0, errno.EINPROGRESS), code
    select.select([], [guest], [])
    assert guest.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0
    guest.setblocking(True)
    return guest, guest.makefile('rb')


def main():
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(GUESTS)
    listener.setblocking(False)
    with support.in_thread(room, listener, GUESTS):
        guests = [connect(listener.getsockname()) for _ in range(GUESTS)]
        print [stream.readline() for _, stream in guests]
        for number, (guest, _) in enumerate(guests):
            guest.sendall('guest %d says %s\n' % (number, 'bla ' * number))
        heard = [sorted(stream.readline() for _ in range(GUESTS - 1)) for _, stream in guests]
        said = ['guest %d says %s\n' % (number, 'bla ' * number) for number in range(GUESTS)]
        print [sorted(said[:i] + said[i + 1:]) == heard[i] for i in range(GUESTS)]
        for guest, stream in guests:
            stream.close()
            guest.close()
    listener.close()
    print 'closed'


main()
