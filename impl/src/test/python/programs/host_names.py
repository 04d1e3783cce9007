"""Which hosts each certificate is good for that attackers and careless administrators have made; RFC 6125 is about these.

The directory of the test CA is the argument.
"""

import os
import sys

import _ssl
import ssl

CERTIFICATES = [
    'host-nul-cn', 'host-nul-san', 'host-idna', 'host-idna-wildcard', 'host-partial-wildcard', 'host-star', 'host-star-top',
    'host-two-stars', 'host-inner-star', 'host-ip-in-cn', 'host-ip-in-dns', 'host-ip-wildcard', 'host-ip-bad-length',
    'host-trailing-dot', 'host-cn-only', 'host-cn-ignored', 'host-two-cns', 'host-upper-case', 'host-email-only',
    'host-empty-subject', 'server-wildcard', 'server-ec']
HOSTS = [
    'localhost', 'LOCALHOST', 'localhost.', 'localhost\0.attacker.test', 'other.example.test', 'foo.example.test',
    'fo.example.test', 'bar.example.test', 'a.b.example.test', 'www.a.example.test', '.example.test', 'example.test',
    'xn--bcher-kva.example.test', u'b\xfccher.example.test', 'xn--a.example.test', 'a.test', 'test', '', '127.0.0.1', '127.0.0.2',
    u'127.0.0.1', '127.0.0.01', '127.1', '::1', '0:0:0:0:0:0:0:1', 'localhost@example.test', 'https://localhost/']

for name in CERTIFICATES:
    certificate = _ssl._test_decode_cert(os.path.join(sys.argv[1], name + '.cert.pem'))
    print name
    for host in HOSTS:
        try:
            ssl.match_hostname(certificate, host)
            print '    %r: matches' % host
        except Exception as error:
            print '    %r: %s: %s' % (host, type(error).__name__, error)
