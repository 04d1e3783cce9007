"""What a run of a program shows: what each operation gave, and when."""

import collections
import time

# How a run's waits in vain ended; see Trace.timing.
PROMPT, RACED, STARVED = range(3)

_IN_VAIN = ('timed out', 'nothing', 'not yet')  # what a wait gives that was for nothing


class Step(object):
    """An operation that is, or was, done: its words, how long it may wait, what it gave, and when it began and ended."""

    def __init__(self, words, limit=None):
        self.words = words
        self.limit = limit
        self.result = '...'
        self.begin = time.time()
        self.end = None

    def done(self, result):
        self.result = result
        self.end = time.time()

    def last_quarter(self):
        """When the last quarter of a wait began; what came to pass after its limit, until the thread went on, is none of it."""
        return self.begin + (self.limit or self.end - self.begin) * 0.75

    def was_in_vain(self):
        return self.end and any(text in self.result for text in _IN_VAIN) and 'too early' not in self.result


class Trace(object):
    """What each operation gave: its place and text, and its result, in the order of the program."""

    def __init__(self, program):
        self._parts = [[] for _ in xrange(len(program.branches) + 2)]  # what is first, the branches, the rest

    def part(self, number):
        return self._parts[number]

    def observed(self):
        seen = collections.OrderedDict()
        for number, steps in enumerate(self._parts):
            for index, step in enumerate(steps):
                seen['%d.%02d %s' % (number, index + 1, ' '.join(step.words))] = step.result
        return seen

    def timing(self):
        """How the ends of waits in vain raced with what other branches did, at worst.

        PROMPT: no other branch went on in the last quarter of such a wait, or later. STARVED: one did, and the machine may have
        kept waiting what was waited for. RACED: only after a wait in vain of its own, whose limit was over then.
        """
        branches = self._parts[1:-1]
        return max([PROMPT] + [_held_up(other, wait.last_quarter())
                               for steps in branches for wait in list(steps) if wait.was_in_vain()
                               for other in branches if other is not steps])


def _held_up(steps, moment):
    """The worst of what a branch did after a moment."""
    found = PROMPT
    own = None  # when its last wait in vain ended
    for step in list(steps):
        if step.was_in_vain():
            own = step.end
        elif step.end is None or step.end > moment:
            found = max(found, STARVED if own is None or own < moment else RACED)
    return found
