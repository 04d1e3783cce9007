"""Concurrent programs run side by side: most of their time is waiting, and while one waits others work.

Nothing that one program does may be seen by another. A number of a descriptor that one has closed and goes on to use, as poll()
does, or that it closes while epoll looks it up, is soon the number of something else. So each has a process of its own where
the interpreter can be forked; where it cannot, threads run those that cannot notice, and the others run alone.
"""

import collections
import json
import os
import select
import sys
import threading
import traceback

from channel import ON_JAVA
from program.machine import Machine

WIDTH = 16 if ON_JAVA else 48  # programs at the same time


class Failed(Exception):
    """The interpreter of programs itself failed; says how."""


def run_all(programs, work, folder, begun):
    """What `work(program, folder)` gives for each program; `begun()` is called whenever one begins or has ended."""
    results = [None] * len(programs)
    folders = [_made(os.path.join(folder, str(place))) for place in xrange(WIDTH)]
    if ON_JAVA:
        alone = [each for each in enumerate(programs) if _may_notice_others(each[1])]
        together = [each for each in enumerate(programs) if not _may_notice_others(each[1])]
        _by_threads(together, work, folders, begun, results)
        _by_threads(alone, work, folders[:1], begun, results)
    else:
        _by_processes(enumerate(programs), work, folders, begun, results)
    return results


def _made(folder):
    if not os.path.isdir(folder):
        os.mkdir(folder)
    return folder


def _may_notice_others(program):
    """Whether it closes something whose number it goes on to use, or may be about to use."""
    branching = [words for branch in program.branches for words in branch]
    lines = program.prefix + program.suffix + branching
    kinds = [words[2] for words in lines if words[0] == 'poller']
    uses_numbers = ('poll' in kinds and any(words[0] == 'wait' for words in lines)
                    or 'epoll' in kinds and any(words[0] in ('register', 'modify', 'unregister') for words in branching))
    return uses_numbers and any(words[0] == 'close' for words in lines)


def _by_threads(programs, work, folders, begun, results):
    left = collections.deque(programs)
    failures = []

    def take(folder):
        while not failures:
            try:
                index, program = left.popleft()
            except IndexError:
                return
            begun()
            try:
                results[index] = work(program, folder)
            except:  # whatever Java throws as well
                failures.append(traceback.format_exc())

    threads = [threading.Thread(target=take, args=(folder,)) for folder in folders[:len(left)]]
    for thread in threads:
        thread.setDaemon(True)
        thread.start()
    for thread in threads:
        thread.join()
    begun()
    if failures:
        raise Failed(failures[0])


def _by_processes(programs, work, folders, begun, results):
    left = collections.deque(programs)
    free = list(folders)
    running = {}  # by the pipe that the result comes from
    while left or running:
        while left and free:
            index, program = left.popleft()
            folder = free.pop()
            pipe, process = _forked(work, program, folder)
            running[pipe] = index, process, folder, []
        for pipe in select.select(list(running), [], [])[0]:
            index, process, folder, pieces = running[pipe]
            piece = os.read(pipe, 1 << 16)
            if piece:
                pieces.append(piece)
                continue
            del running[pipe]
            os.close(pipe)
            os.waitpid(process, 0)
            free.append(folder)
            begun()
            results[index] = _result(''.join(pieces))


def _result(text):
    answer = json.loads(text or '{"failed": "the process ended without a word"}', object_pairs_hook=collections.OrderedDict)
    if 'failed' in answer:
        raise Failed(answer['failed'])
    return answer['result']


def _forked(work, program, folder):
    reader, writer = os.pipe()
    process = os.fork()
    if process:
        os.close(writer)
        return reader, process
    try:
        os.close(reader)
        Machine.own_listener()
        try:
            answer = {'result': work(program, folder)}
        except Exception:
            answer = {'failed': traceback.format_exc()}
        text = json.dumps(answer)
        while text:
            text = text[os.write(writer, text):]
    finally:
        sys.stderr.flush()
        os._exit(0)
