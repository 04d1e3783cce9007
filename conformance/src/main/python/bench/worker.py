"""Runs measures on one implementation, as it is told to on standard input.

Its argument is the module that connects: sockets or limit. Each line of standard input is an order in JSON and is answered by one line of
JSON on standard output:

    {"order": "open", "measure": NAME, "ports": {...}, "warmup": SECONDS}   get ready; warm up
    {"order": "round"}                                   measure once

The answer to a round has the number of operations, the seconds that they took,
and the seconds of CPU time that this process took for them. How many operations
make a round follows from how fast they are, see ROUND.
"""

import json
import sys
import time

import clock
import measures

# Seconds that a round takes, about.
ROUND = 0.4


def pace(run, seconds):
    """Run for about so many seconds, ever more operations at a time; return the operations of a second."""
    end = time.time() + seconds
    count = 1
    while True:
        begin = time.time()
        run(count)
        now = time.time()
        if now >= end:
            return count / max(now - begin, 1e-6)
        if now - begin < ROUND / 2:
            count *= 2


def timed(run, count):
    cpu = clock.cpu()
    begin = time.time()
    run(count)
    elapsed = time.time() - begin
    return {'operations': count, 'seconds': elapsed, 'cpu': clock.cpu() - cpu}


def main():
    net = __import__(sys.argv[1])
    answer = sys.stdout
    run = None
    count = 0
    for line in iter(sys.stdin.readline, ''):
        order = json.loads(line)
        if order['order'] == 'open':
            run = measures.MEASURES[order['measure']](net, order['ports'])
            count = max(1, int(pace(run, order['warmup']) * ROUND))
            reply = {'ready': True}
        else:
            reply = timed(run, count)
        answer.write(json.dumps(reply) + '\n')
        answer.flush()


if __name__ == '__main__':
    main()
