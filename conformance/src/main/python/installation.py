"""Suite `pip`: pip as people get and use it, each time in a process of its own.

settings['pip'] has the indexes (by name, what to give as --index-url), the root to trust, the package to install, and a
folder with the package ensurepip for an interpreter that has none. What is installed goes to a user base of the worker's
own. What pip prints is an observation, save what differs from run to run.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

import cases
import observe
from channel import ON_JAVA

# The lines in which pip says what came out; the others tell how it went about it. One of these has a whole certificate,
# as a dictionary in whichever order the interpreter keeps it; the line after it says in words what is wrong.
RESULT = re.compile(r' *(Successfully|Could not fetch|ERROR: (?!Certificate did not match))')


def serve(name, settings, channel, commands):
    given = settings['pip']
    user = User(given)
    tests = dict((index, lambda index=index: user.install(index)) for index in given['indexes'])
    tests['ensurepip'] = user.ensurepip
    cases.serve(channel, commands, sorted(tests), lambda each: tests[each]())


class User(object):

    def __init__(self, given):
        self._given = given
        self._base = None

    def ensurepip(self):
        """Installs pip into a new user base."""
        base = tempfile.mkdtemp(dir=os.getcwd())
        seen, _ = self._python(base, '-m', 'ensurepip', '--user')
        _, version = self._python(base, '-m', 'pip', '--version')
        seen['version'] = observe.text(version.split(' from ')[0])
        self._base = base
        return seen

    def install(self, index):
        if self._base is None:
            self.ensurepip()
        target = tempfile.mkdtemp(dir=os.getcwd())
        try:
            seen, _ = self._python(
                self._base, '-m', 'pip', '--isolated', '--disable-pip-version-check', '--no-cache-dir', '--retries=0',
                '--cert=' + self._given['root'], 'install', '--target=' + target,
                '--index-url=' + self._given['indexes'][index], self._given['package'])
            seen['modules'] = sorted(each[:-3] for each in os.listdir(target) if each.endswith('.py'))
            if seen['modules']:
                seen['greeting'] = self._greeting(target)
            return seen
        finally:
            shutil.rmtree(target)

    def _greeting(self, target):
        """What the installed package says, which it takes all that it depends on for."""
        sys.path.insert(0, target)
        try:
            return __import__(str(self._given['package'].replace('-', '_'))).greeting()
        finally:
            sys.path.remove(target)
            for name in [name for name, module in sys.modules.items() if _is_from(module, target)]:
                del sys.modules[name]

    def _python(self, base, *arguments):
        environment = dict(os.environ, PYTHONUSERBASE=base)
        if not ON_JAVA:
            environment['PYTHONPATH'] = self._given['ensurepip']
        environment.pop('PYTHONDONTWRITEBYTECODE', None)  # what is installed is compiled once
        process = subprocess.Popen([sys.executable] + [str(argument) for argument in arguments], env=environment,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        printed = process.communicate()[0]
        sys.stdout.write(printed)
        said = [_stable(line) for line in printed.splitlines() if RESULT.match(line)]
        return {'exit': process.returncode, 'says': said}, printed


def _stable(line):
    """Without ports, line numbers of OpenSSL's module, addresses of objects, and how a text is written in Python 2."""
    line = re.sub(r':\d{4,5}\b', ':PORT', observe.text(line))
    line = re.sub(r'port=\d+', 'port=PORT', line)
    line = re.sub(r' \(_ssl\.c:\d+\)', '', line)
    line = re.sub(r'0x[0-9a-f]+', '0x...', line)
    return re.sub(r"\bu(?=['\"])", '', line)


def _is_from(module, folder):
    return (getattr(module, '__file__', None) or '').startswith(folder)
