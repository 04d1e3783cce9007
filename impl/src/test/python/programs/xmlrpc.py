"""SimpleXMLRPCServer and xmlrpclib."""

import SimpleXMLRPCServer
import SocketServer
import xmlrpclib

import support


class Server(SocketServer.ThreadingMixIn, SimpleXMLRPCServer.SimpleXMLRPCServer):
    daemon_threads = True


class Methods(object):
    def add(self, a, b):
        return a + b

    def reverse(self, items):
        return items[::-1]

    def fail(self):
        raise ValueError('as told')

    def echo(self, value):
        return value


def main(url):
    proxy = xmlrpclib.ServerProxy(url, allow_none=True)
    print proxy.add(20, 22), proxy.add('a', 'b'), proxy.reverse([1, 'two', 3.5, True, None])
    print sorted(proxy.system.listMethods())
    print proxy.echo({'list': [{'deep': u'\xe4'}], 'date': xmlrpclib.DateTime('20260101T00:00:00')})['list']
    binary = support.pattern(100000)
    print 'binary:', proxy.echo(xmlrpclib.Binary(binary)).data == binary
    for call in (proxy.fail, proxy.missing):
        try:
            call()
        except xmlrpclib.Fault as fault:
            print fault.faultCode, fault.faultString
    several = xmlrpclib.MultiCall(proxy)
    for i in range(3):
        several.add(i, i)
    print list(several())
    support.run_all([lambda: xmlrpclib.ServerProxy(url).add(1, 1) for _ in range(10)])
    proxy('close')()


server = Server(('127.0.0.1', 0), logRequests=False, allow_none=True)
server.register_introspection_functions()
server.register_multicall_functions()
server.register_instance(Methods())
with support.serving(server) as (_, number):
    main('http://127.0.0.1:%d' % number)
