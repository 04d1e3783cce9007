"""What can be measured once in a process only: start-up and memory. Prints one line of JSON with the result.

The arguments are the measure's name, the module that connects and the ports of the peer's services, in JSON.
"""

import json
import sys
import time

import clock


def importing(name):
    """Seconds until a module is there; sys, time and json are there already."""
    def measure(net, ports):
        begin = time.time()
        __import__(name)
        return time.time() - begin
    return measure


def first_socket(net, ports):
    """Seconds until a first byte has come back, with everything that has to be loaded for it."""
    begin = time.time()
    import socket
    connection = socket.socket()
    connection.connect(('127.0.0.1', ports['echo']))
    connection.sendall('x')
    connection.recv(1)
    return time.time() - begin


def memory():
    """Bytes in use: the heap and direct buffers of a JVM after a collection; all resident memory of another process."""
    if not sys.platform.startswith('java'):
        with open('/proc/self/statm') as statm:
            return int(statm.read().split()[1]) * 4096
    from java.lang import System
    from java.lang.management import BufferPoolMXBean, ManagementFactory
    for _ in range(3):
        System.gc()
    pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean)
    heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()
    return heap + sum(pool.getMemoryUsed() for pool in pools)


def of_connections(service, number, connector):
    """Bytes for each of so many idle connections, which have been used; the first ones load everything and do not count."""
    def measure(net, ports):
        connect = connector(__import__(net))
        port = ports[service]

        def used():
            connection = connect(port)
            connection.sendall('x')
            connection.recv(1)
            return connection

        kept = [used() for _ in range(20)]
        before = memory()
        kept += [used() for _ in range(number)]
        return float(memory() - before) / number
    return measure


MEASURES = {
    'import-socket': importing('socket'),
    'import-ssl': importing('ssl'),
    'first-socket': first_socket,
    'memory-plain': of_connections('hub', 1000, lambda net: net.connect),
    'memory-tls': of_connections('tls1.3-keep', 200, lambda net: net.Tls().connect),
}


def main():
    name, net, ports = sys.argv[1:]
    ports = json.loads(ports)
    cpu = clock.cpu()
    value = MEASURES[name](net, ports)
    print json.dumps({'value': value, 'cpu': clock.cpu() - cpu})


if __name__ == '__main__':
    main()
