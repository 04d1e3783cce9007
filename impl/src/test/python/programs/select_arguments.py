"""What select() takes as its lists, and how it refuses the rest."""

import select
import socket


class Iterable(object):
    def __init__(self, items):
        self._items = items

    def __iter__(self):
        return iter(self._items)


class Indexed(object):
    """Iterated over by the old protocol."""

    def __init__(self, items):
        self._items = items

    def __getitem__(self, index):
        return self._items[index]


class Broken(object):
    def __iter__(self):
        raise ValueError('no iterator')


class BrokenLater(object):
    def __iter__(self):
        return self

    def next(self):
        raise KeyError('no item')


def show(what, *arguments):
    try:
        print what, [len(ready) for ready in select.select(*arguments)]
    except Exception as error:
        print what, type(error).__name__, error


writable = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
show('list and tuple', [writable], (writable,), [], 0)
show('set', set(), set([writable]), frozenset(), 0)
show('dictionary', {}, {writable: 'value', writable.fileno(): 'again'}, [], 0)
show('generator', [], (each for each in [writable]), [], 0)
show('iterator', iter([]), iter([writable]), iter([]), 0)
show('iterable', [], Iterable([writable]), [], 0)
show('indexed', [], Indexed([writable]), [], 0)
show('empty texts', '', u'', xrange(0), 0)
show('text', 'a', [], [], 0)
show('number', 1, [], [], 0)
show('nothing', [], None, [], 0)
show('no iterator', Broken(), [], [], 0)
show('no item', [], BrokenLater(), [], 0)
show('timeout first', 1, 2, 3, 'soon')
show('lists in their order', ['a'], None, [], 0)
writable.close()
