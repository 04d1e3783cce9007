"""One PEM file with certificate and key will do; a key that does not match is an SSLError."""

import ssl

from field import certificate


def run(see):
    context = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
    see.raised('both in one file', context.load_cert_chain, certificate('keycert.pem'))
    see.raised('two files', context.load_cert_chain, certificate('ssl_cert.pem'), certificate('ssl_key.pem'))
    for name, files in (('a key that does not match', ('keycert3.pem', 'ssl_key.pem')), ('no key', ('ssl_cert.pem',))):
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLSv1_2).load_cert_chain(*[certificate(each) for each in files])
            see(name, 'is accepted')
        except ssl.SSLError as error:
            see(name, (error.library, error.reason))
    see.raised('an encrypted key', context.load_cert_chain, certificate('keycert.passwd.pem'), password='somepass')
    see.raised('no such file', context.load_cert_chain, 'no-such-file.pem')
