"""Programs of socket operations: their language, version 1, and its interpreter, the same on CPython and on Jython.

    program 1
    # what it shows, in a line or more
    pair a b tcp
    send b 3
    branch
    recv a 10
    branch
    close a
    end
    name a

The first line names the version of the language. What stands before the first `branch` is run first; then each branch is
run by a thread of its own; after `end`, when all of them have ended, comes the rest. A line `allow ...` is an outcome that
a concurrent program may have, as JSON; the harness writes them.

Every operation is a line: its name and its arguments.

a, b, c... are slots for sockets, p, q... for pollers. An operation on a slot that holds nothing does nothing: its result is
"-". So any part of a program is a program, which is what makes programs shrink. N is a number of bytes, T seconds.

    socket a KIND            a new socket: tcp, tcp6, udp, unix
    pair a b KIND            two connected sockets: tcp, unix, udp, tls (whose handshake is done)
    bind a [b]               to the loopback, any port or a new path; or to the address of b
    listen a N | accept a b | connect a b | connect_ex a b
    send a N | sendall a N | sendto a N b
    recv a N | peek a N | waitall a N | recvfrom a N | recv_into a N
    fill a | drain a         sends until no more is taken, which may be at once; receives until there is nothing left
    shutdown a rd|wr|rdwr | close a | linger a (close resets) | dup a b
    blocking a on|off | timeout a T
    error a | name a | peername a
    await a in|out [T]       waits until the kernel has settled, at most T or SETTLE seconds
    select r:a,b w:a x:a T
    poller p poll|epoll | register p a EVENTS | modify p a EVENTS | unregister p a | wait p T | close p
    wrap a client|server | handshake a | unwrap a | pending a

Sockets are non-blocking until `blocking` or `timeout` says otherwise. TCP sends at once (TCP_NODELAY): what Nagle's algorithm
holds back is a matter of time. What a socket sends is the next of a sequence that tells every byte's place, so that
what is lost, repeated or out of order shows.

Two things that are CPython's alone do not show. SSLSocket.sendall() of a socket that does not block tries for ever what a send()
takes nothing of; here it does nothing. And what a TLS engine sends on its own has no fixed length: a socket without TLS that
receives it takes all of it and says so.

One difference is wanted, so it does not show: to select and poll a TLS socket is readable while it has decrypted data. CPython
asks the kernel alone, and a program that does not ask pending() as well waits for ever. Here CPython's answer is completed.
"""
