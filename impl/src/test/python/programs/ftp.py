"""ftplib against a server on asyncore and asynchat: passive and active transfers, both ways."""

import asynchat
import asyncore
import ftplib
import socket
import StringIO

import support

CHANNELS = {}
FILES = {'large.bin': support.pattern(500000), 'text.txt': 'one\r\ntwo\r\nthree\r\n'}


class Server(asyncore.dispatcher):
    def __init__(self):
        asyncore.dispatcher.__init__(self, map=CHANNELS)
        self.create_socket(socket.AF_INET, socket.SOCK_STREAM)
        self.bind(('127.0.0.1', 0))
        self.listen(5)

    def handle_accept(self):
        accepted = self.accept()
        if accepted is not None:
            Control(accepted[0])


class Passive(asyncore.dispatcher):
    """Waits for the connection of one transfer."""

    def __init__(self, control):
        asyncore.dispatcher.__init__(self, map=CHANNELS)
        self.control = control
        self.create_socket(socket.AF_INET, socket.SOCK_STREAM)
        self.bind(('127.0.0.1', 0))
        self.listen(1)

    def handle_accept(self):
        accepted = self.accept()
        if accepted is not None:
            self.close()
            self.control.begin_with(Transfer(self.control, accepted[0]))


class Transfer(asynchat.async_chat):
    """The connection of one transfer; content is what to send, None to receive."""

    def __init__(self, control, connection=None):
        asynchat.async_chat.__init__(self, connection, CHANNELS)
        self.control = control
        self.received = []
        self.receiving = False
        self.set_terminator(None)

    def collect_incoming_data(self, data):
        self.received.append(data)

    def found_terminator(self):
        pass

    def give(self, content):
        self.push_with_producer(asynchat.simple_producer(content, 8192))
        self.close_when_done()

    def handle_close(self):
        self.close()
        if self.receiving:
            self.control.stored(''.join(self.received))

    def handle_write(self):
        asynchat.async_chat.handle_write(self)
        if not self.connected:
            self.control.push('226 sent\r\n')


class Control(asynchat.async_chat):
    def __init__(self, connection):
        asynchat.async_chat.__init__(self, connection, CHANNELS)
        self.line = ''
        self.data = None
        self.action = None
        self.name = None
        self.set_terminator('\r\n')
        self.push('220 ready\r\n')

    def collect_incoming_data(self, data):
        self.line += data

    def found_terminator(self):
        command, _, argument = self.line.partition(' ')
        self.line = ''
        getattr(self, 'do_' + command.lower(), self.unknown)(argument)

    def unknown(self, _):
        self.push('502 unknown\r\n')

    def do_user(self, _):
        self.push('331 and the password?\r\n')

    def do_pass(self, word):
        self.push('230 welcome\r\n' if word == 'word' else '530 no\r\n')

    def do_type(self, _):
        self.push('200 fine\r\n')

    def do_size(self, name):
        self.push('213 %d\r\n' % len(FILES[name]))

    def do_pasv(self, _):
        self.data = Passive(self)
        port = self.data.socket.getsockname()[1]
        self.push('227 here (127,0,0,1,%d,%d)\r\n' % divmod(port, 256))

    def do_port(self, address):
        numbers = [int(number) for number in address.split(',')]
        transfer = Transfer(self)
        transfer.create_socket(socket.AF_INET, socket.SOCK_STREAM)
        transfer.connect(('127.0.0.1', numbers[4] * 256 + numbers[5]))
        self.data = transfer
        self.push('200 connecting\r\n')

    def do_nlst(self, _):
        self.send_data(''.join(name + '\r\n' for name in sorted(FILES)))

    def do_retr(self, name):
        if name in FILES:
            self.send_data(FILES[name])
        else:
            self.data.close()
            self.push('550 no such file\r\n')

    def do_stor(self, name):
        self.name = name
        self.begin(lambda transfer: setattr(transfer, 'receiving', True))

    def do_quit(self, _):
        self.push('221 bye\r\n')
        self.close_when_done()

    def send_data(self, content):
        self.begin(lambda transfer: transfer.give(content))

    def begin(self, action):
        """Starts a transfer, now or when the client has connected."""
        self.push('150 coming\r\n')
        self.action = action
        if isinstance(self.data, Transfer):
            self.begin_with(self.data)

    def begin_with(self, transfer):
        self.data = transfer
        if self.action is not None:
            action, self.action = self.action, None
            action(transfer)

    def stored(self, content):
        FILES[self.name] = content
        self.push('226 stored\r\n')


def session(address, passive):
    ftp = ftplib.FTP()
    print ftp.connect(*address)
    print ftp.login('user', 'word')
    ftp.set_pasv(passive)
    print ftp.nlst()
    print ftp.size('large.bin')
    received = []
    print ftp.retrbinary('RETR large.bin', received.append, 10000)
    print 'same content:', ''.join(received) == FILES['large.bin']
    lines = []
    ftp.retrlines('RETR text.txt', lines.append)
    print lines
    content = support.pattern(300000, 5)
    print ftp.storbinary('STOR stored.bin', StringIO.StringIO(content))
    print 'stored:', FILES.pop('stored.bin') == content
    try:
        ftp.retrbinary('RETR missing', received.append)
    except ftplib.error_perm as error:
        print error
    print ftp.quit()


server = Server()
with support.looping(CHANNELS):
    for mode in (True, False):
        session(server.socket.getsockname(), mode)
