"""urllib2 against a web server: forms, redirects, passwords, cookies, a response without length, time-outs, refusals."""

import BaseHTTPServer
import base64
import cookielib
import errno
import socket
import SocketServer
import threading
import urllib
import urllib2

import support

SILENCE_IS_OVER = threading.Event()


class Server(SocketServer.ThreadingMixIn, BaseHTTPServer.HTTPServer):
    daemon_threads = True


class Handler(BaseHTTPServer.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def reply(self, status, body='', **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.reply(200, '%s of %d bytes: %s' % (self.headers['Content-Type'], len(body), body[:60]))

    def do_GET(self):
        getattr(self, 'get_' + self.path.strip('/'))()

    def get_hello(self):
        self.reply(200, 'hello ' + self.headers['User-Agent'], Content_Type='text/plain')

    def get_moved(self):
        self.reply(302, Location='/hello')

    def get_loop(self):
        self.reply(302, Location='/loop')

    def get_cookie(self):
        self.reply(200, self.headers.get('Cookie', 'no cookie'), Set_Cookie='taste=sweet')

    def get_secret(self):
        if self.headers.get('Authorization') == 'Basic ' + base64.b64encode('user:word'):
            self.reply(200, 'the secret')
        else:
            self.reply(401, 'no', WWW_Authenticate='Basic realm="secrets"')

    def get_endless(self):
        self.reply(200, support.pattern(300000))

    def get_silence(self):
        SILENCE_IS_OVER.wait()


def opened(url, data=None):
    request = urllib2.Request(url, data, {'User-Agent': 'program'})
    return urllib2.urlopen(request)


def main(base):
    print opened(base + '/hello').read()
    print opened(base + '/post', urllib.urlencode([('name', 'a b'), ('other', '\xff')])).read()
    print opened(base + '/post', 'x' * 500000).read()
    print opened(base + '/moved').geturl()[len(base):]
    try:
        opened(base + '/loop')
    except urllib2.HTTPError as error:
        print 'loop:', error.code
    print 'to the end:', opened(base + '/endless').read() == support.pattern(300000)

    jar = cookielib.CookieJar()
    opener = urllib2.build_opener(urllib2.HTTPCookieProcessor(jar))
    print opener.open(base + '/cookie').read(), '/', opener.open(base + '/cookie').read()

    passwords = urllib2.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, base, 'user', 'word')
    opener = urllib2.build_opener(urllib2.HTTPBasicAuthHandler(passwords))
    print opener.open(base + '/secret').read()

    try:
        urllib2.urlopen(base + '/silence', timeout=0.2)
    except socket.timeout as error:
        print 'timeout:', error
    finally:
        SILENCE_IS_OVER.set()


def refused():
    listener = socket.socket()
    listener.bind(('127.0.0.1', 0))
    port = listener.getsockname()[1]
    listener.close()
    try:
        urllib2.urlopen('http://127.0.0.1:%d/' % port)
    except urllib2.URLError as error:
        print 'refused:', error.reason.errno == errno.ECONNREFUSED, error


def unknown():
    try:
        urllib2.urlopen('http://name.invalid/')
    except urllib2.URLError as error:
        print 'unknown host:', isinstance(error.reason, socket.gaierror)


with support.serving(Server(('127.0.0.1', 0), Handler)) as (_, number):
    main('http://127.0.0.1:%d' % number)
refused()
unknown()
