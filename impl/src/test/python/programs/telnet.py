"""telnetlib: options are refused, texts awaited, the end noticed."""

import SocketServer
import telnetlib
import threading

import support

IAC, DO, DONT, WILL, WONT, ECHO, NAWS = [chr(n) for n in (255, 253, 254, 251, 252, 1, 31)]
RESUME = threading.Event()


class Login(SocketServer.StreamRequestHandler):
    def handle(self):
        self.wfile.write(IAC + WILL + ECHO + IAC + DO + NAWS + 'login: ')
        answers = self.rfile.read(6)
        self.server.answers = answers == IAC + DONT + ECHO + IAC + WONT + NAWS
        user = self.rfile.readline().strip()
        self.wfile.write('password: ')
        word = self.rfile.readline().strip()
        self.wfile.write('hello %s/%s\r\n$ ' % (user, word))
        for line in iter(self.rfile.readline, 'exit\n'):
            if line == 'wait\n':
                RESUME.wait()
            self.wfile.write(line[::-1].strip() + IAC + IAC + '\r\n$ ')
        self.wfile.write('bye')


def main(server, address):
    telnet = telnetlib.Telnet(*address)
    print repr(telnet.read_until('login: '))
    telnet.write('user\n')
    print repr(telnet.read_until('password: ', 30))
    telnet.write('word\n')
    print telnet.expect(['nothing', r'hello (\w+)/(\w+)'], 30)[1].groups()
    print repr(telnet.read_until('$ '))
    telnet.write('abc\n')
    print repr(telnet.read_until('$ '))
    telnet.write('wait\n')
    print 'too early:', repr(telnet.read_until('$ ', 0.1)), repr(telnet.read_very_eager())
    RESUME.set()
    print repr(telnet.read_until('$ '))
    telnet.write('exit\n')
    print repr(telnet.read_all())
    try:
        telnet.read_eager()
    except EOFError as error:
        print 'end:', error
    print 'refused both options:', server.answers
    telnet.close()


class Server(SocketServer.ThreadingTCPServer):
    daemon_threads = True


login = Server(('127.0.0.1', 0), Login)
with support.serving(login) as place:
    main(login, place)
