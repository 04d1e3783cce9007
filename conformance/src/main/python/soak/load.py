"""Random load from many threads for some time, and the invariants that hold meanwhile.

Standard input is one line of JSON: {"seconds", "certificates", "seed"}. Standard output is lines of JSON:

1. {"listening": {"tcp": PORT, "tls": PORT}}, which is answered by a line {"proxies": [{"secure", "port", "fault"}], "sink": PORT}:
   ways to these ports that do what bad networks do, and somebody who takes what is sent before the end;
2. {"progress": {...}} every few seconds;
3. {"violations": [...], "counts": {...}, "before": {...}, "after": {...}, "sink": [BYTES, ...]}; and then the process ends.

Clients connect over TCP, TLS and UNIX sockets and send position-coded data, of which the server sees each byte. What must hold:

- Bytes that send() accepted arrive once and in order, or one of the two ends is told of an error. On a way without a fault
  they arrive.
- No call takes longer than its timeout, by more than SLACK.
- Datagrams arrive whole, at most once, in order.
- Nothing is left in the end: no thread, no descriptor.

Meanwhile interpreters are opened and closed with their sockets open, sockets are dropped without being closed, and threads are
interrupted in whatever they do.
"""

import gc
import json
import os
import random
import select
import socket
import ssl
import sys
import threading
import time
import traceback

from java.lang import InterruptedException, System, Thread, Throwable

import datagrams
import flows
import interpreters
import ledger
from calls import AGAIN, MOST_VIOLATIONS, Interrupted, Journal, describe, is_timeout, peer_port, timed

CLIENTS = 8
SERVERS = 4
TIMEOUT = 2.0
# Seconds without progress on a way without a fault, after which it counts as lost.
PATIENCE = 60.0
LARGEST = 300000
# Where each byte is a packet of its own, or a pause.
SMALL = 2000


class Target(object):
    """A way to a server."""

    def __init__(self, kind, address, fault):
        self.kind = kind
        self.address = address
        self.fault = fault

    def __str__(self):
        return '%s %s' % (self.kind, self.fault or 'direct')

    def connect(self, context):
        family = socket.AF_UNIX if self.kind == 'unix' else socket.AF_INET
        plain = socket.socket(family, socket.SOCK_STREAM)
        try:
            plain.settimeout(TIMEOUT)
            plain.connect(self.address)
            if self.kind != 'tls':
                return plain
            return context.wrap_socket(plain, suppress_ragged_eofs=False)
        except:
            plain.close()
            raise

    def largest(self):
        return SMALL if self.fault and self.fault.startswith('trickle') else LARGEST

    def may_cut(self):
        """Whether the end of the stream may be made up."""
        return bool(self.fault) and self.fault.split(':')[0] in ('truncate', 'stall', 'reset')


class Load(object):
    def __init__(self, order):
        self.random = random.Random(order['seed'])
        self.seconds = order['seconds']
        self.table = flows.Table()
        self.journals = []
        self.workers = []
        self.threads = []
        self.over = threading.Event()
        self.serving = True
        # The ports of clients who took the server too long before they had said what they want.
        self.hung_up = set()
        self.numbers = iter(xrange(1, 1 << 30))
        self.numbering = threading.Lock()
        own = os.path.join(order['certificates'], 'server-ec')
        self.server_context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
        self.server_context.load_cert_chain(own + '.chain.pem', own + '.key.pem')
        self.client_context = ssl.SSLContext(ssl.PROTOCOL_SSLv23)
        self.client_context.verify_mode = ssl.CERT_REQUIRED
        self.client_context.load_verify_locations(os.path.join(order['certificates'], 'ca.pem'))
        self.listeners = {'tcp': self.listen(socket.AF_INET, ('127.0.0.1', 0))}
        self.listeners['tls'] = self.listen(socket.AF_INET, ('127.0.0.1', 0))
        if hasattr(socket, 'AF_UNIX'):
            self.listeners['unix'] = self.listen(socket.AF_UNIX, flows.path())

    @staticmethod
    def listen(family, address):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.bind(address)
        listener.listen(50)
        listener.settimeout(0.5)
        return listener

    def start(self, work, interruptible, *arguments):
        journal = Journal()
        self.journals.append(journal)

        def run():
            if interruptible:
                self.workers.append(Thread.currentThread())
            try:
                work(journal, *arguments)
            except Throwable:
                journal.violated('a thread ended: ' + traceback.format_exc())
            except:
                journal.violated('a thread ended: ' + traceback.format_exc())
        thread = threading.Thread(target=run, name='soak ' + work.__name__)
        thread.setDaemon(True)
        self.threads.append(thread)
        thread.start()

    # ---- the server -------------------------------------------------------------------------------------------------

    def serve(self, journal, kind):
        listener = self.listeners[kind]
        while self.serving:
            try:
                connection = timed(journal, 'accept', 0.5, listener.accept)[0]
            except (Interrupted, socket.timeout):
                continue
            journal.count('accepted')
            try:
                connection.settimeout(TIMEOUT)
                if kind == 'tls':
                    connection = self.server_context.wrap_socket(
                        connection, server_side=True, do_handshake_on_connect=False, suppress_ragged_eofs=False)
                    self.shake_hands(journal, connection)
                self.receive(journal, connection)
            except (socket.error, select.error) as error:
                journal.count('server: ' + describe(error))
            finally:
                connection.close()

    def shake_hands(self, journal, connection):
        while True:
            try:
                # A handshake waits more than once, each time as long as it may.
                timed(journal, 'handshake', 3 * TIMEOUT, connection.do_handshake)
                return
            except Interrupted:
                pass
            except ssl.SSLError as error:
                if is_timeout(error):
                    self.hung_up.add(peer_port(connection))
                raise

    def receive(self, journal, connection):
        """Take a flow: a header, the coded bytes, and then the answer."""
        start = ''
        while len(start) < flows.HEADER:
            data = self.some(journal, connection, flows.HEADER - len(start), None)
            if not data:
                return
            start += data
        number, total = int(start[:8], 16), int(start[8:], 16)
        flow = self.table.get(number)
        position = 0
        while position < total:
            data = self.some(journal, connection, min(total - position, 1 + self.random.randrange(65536)), flow)
            if not data:
                self.ended(journal, flow, position)
                return
            if data != flows.coded(number, position, len(data)):
                journal.violated('wrong bytes at %d of %d of a flow over %s' % (position, total, flow and flow.target))
                return
            position += len(data)
            journal.count('bytes', len(data))
        self.answer(journal, connection)

    def ended(self, journal, flow, position):
        """The stream has ended early and in order: then its sender gave up, after exactly so much, or somebody cut it."""
        journal.count('ended early')
        if flow is None or flow.target.may_cut():
            return
        encrypted = flow.target.kind == 'tls'
        if not flow.given_up:
            journal.violated('an end after %d bytes over %s, whose sender goes on' % (position, flow.target))
        elif position < flow.accepted or position > flow.accepted and not encrypted:
            # A write of TLS that was given up may have been sent in part.
            journal.violated('an end after %d of %d bytes that were accepted over %s' % (
                position, flow.accepted, flow.target))

    def some(self, journal, connection, most, flow):
        """Some bytes, in one way or the other; '' at the end."""
        waited = time.time()
        while True:
            how = self.random.randrange(4)
            try:
                if how == 0 and not isinstance(connection, ssl.SSLSocket):
                    timed(journal, 'select', TIMEOUT, select.select, [connection], [], [], TIMEOUT)
                    data = timed(journal, 'recv', 0, connection.recv, most, getattr(socket, 'MSG_DONTWAIT', 0))
                elif how == 1:
                    buffer = bytearray(most)
                    data = str(buffer[:timed(journal, 'recv_into', TIMEOUT, connection.recv_into, buffer)])
                else:
                    data = timed(journal, 'recv', TIMEOUT, connection.recv, most)
                return data
            except Interrupted:
                pass
            except (socket.timeout, ssl.SSLError, socket.error) as error:
                if not is_timeout(error):
                    raise
                if flow is None:
                    if time.time() - waited < PATIENCE / 2 and self.serving:
                        continue
                    self.hung_up.add(peer_port(connection))
                    raise
                if flow.target.fault or flow.given_up or not self.serving:
                    raise
                if time.time() - waited > PATIENCE:
                    journal.violated('nothing has come for %d s over %s' % (PATIENCE, flow.target))
                    raise

    def answer(self, journal, connection):
        answer = 'done'
        while answer:
            try:
                answer = answer[timed(journal, 'send', TIMEOUT, connection.send, answer):]
            except Interrupted:
                pass
        journal.count('flows')

    # ---- clients ----------------------------------------------------------------------------------------------------

    def request(self, journal, targets):
        while not self.over.isSet():
            target = self.random.choice(targets)
            with self.numbering:
                number = next(self.numbers)
            flow = self.table.new(number, 1 + self.random.randrange(target.largest()), target)
            connection = None
            sent = False
            try:
                connection = timed(journal, 'connect', 3 * TIMEOUT, target.connect, self.client_context)
                journal.count('connected ' + target.kind)
                sent = self.send(journal, connection, flow)
                if sent:
                    self.expect_answer(journal, connection, flow)
            except Interrupted:
                flow.given_up = True
            except (socket.error, select.error) as error:
                flow.given_up = True
                journal.count('client: ' + describe(error))
                if not target.fault and not is_timeout(error) and not self.was_hung_up(connection, target):
                    journal.violated('%s: %s after %d of %d bytes' % (target, describe(error), flow.accepted, flow.total))
            dropped = not sent and self.random.random() < 0.5
            if dropped:
                journal.count('dropped')
                flow.given_up = True
            elif connection is not None:
                flow.given_up = True
                connection.close()
            connection = None

    def was_hung_up(self, connection, target):
        """Whether the server had no more patience."""
        if target.kind == 'unix':
            return False
        # One that was not made has no port that could be asked for.
        return connection is None or connection.getsockname()[1] in self.hung_up

    def send(self, journal, connection, flow):
        """Send a flow; return whether all of it. Some senders give up on the way."""
        self.push(journal, connection, flow, flows.header(flow.number, flow.total))
        gives_up = self.random.randrange(flow.total) if self.random.random() < 0.15 else flow.total
        while flow.accepted < gives_up:
            length = min(gives_up - flow.accepted, 1 + self.random.randrange(30000))
            data = flows.coded(flow.number, flow.accepted, length)
            self.push(journal, connection, flow, data)
        if flow.accepted < flow.total:
            flow.given_up = True
            journal.count('given up')
        return flow.accepted == flow.total

    def push(self, journal, connection, flow, data):
        """Send all of it, and count what is accepted behind the header."""
        counts = len(data) if data == flows.header(flow.number, flow.total) else 0
        waited = time.time()
        non_blocking = self.random.randrange(4) == 0 and not isinstance(connection, ssl.SSLSocket)
        while data:
            try:
                if non_blocking:
                    timed(journal, 'select', TIMEOUT, select.select, [], [connection], [], TIMEOUT)
                    taken = timed(journal, 'send', 0, connection.send, data, getattr(socket, 'MSG_DONTWAIT', 0))
                else:
                    taken = timed(journal, 'send', TIMEOUT, connection.send, data)
                data = data[taken:]
                if not counts:
                    flow.accepted += taken
            except Interrupted:
                pass
            except (socket.timeout, ssl.SSLError, socket.error) as error:
                if not is_timeout(error) or flow.target.fault:
                    raise
                if time.time() - waited > PATIENCE:
                    journal.violated('no room for %d s over %s' % (PATIENCE, flow.target))
                    raise

    def expect_answer(self, journal, connection, flow):
        answer = ''
        while len(answer) < 4:
            data = self.some(journal, connection, 4 - len(answer), flow)
            if not data:
                if not flow.target.fault:
                    journal.violated('no answer over %s' % flow.target)
                return
            answer += data
        if answer != 'done':
            journal.violated('the answer over %s is %r' % (flow.target, answer))
        journal.count('answered')

    # ---- the rest ---------------------------------------------------------------------------------------------------

    def interpret(self, journal):
        while not self.over.isSet():
            interpreters.open_and_close()
            journal.count('interpreters')
            self.pause(1.0)
        interpreters.forget()

    def interrupt(self, journal):
        while not self.over.isSet():
            self.pause(0.05)
            workers = list(self.workers)
            if workers:
                self.random.choice(workers).interrupt()
                journal.count('interrupts')

    def collect(self, journal):
        """What was dropped is to be closed."""
        while not self.over.isSet():
            self.pause(5.0)
            System.gc()
            journal.count('collections')

    def progress(self, journal, say):
        while not self.over.isSet():
            self.pause(5.0)
            say({'progress': self.counts()})

    def pause(self, seconds):
        try:
            self.over.wait(seconds)
        except (KeyboardInterrupt, InterruptedException):
            pass  # a shorter pause

    # ---- everything -------------------------------------------------------------------------------------------------

    def run(self, proxies, say):
        targets = []
        for kind, listener in self.listeners.items():
            address = listener.getsockname()
            targets.extend([Target(kind, address, None)] * 4)
        for proxy in proxies:
            targets.append(Target('tls' if proxy['secure'] else 'tcp', ('127.0.0.1', proxy['port']), proxy['fault']))
        for kind in self.listeners:
            for _ in range(SERVERS):
                self.start(self.serve, True, kind)
        servers = len(self.threads)
        for _ in range(CLIENTS):
            self.start(self.request, True, targets)
        self.start(datagrams.to_oneself, True, self)
        self.start(self.interpret, False)
        self.start(self.interrupt, False)
        self.start(self.collect, False)
        self.start(self.progress, False, say)
        ending = threading.Timer(self.seconds, self.over.set)
        ending.start()
        ending.join()
        self.join(self.threads[servers:])
        self.serving = False
        self.join(self.threads[:servers])
        for listener in self.listeners.values():
            name = listener.getsockname()
            listener.close()
            if isinstance(name, str) and os.path.exists(name):
                os.unlink(name)

    def join(self, threads):
        limit = time.time() + 2 * PATIENCE
        for thread in threads:
            thread.join(max(0.0, limit - time.time()))
            if thread.isAlive():
                self.journals[0].violated('a thread hangs: %s\n%s' % (thread.getName(), ledger.stacks()))
                return

    def counts(self):
        counts = {}
        for journal in self.journals:
            for what, number in list(journal.counts.items()):
                counts[what] = counts.get(what, 0) + number
        return counts

    def violations(self):
        found = []
        for journal in self.journals:
            found.extend(journal.violations)
        return found[:MOST_VIOLATIONS]


def before_the_end(port):
    """Sends what can be sent without waiting, over connections that nobody closes; returns how much was accepted."""
    accepted = []
    for number in range(3):
        connection = socket.create_connection(('127.0.0.1', port))
        KEPT.append(connection)
        connection.setblocking(0)
        position = 0
        try:
            while position < 4 << 20:
                position += connection.send(flows.coded(number, position, 60000))
        except socket.error as error:
            if error.args[0] not in AGAIN:
                raise
        accepted.append(position)
    return accepted


KEPT = []


def main():
    out = sys.stdout

    def say(what):
        out.write(json.dumps(what) + '\n')
        out.flush()

    load = Load(json.loads(sys.stdin.readline()))
    say({'listening': dict((kind, load.listeners[kind].getsockname()[1]) for kind in ('tcp', 'tls'))})
    answer = json.loads(sys.stdin.readline())
    ledger.take()
    before = ledger.take()
    own, open_before = ledger.threads(), ledger.held()
    # What the listeners hold is given back in the end.
    load.run(answer['proxies'], say)
    violations = load.violations()
    counts = load.counts()
    load = None
    gc.collect()
    after = ledger.take()
    for thread in ledger.left(own, ledger.threads()):
        violations.append('a thread is left: ' + thread)
    for name in ledger.left(open_before, ledger.held()):
        violations.append('a descriptor is left: ' + name)
    waiting = socket.socket()
    waiting.bind(('127.0.0.1', 0))
    waiting.listen(1)
    blocked = threading.Thread(target=waiting.accept)
    blocked.setDaemon(True)
    blocked.start()
    sink = before_the_end(answer['sink'])
    say({'violations': violations, 'counts': counts, 'before': before, 'after': after, 'sink': sink})


if __name__ == '__main__':
    main()
