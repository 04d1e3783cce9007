"""epoll, event by event: levels, edges, one-shots, descriptors that are closed or copied, an epoll in an epoll."""

import errno
import os
import select
import socket
import threading

IN, OUT, ERR, HUP = select.EPOLLIN, select.EPOLLOUT, select.EPOLLERR, select.EPOLLHUP
ET, ONESHOT, RDHUP = select.EPOLLET, select.EPOLLONESHOT, 0x2000
NAMES = [(IN, 'IN'), (OUT, 'OUT'), (ERR, 'ERR'), (HUP, 'HUP'), (RDHUP, 'RDHUP'), (select.EPOLLRDNORM, 'RDNORM'),
         (select.EPOLLWRNORM, 'WRNORM')]


def pair():
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1)
    client = socket.socket()
    client.connect(listener.getsockname())
    server = listener.accept()[0]
    listener.close()
    return client, server


def names(events):
    return '|'.join(name for bit, name in NAMES if events & bit) or events


def poll(what, epoll, timeout=0.05, maxevents=-1):
    print '%-34s' % what, [names(events) for _, events in epoll.poll(timeout, maxevents)]


def soon(what, epoll):
    """For what is on its way through the kernel."""
    poll(what, epoll, 5)


def fill(sender):
    """Sends until the kernel takes no more, also after it has moved data on to the receiver."""
    total = 0
    sender.setblocking(False)
    poller = select.poll()
    poller.register(sender, select.POLLOUT)
    while True:
        try:
            total += sender.send('x' * 65536)
        except socket.error as e:
            assert e.errno == errno.EAGAIN
            if not poller.poll(50):
                return total


def drain(receiver, count):
    while count > 0:
        count -= len(receiver.recv(min(count, 65536)))


def attempt(what, function, *arguments):
    try:
        print '%-34s' % what, function(*arguments)
    except EnvironmentError as e:
        print '%-34s' % what, e.__class__.__name__, errno.errorcode[e.errno]


def levels():
    client, server = pair()
    epoll = select.epoll()
    epoll.register(server, IN)
    poll('level: nothing', epoll)
    client.sendall('abc')
    soon('level: data', epoll)
    poll('level: data again', epoll)
    server.recv(1)
    poll('level: some data left', epoll)
    server.recv(2)
    poll('level: all taken', epoll)
    epoll.modify(server, IN | OUT | select.EPOLLRDNORM | select.EPOLLWRNORM)
    poll('level: modified', epoll)
    epoll.modify(server, 0)
    poll('level: nothing asked', epoll)
    client.shutdown(socket.SHUT_WR)
    poll('level: half-closed, not asked', epoll)
    epoll.modify(server, IN | RDHUP)
    soon('level: half-closed', epoll)
    server.shutdown(socket.SHUT_WR)
    soon('level: both closed', epoll)
    epoll.modify(server, 0)
    poll('level: hang-up comes unasked', epoll)
    fresh = socket.socket()
    epoll.modify(server, ET)
    epoll.poll(0)
    epoll.register(fresh, IN | OUT)
    poll('level: a fresh socket', epoll)


def edges():
    client, server = pair()
    epoll = select.epoll()
    epoll.register(server, IN | OUT | ET)
    poll('edge: registered', epoll)
    poll('edge: no news', epoll)
    client.sendall('abc')
    soon('edge: data', epoll)
    poll('edge: no news', epoll)
    client.sendall('def')
    soon('edge: more data', epoll)
    poll('edge: no news', epoll)
    server.recv(1)
    poll('edge: some taken is no news', epoll)
    server.recv(100)
    poll('edge: all taken is no news', epoll)
    epoll.modify(server, IN | OUT | ET)
    poll('edge: modified', epoll)
    poll('edge: no news', epoll)
    server.sendall('data')
    poll('edge: sent is no news', epoll)
    size = fill(server)
    poll('edge: full', epoll)
    drain(client, size + 4)
    soon('edge: room again', epoll)
    poll('edge: no news', epoll)
    client.shutdown(socket.SHUT_WR)
    soon('edge: half-closed', epoll)
    poll('edge: no news', epoll)
    server.recv(1)
    poll('edge: end read is no news', epoll)
    client.close()
    epoll.modify(server, IN | RDHUP | ET)
    poll('edge: modified at the end', epoll)
    epoll.close()


def edge_of_the_full():
    client, server = pair()
    size = fill(server)
    epoll = select.epoll()
    epoll.register(server, OUT | ET)
    poll('full edge: registered', epoll)
    drain(client, size)
    soon('full edge: room', epoll)
    poll('full edge: no news', epoll)


def edge_level_mix():
    client, server = pair()
    epoll = select.epoll()
    epoll.register(server, IN | ET)
    client.sendall('a')
    soon('mixed: edge', epoll)
    epoll.modify(server, IN)
    poll('mixed: now level', epoll)
    poll('mixed: level again', epoll)
    epoll.modify(server, IN | ET)
    poll('mixed: an edge again', epoll)
    poll('mixed: no news', epoll)


def one_shots():
    client, server = pair()
    epoll = select.epoll()
    epoll.register(server, IN | ONESHOT)
    client.sendall('a')
    soon('one-shot: data', epoll)
    poll('one-shot: disarmed', epoll)
    client.sendall('b')
    poll('one-shot: still disarmed', epoll)
    epoll.modify(server, IN | ONESHOT)
    poll('one-shot: armed again', epoll)
    poll('one-shot: disarmed', epoll)
    client.close()
    server.shutdown(socket.SHUT_WR)
    poll('one-shot: hang-up disarmed too', epoll)
    epoll.modify(server, IN | OUT | ONESHOT | ET)
    soon('one-shot: armed for all', epoll)
    poll('one-shot: disarmed', epoll)


def descriptors():
    client, server = pair()
    epoll = select.epoll()
    epoll.register(server, OUT)
    copy = socket.fromfd(server.fileno(), socket.AF_INET, socket.SOCK_STREAM)
    attempt('copy: a descriptor of its own', epoll.register, copy, IN)
    poll('copy: one event', epoll)
    number = server.fileno()
    server.close()
    poll('copy: the number closed, not the file', epoll)
    attempt('copy: unregister the closed', epoll.unregister, number)
    client.sendall('a')
    soon('copy: both', epoll)
    copy.close()
    poll('copy: all closed', epoll)
    a, b = pair()
    epoll = select.epoll()
    epoll.register(a, OUT)
    number = a.fileno()
    a.close()
    attempt('closed: unregister', epoll.unregister, number)
    attempt('closed: modify', epoll.modify, number, IN)
    attempt('closed: register', epoll.register, number, IN)
    poll('closed: nothing', epoll)
    c, d = pair()
    attempt('a number used again', epoll.register, c, OUT)
    poll('a number used again: event', epoll)


def connecting():
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1)
    epoll = select.epoll()
    epoll.register(listener, IN)
    client = socket.socket()
    client.setblocking(False)
    assert client.connect_ex(listener.getsockname()) in (0, errno.EINPROGRESS)
    soon('listener: connection', epoll)
    epoll.unregister(listener)
    epoll.register(client, OUT | ET)
    soon('client: connected', epoll)
    listener.close()
    poor = socket.socket()
    poor.setblocking(False)
    reserved = socket.socket()
    reserved.bind(('127.0.0.1', 0))
    poor.connect_ex(reserved.getsockname())
    epoll.unregister(client)
    epoll.register(poor, IN | OUT)
    soon('client: refused', epoll)
    print errno.errorcode[poor.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)]
    poll('client: error taken', epoll)


def nested():
    client, server = pair()
    inner = select.epoll()
    outer = select.epoll()
    inner.register(server, IN)
    outer.register(inner, IN)
    poll('nested: nothing', outer)
    client.sendall('a')
    soon('nested: the inner is ready', outer)
    print select.select([inner], [], [], 1)[0] == [inner]
    poller = select.poll()
    poller.register(inner, select.POLLIN | select.POLLOUT)
    print [events for _, events in poller.poll(1000)]
    server.recv(1)
    poll('nested: no more', outer)
    attempt('nested: in a circle', inner.register, outer, IN)
    server.close()
    inner.close()
    poll('nested: the inner closed', outer)


def turns():
    pairs = [pair() for _ in range(5)]
    epoll = select.epoll()
    for client, server in pairs:
        epoll.register(server, OUT)
    turns = [epoll.poll(1, 2) for _ in range(5)]
    print [len(turn) for turn in turns], len(set(number for turn in turns for number, _ in turn))


def waits():
    client, server = pair()
    epoll = select.epoll()
    found = []
    epoll.register(server, IN)
    thread = threading.Thread(target=lambda: found.extend(epoll.poll(20)))
    thread.start()
    client.sendall('a')
    thread.join()
    print 'woken by data', [names(events) for _, events in found]
    server.recv(1)
    del found[:]
    thread = threading.Thread(target=lambda: found.extend(epoll.poll(20)))
    thread.start()
    epoll.modify(server, IN | OUT)
    thread.join()
    print 'woken by modify', [names(events) for _, events in found]
    epoll.unregister(server)
    del found[:]
    thread = threading.Thread(target=lambda: found.extend(epoll.poll(20)))
    thread.start()
    epoll.register(server, OUT)
    thread.join()
    print 'woken by register', [names(events) for _, events in found]
    epoll.modify(server, IN | ET)
    results = []
    threads = [threading.Thread(target=lambda: results.append(epoll.poll(1.5))) for _ in range(3)]
    for thread in threads:
        thread.start()
    client.sendall('a')
    for thread in threads:
        thread.join()
    print 'an edge wakes one', sorted(len(result) for result in results)


def main():
    levels()
    edges()
    edge_of_the_full()
    edge_level_mix()
    one_shots()
    descriptors()
    connecting()
    nested()
    turns()
    waits()


main()
