"""Programs, parsed."""

import json

from program.operations import OPERATIONS

VERSION = '1'


class Malformed(Exception):
    """Not a program of this version."""


class Program(object):
    """A parsed program: `parts` are the prefix, the branches and the suffix, each a list of lines of words."""

    def __init__(self, text):
        lines = [line.split('#')[0] if not line.startswith('allow ') else line for line in text.splitlines()]
        lines = [line.strip() for line in lines if line.strip()]
        if not lines or lines[0].split() != ['program', VERSION]:
            raise Malformed('the first line of a program is: program %s' % VERSION)
        self.prefix, self.branches, self.suffix, self.allowed = [], [], [], []
        target = self.prefix
        for line in lines[1:]:
            if line.startswith('allow '):
                self.allowed.append(json.loads(line[len('allow '):]))
                continue
            words = line.split()
            if words == ['branch']:
                if target is self.suffix:
                    raise Malformed('a branch after the end of the branches')
                target = []
                self.branches.append(target)
            elif words == ['end']:
                if not self.branches:
                    raise Malformed('the end of the branches, without any')
                target = self.suffix
            elif words[0] in OPERATIONS:
                target.append([str(word) for word in words])
            else:
                raise Malformed('no such operation: ' + line)
