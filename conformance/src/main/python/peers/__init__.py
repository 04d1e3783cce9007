"""Suites `peers-*`: conversations with TLS programs of other makes, whose observations are compared.

Which conversations (cells) there are, and who the peers are, is the harness' knowledge: it starts, feeds and kills them when
it is asked to. What is said is here: scenarios where we are the client are in peers.client, where we are the server
in peers.server; each is a function of (see, cell) with the scenario's name and observes as the cases of suite `field` do.
"""

import os
import ssl

import cases
from field import Observations, WAIT, plain  # noqa: F401 (the scenarios use them from here)


class Harness(object):
    """Asks the harness over the worker's side channel; an answer it cannot give is an AssertionError."""

    def __init__(self, channel, commands):
        self._channel = channel
        self._commands = commands

    def ask(self, do, **details):
        self._channel.send('ask', ask=dict(details, do=do))
        command = self._commands.get()
        if 'failed' in command:
            raise AssertionError(command['failed'])
        return command['answer']


class Cell(object):
    """One conversation: the peer's name, what it speaks, the version of TLS, the kind of certificate, the scenario."""

    def __init__(self, harness, description):
        self._harness = harness
        self.name = description['name']
        self.stack = str(description['stack'])
        self.role = str(description['role'])
        self.speaks = str(description['speaks'])
        self.version = str(description['version'])
        self.kind = str(description['certificate'])
        self.scenario = str(description['scenario'])
        self._folder = description['folder']

    def file(self, name):
        """A file of the test CA."""
        return os.path.join(self._folder, 'certificates', name)

    def large(self):
        """A large text in lines, no two of which are alike, so that nothing is lost, doubled or displaced unseen."""
        with open(os.path.join(self._folder, 'files', 'large'), 'rb') as content:
            return content.read()

    def start_server(self, certificate=None, feature=None):
        """Starts the peer, a server, with a certificate of the CA's catalogue; it listens when this returns."""
        answer = self._harness.ask('start-server', cell=self.name, **_given(certificate=certificate, feature=feature))
        return Peer(self._harness, answer)

    def start_client(self, port, certificate=None, feature=None):
        """Starts the peer, a client that connects to the port."""
        answer = self._harness.ask(
            'start-client', cell=self.name, port=port, **_given(certificate=certificate, feature=feature))
        return Peer(self._harness, answer)

    def proxy(self, port, fault):
        """Puts a proxy with a fault in front of a port; the port of the proxy."""
        return self._harness.ask('proxy', port=port, fault=fault)['port']


def _given(**arguments):
    return dict((name, value) for name, value in arguments.items() if value is not None)


class Peer(object):
    """A running peer. What it prints and reads is its standard output and input."""

    def __init__(self, harness, answer):
        self._harness = harness
        self._id = answer['peer']
        self.port = answer['port']

    def send(self, text):
        """Types this into the peer."""
        self._harness.ask('send', peer=self._id, text=text)

    def says(self, pattern):
        """Waits until the peer's output has this (Java's regular expressions); the match, or its first group."""
        return self._harness.ask('output', peer=self._id, pattern=pattern)['text'].encode('latin-1')

    def digest_behind(self, marker, length):
        """Waits until the peer's output has so many bytes behind the marker; their SHA-256."""
        return str(self._harness.ask('digest', peer=self._id, marker=marker, length=length)['sha256'])

    def wait(self):
        """Waits until the peer has ended by itself; its exit status and its output."""
        answer = self._harness.ask('wait', peer=self._id)
        return answer.get('status'), answer['output'].encode('latin-1')

    def kill(self):
        """Kills the peer, with all its processes, and waits until they are gone."""
        self._harness.ask('kill', peer=self._id)


def serve(name, settings, channel, commands):
    from peers import client, server
    harness = Harness(channel, commands)
    cells = {}
    order = []
    for description in harness.ask('cells'):
        cell = Cell(harness, description)
        cells[cell.name] = cell
        order.append(cell.name)

    def run(name):
        cell = cells[name]
        see = Observations()
        scenarios = client if cell.role == 'server' else server
        scenario = 'fault' if cell.scenario.startswith('fault-') else cell.scenario.replace('-', '_')
        getattr(scenarios, scenario)(see, cell)
        return see.seen

    cases.serve(channel, commands, order, run)


def trusting_context(cell):
    """A client's context that verifies as a careful program does, and leaves version and ciphers to the peer."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    context.options |= ssl.OP_NO_SSLv2 | ssl.OP_NO_SSLv3
    context.verify_mode = ssl.CERT_REQUIRED
    context.check_hostname = True
    context.load_verify_locations(cell.file('ca.pem'))
    return context


def subject(certificate):
    """The common name of a certificate as getpeercert() gives it."""
    if not certificate:
        return None
    return [value for rdn in certificate['subject'] for key, value in rdn if key == 'commonName']
