"""Protocol, options, ciphers, ALPN, curve and DH parameters decide what is negotiated, and whether anything is."""

import ssl

from field import Background, ca_file, certificate, tcp_pair

OPTIONS = {'1.0': ssl.OP_NO_TLSv1, '1.1': ssl.OP_NO_TLSv1_1, '1.2': ssl.OP_NO_TLSv1_2, '1.3': ssl.OP_NO_TLSv1_3}


def run(see):
    for protocol in ('TLSv1', 'TLSv1_1', 'TLSv1_2', 'TLS'):
        see('protocol ' + protocol, negotiate({'protocol': protocol}, {}))
    for server in ('TLSv1', 'TLSv1_2'):
        for client in ('TLSv1_1', 'TLS'):
            see('%s with %s' % (client, server), negotiate({'protocol': client}, {'protocol': server}))
    for without in ('1.3', '1.3 1.2', '1.3 1.2 1.1', '1.1', '1.0 1.1 1.2', '1.0 1.1 1.2 1.3'):
        see('a client without ' + without, negotiate({'without': without}, {}))
        see('a server without ' + without, negotiate({}, {'without': without}))
    for ciphers in ('AES128-SHA', 'ECDHE-RSA-AES256-GCM-SHA384:AES128-SHA', 'kEDH', 'kRSA+AESGCM', 'HIGH:!aNULL:@STRENGTH',
                    'ECDHE+CHACHA20', 'aECDSA', 'aNULL'):
        see('a server with ' + ciphers, negotiate(old(), old(ciphers=ciphers)))
    see('DH parameters', negotiate(old(), old(ciphers='kEDH', dh=True)))
    see('a client\'s order', negotiate(old(ciphers='AES256-SHA:AES128-SHA'), old(ciphers='AES128-SHA:AES256-SHA')))
    see('a server\'s order', negotiate(old(ciphers='AES256-SHA:AES128-SHA'),
                                       old(ciphers='AES128-SHA:AES256-SHA', options=ssl.OP_CIPHER_SERVER_PREFERENCE)))
    see('a curve', negotiate(old(), old(ciphers='kECDHE', curve='secp384r1')))
    for ciphers in ('no-such-cipher', '', 'AES128-SHA:!AES128-SHA'):
        see.raised('ciphers %r' % ciphers, ssl.SSLContext(ssl.PROTOCOL_TLS).set_ciphers, ciphers)
    see.raised('no such curve', ssl.SSLContext(ssl.PROTOCOL_TLS).set_ecdh_curve, 'no-such-curve')
    for client in (['h2', 'http/1.1'], ['http/1.1'], ['spdy'], None):
        for server in (['http/1.1', 'h2'], None):
            see('ALPN %s with %s' % (client, server), negotiate({'alpn': client}, {'alpn': server}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS)
    see('options at first', str(int(context.options)))
    context.options |= ssl.OP_NO_TLSv1_3
    see('options then', str(int(context.options)))
    see('protocol', ssl.get_protocol_name(context.protocol))


def old(**settings):
    return dict(settings, protocol='TLSv1_2')


def make(server, protocol='TLS', without='', ciphers=None, options=0, alpn=None, dh=False, curve=None):
    context = ssl.SSLContext(getattr(ssl, 'PROTOCOL_' + protocol))
    context.options |= options
    for version in without.split():
        context.options |= OPTIONS[version]
    if server:
        context.load_cert_chain(certificate('keycert.pem'))
    if ciphers:
        context.set_ciphers(ciphers)
    if alpn:
        context.set_alpn_protocols(alpn)
    if dh:
        context.load_dh_params(ca_file('dh-2048.pem'))
    if curve:
        context.set_ecdh_curve(curve)
    return context


def negotiate(client, server):
    """What both sides agree on, or how each fails."""
    one, other = tcp_pair()
    client_context, server_context = make(False, **client), make(True, **server)
    serving = Background(lambda: agreed(lambda: server_context.wrap_socket(other, server_side=True)))
    found = agreed(lambda: client_context.wrap_socket(one))
    result = found if found == serving.result() else (found, serving.result())
    one.close()
    other.close()
    return result


def agreed(wrap):
    try:
        wrapped = wrap()
        found = wrapped.version(), wrapped.cipher(), wrapped.selected_alpn_protocol(), wrapped.compression()
        wrapped.unwrap()
        return found
    except ssl.SSLError as error:
        return type(error).__name__, error.errno, error.library, error.reason
