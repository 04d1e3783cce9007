"""What is measured again and again: each function gets ready and returns what does a number of operations.

The first argument is the module that connects: sockets, or limit where Java
itself is measured. The second one has the ports of the peer's services.
"""

import threading

CHUNK = 65536


def round_trips(connection):
    send = connection.send
    recv = connection.recv

    def run(count):
        for _ in xrange(count):
            send('x')
            recv(1)
    return run


def plain_round_trips(net, ports):
    return round_trips(net.connect(ports['echo']))


def receive(connection):
    recv = connection.recv

    def run(count):
        missing = count * CHUNK
        while missing > 0:
            missing -= len(recv(CHUNK))
    return run


def plain_receive(net, ports):
    return receive(net.connect(ports['source']))


def plain_receive_into(net, ports):
    recv_into = net.connect(ports['source']).recv_into
    buffer = bytearray(CHUNK)

    def run(count):
        missing = count * CHUNK
        while missing > 0:
            missing -= recv_into(buffer)
    return run


def send_all(connection):
    sendall = connection.sendall
    data = 'x' * CHUNK

    def run(count):
        for _ in xrange(count):
            sendall(data)
    return run


def plain_send_all(net, ports):
    return send_all(net.connect(ports['sink']))


def plain_send(net, ports):
    send = net.connect(ports['sink']).send
    data = 'x' * CHUNK

    def run(count):
        missing = count * CHUNK
        while missing > 0:
            missing -= send(data)
    return run


def connections(net, ports):
    connect = net.connect
    port = ports['turn']

    def run(count):
        for _ in xrange(count):
            connection = connect(port)
            connection.send('x')
            connection.recv(1)
            connection.close()
    return run


def accepts(net, ports):
    import socket
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    listener.listen(1024)
    port = listener.getsockname()[1]
    order = net.connect(ports['call'])

    def run(count):
        order.sendall('%d %d\n' % (port, count))
        for _ in xrange(count):
            connection, _ = listener.accept()
            connection.close()
    return run


def threads(number):
    """So many threads, each with round trips on a connection of its own."""
    def prepare(net, ports):
        runs = [plain_round_trips(net, ports) for _ in range(number)]

        def run(count):
            each = max(1, count // number)
            workers = [threading.Thread(target=one, args=(each,)) for one in runs]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
        return run
    return prepare


def crowd(net, ports, number):
    return [net.connect(ports['hub']) for _ in xrange(number)]


def cycle(items):
    """Chooses one after the other, far apart."""
    position = 0
    while True:
        yield items[position]
        position = (position + 617) % len(items)


def by_select(number):
    def prepare(net, ports):
        from select import select
        connections = crowd(net, ports, number)
        choice = cycle(connections)

        def run(count):
            for _ in xrange(count):
                next(choice).send('x')
                readable, _, _ = select(connections, [], [])
                readable[0].recv(1)
        return run
    return prepare


def by_poller(make):
    """The same with an object that has register() and poll(); make returns one, and what to register for."""
    def of(number):
        def prepare(net, ports):
            poller, readable = make()
            connections = dict((each.fileno(), each) for each in crowd(net, ports, number))
            for each in connections:
                poller.register(each, readable)
            choice = cycle(connections.values())
            poll = poller.poll

            def run(count):
                for _ in xrange(count):
                    next(choice).send('x')
                    connections[poll()[0][0]].recv(1)
            return run
        return prepare
    return of


def poll_object():
    import select
    return select.poll(), select.POLLIN


def epoll_object():
    import select
    return select.epoll(), select.EPOLLIN


def datagram_round_trips(net, ports):
    import socket
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender.settimeout(10)
    address = ('127.0.0.1', ports['datagrams'])

    def run(count):
        for _ in xrange(count):
            sender.sendto('x', address)
            sender.recvfrom(1)
    return run


def lines(net, ports):
    readline = net.connect(ports['source']).makefile('rb').readline

    def run(count):
        for _ in xrange(count):
            readline()
    return run


def requests(net, ports):
    from httplib import HTTPConnection
    port = ports['page']

    def run(count):
        for _ in xrange(count):
            connection = HTTPConnection('127.0.0.1', port)
            connection.request('GET', '/')
            connection.getresponse().read()
            connection.close()
    return run


def encrypted(measure, service):
    """A measure on a TLS connection, for each version."""
    def of(version):
        return lambda net, ports: measure(net.Tls().connect(ports['tls%s-%s' % (version, service)]))
    return of


def handshakes(version):
    def prepare(net, ports):
        connect = net.Tls().connect
        port = ports['tls%s-greet' % version]

        def run(count):
            for _ in xrange(count):
                connect(port).close()
        return run
    return prepare


MEASURES = {
    'round-trips': plain_round_trips,
    'recv': plain_receive,
    'recv-into': plain_receive_into,
    'sendall': plain_send_all,
    'send': plain_send,
    'connections': connections,
    'accepts': accepts,
    'threads-8': threads(8),
    'datagrams': datagram_round_trips,
    'readline': lines,
    'http-get': requests,
}


for _number in 10, 100, 1000, 10000:
    MEASURES['select-%d' % _number] = by_select(_number)
    MEASURES['poll-%d' % _number] = by_poller(poll_object)(_number)
    MEASURES['epoll-%d' % _number] = by_poller(epoll_object)(_number)

for _version in '1.2', '1.3':
    for _name, _of in [
            ('round-trips', encrypted(round_trips, 'echo')), ('recv', encrypted(receive, 'source')),
            ('sendall', encrypted(send_all, 'sink')), ('handshakes', handshakes)]:
        MEASURES['tls%s-%s' % (_version, _name)] = _of(_version)
