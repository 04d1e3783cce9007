"""What the programs share: servers that run in a thread for as long as a block lasts."""

import asyncore
import contextlib
import threading

PERIOD = ''.join(chr((i * 7 + i // 251) % 256) for i in range(251 * 256))


@contextlib.contextmanager
def in_thread(target, *arguments):
    """Runs a function in a thread; at the end of the block it must end by itself.

    Here as everywhere threads are daemons: a program that fails ends with its traceback.
    """
    thread = threading.Thread(target=target, args=arguments)
    thread.daemon = True
    thread.start()
    try:
        yield thread
    finally:
        thread.join()


@contextlib.contextmanager
def serving(server):
    """Runs a server of SocketServer; gives its address."""
    with in_thread(server.serve_forever, 0.05):
        try:
            yield server.server_address
        finally:
            server.shutdown()
            server.server_close()


@contextlib.contextmanager
def looping(channels):
    """Runs asyncore's loop over these channels, then closes what is left of them."""
    ended = threading.Event()

    def loop():
        while not ended.is_set():
            asyncore.loop(0.05, map=channels, count=1)
        asyncore.close_all(channels)

    with in_thread(loop):
        try:
            yield
        finally:
            ended.set()


def run_all(functions):
    """Runs functions in threads of their own, all at the same time, and raises what any of them raised."""
    failures = []

    def run(function):
        try:
            function()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.daemon = True
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def pattern(size, seed=0):
    """That many bytes in which each place can be told from its neighbours."""
    period = PERIOD[seed * 251:] + PERIOD[:seed * 251]
    return (period * (size // len(period) + 1))[:size]


def end_of_threads():
    """Waits until no other thread is left; the servers' threads end when their clients have gone."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join()
    return threading.active_count() - 1
