"""smtplib sends through a server of smtpd, which runs on asyncore."""

import asyncore
import smtpd
import smtplib

import support


class Server(smtpd.SMTPServer):
    def __init__(self):
        self.messages = []
        smtpd.SMTPServer.__init__(self, ('127.0.0.1', 0), None)

    def process_message(self, peer, sender, recipients, data):
        self.messages.append((sender, recipients, data))
        return '554 no thanks' if 'spam' in data else None


def main(server):
    address = server.socket.getsockname()
    client = smtplib.SMTP(*address)
    client.helo('tester')
    print client.sendmail('a@example.test', ['b@example.test', 'c@example.test'], 'Subject: one\r\n\r\n.dot\r\ntext\r\n')
    print client.sendmail('a@example.test', 'b@example.test', 'Subject: large\r\n\r\n' + 'line of text\r\n' * 20000)
    try:
        client.sendmail('a@example.test', 'b@example.test', 'spam')
    except smtplib.SMTPDataError as error:
        print error
    print client.docmd('BOGUS')
    print client.quit()

    def send(i):
        one = smtplib.SMTP(*address)
        one.sendmail('client%d@example.test' % i, 'b@example.test', 'text %d' % i)
        one.quit()

    support.run_all([lambda i=i: send(i) for i in range(10)])
    for message in sorted(server.messages, key=lambda message: (message[0], len(message[2]))):
        print message[0], message[1], len(message[2]), repr(message[2][:20])


def run():
    server = Server()
    with support.looping(asyncore.socket_map):
        main(server)


run()
print 'threads left:', support.end_of_threads()
