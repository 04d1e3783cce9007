"""httplib and an HTTP/1.1 server: many requests over one connection, chunks, HEAD, 100-continue, and who closes."""

import BaseHTTPServer
import httplib
import SocketServer

import support


class Server(SocketServer.ThreadingMixIn, BaseHTTPServer.HTTPServer):
    daemon_threads = True
    connections = 0

    def get_request(self):
        self.connections += 1
        return BaseHTTPServer.HTTPServer.get_request(self)


class Handler(BaseHTTPServer.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def reply(self, body):
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD':
            self.wfile.write(body)

    def do_GET(self):
        if self.path == '/chunks':
            self.send_response(200)
            self.send_header('Transfer-Encoding', 'chunked')
            self.end_headers()
            for size in (1, 10, 5000, 70000):
                self.wfile.write('%x\r\n%s\r\n' % (size, support.pattern(size)))
            self.wfile.write('0\r\n\r\n')
        elif self.path == '/close':
            self.close_connection = 1
            self.send_response(200)
            self.send_header('Connection', 'close')
            self.end_headers()
            self.wfile.write('until the end')
        else:
            self.reply('this is ' + self.path)

    do_HEAD = do_GET

    def do_PUT(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.reply('%d %s' % (len(body), body == support.pattern(len(body))))


def fetch(connection, method, path, body=None, headers=None):
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    return response.status, response.read()


def main(server, address):
    connection = httplib.HTTPConnection(*address)
    for i in range(50):
        assert fetch(connection, 'GET', '/%d' % i) == (200, 'this is /%d' % i)
    print 'get: ok'
    print 'head:', fetch(connection, 'HEAD', '/x')
    print 'put:', fetch(connection, 'PUT', '/x', support.pattern(400000))
    status, body = fetch(connection, 'GET', '/chunks')
    print 'chunks:', status, body == ''.join(support.pattern(size) for size in (1, 10, 5000, 70000))
    print 'connections so far:', server.connections
    print 'close:', fetch(connection, 'GET', '/close')
    print 'again:', fetch(connection, 'GET', '/again')
    print 'connections in the end:', server.connections

    connection.request('GET', '/unread')
    unread = connection.getresponse()
    connection.request('GET', '/soon')
    try:
        connection.getresponse()
    except httplib.ResponseNotReady as error:
        print type(error).__name__
    print unread.read(), '/', connection.getresponse().read()
    connection.close()


httpd = Server(('127.0.0.1', 0), Handler)
with support.serving(httpd) as place:
    main(httpd, place)
print 'threads left:', support.end_of_threads()
