"""HTTPS: urllib2 and httplib against a web server in TLS; the directory of the test CA is the argument."""

import BaseHTTPServer
import httplib
import os
import SocketServer
import ssl
import sys
import urllib2

import support

CERTS = sys.argv[1]
CA = os.path.join(CERTS, 'ca.pem')
CONTENT = support.pattern(700000)


class Server(SocketServer.ThreadingMixIn, BaseHTTPServer.HTTPServer):
    daemon_threads = True

    def __init__(self, certificate):
        BaseHTTPServer.HTTPServer.__init__(self, ('127.0.0.1', 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS)
        context.load_cert_chain(os.path.join(CERTS, certificate))
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request, client_address):
        """A client that does not like the certificate goes away."""


class Handler(BaseHTTPServer.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass

    def reply(self, body):
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.reply(CONTENT)

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.reply('%d bytes, same: %s' % (len(body), body == CONTENT))


def good(base, port):
    response = urllib2.urlopen(base, cafile=CA)
    print response.getcode(), response.read() == CONTENT
    print urllib2.urlopen(base, CONTENT, cafile=CA).read()
    connection = httplib.HTTPSConnection('localhost', port, context=ssl.create_default_context(cafile=CA))
    for _ in range(10):
        connection.request('POST', '/', CONTENT)
        print connection.getresponse().read()
    print connection.sock.version(), connection.sock.cipher()[0], connection.sock.getpeercert()['subject'][1]
    connection.close()


def refused(url, **options):
    try:
        print urllib2.urlopen(url, **options).getcode()
    except urllib2.URLError as error:
        print getattr(error.reason, 'reason', error.reason)
    except ssl.CertificateError as error:
        print error


with support.serving(Server('server-rsa.pem')) as (_, number):
    good('https://localhost:%d/' % number, number)
    refused('https://localhost:%d/' % number)
    refused('https://localhost:%d/' % number, context=ssl._create_unverified_context())
    refused('https://127.0.0.1:%d/' % number, cafile=CA)
for name in ('server-expired', 'server-wrong-host', 'server-self-signed'):
    with support.serving(Server(name + '.pem')) as (_, number):
        refused('https://localhost:%d/' % number, cafile=CA)
