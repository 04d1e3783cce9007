"""Writes the tables of org.jynetty.tls from what the reference's OpenSSL says.

Run with CPython 2.7.18 (the fixtures module provisions it), from the impl folder:

    python2.7 tools/openssl_tables.py

ciphers.tsv         the cipher suites: id, name, version, key exchange, authentication, encryption, MAC, strength, classes
objects.tsv         the object identifiers: NID, short name, long name, OID
reasons.tsv         the reasons of errors: library, code, name, text
cipher-strings.tsv  (test data) the strings that are already in it, and the list that each yields
"""
import ctypes
import io
import os

import _ssl

MAIN = 'src/main/resources/org/jynetty/tls'
TEST = 'src/test/resources/org/jynetty/tls'
CLASSES = ['HIGH', 'MEDIUM', 'LOW', 'FIPS', 'DEFAULT']
LIBRARIES = [9, 11, 13, 16, 20]

POINTER, TEXT, INT = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
libssl = ctypes.CDLL('libssl.so.1.1')
libcrypto = ctypes.CDLL('libcrypto.so.1.1')


def function(library, name, result, *arguments):
    found = getattr(library, name)
    found.restype, found.argtypes = result, arguments
    return found


tls_method = function(libssl, 'TLS_method', POINTER)
ctx_new = function(libssl, 'SSL_CTX_new', POINTER, POINTER)
ctx_free = function(libssl, 'SSL_CTX_free', None, POINTER)
set_cipher_list = function(libssl, 'SSL_CTX_set_cipher_list', INT, POINTER, TEXT)
get_ciphers = function(libssl, 'SSL_CTX_get_ciphers', POINTER, POINTER)
cipher_name = function(libssl, 'SSL_CIPHER_get_name', TEXT, POINTER)
cipher_version = function(libssl, 'SSL_CIPHER_get_version', TEXT, POINTER)
cipher_bits = function(libssl, 'SSL_CIPHER_get_bits', INT, POINTER, POINTER)
cipher_id = function(libssl, 'SSL_CIPHER_get_id', ctypes.c_uint32, POINTER)
cipher_description = function(libssl, 'SSL_CIPHER_description', TEXT, POINTER, TEXT, INT)
stack_size = function(libcrypto, 'OPENSSL_sk_num', INT, POINTER)
stack_value = function(libcrypto, 'OPENSSL_sk_value', POINTER, POINTER, INT)
reason_text = function(libcrypto, 'ERR_reason_error_string', TEXT, ctypes.c_ulong)


def ciphers(string):
    """The list that a cipher string yields, as ciphers; None where OpenSSL rejects it."""
    context = ctx_new(tls_method())
    try:
        if not set_cipher_list(context, string):
            return None
        stack = get_ciphers(context)
        return [stack_value(stack, i) for i in range(stack_size(stack))]
    finally:
        ctx_free(context)


def write(folder, name, rows):
    with io.open(os.path.join(folder, name), 'wb') as out:
        for row in rows:
            out.write('\t'.join(row) + '\n')


def cipher_rows():
    members = {name: set(ciphers(name)) for name in CLASSES if ciphers(name)}
    buffer = ctypes.create_string_buffer(256)
    rows = []
    for cipher in ciphers('ALL:COMPLEMENTOFALL'):
        facts = dict(word.split('=') for word in cipher_description(cipher, buffer, 256).split() if '=' in word)
        strength = cipher_bits(cipher, None)
        of = ','.join(name for name in CLASSES if cipher in members.get(name, ()))
        rows.append([
            '%04x' % (cipher_id(cipher) & 0xffff), cipher_name(cipher), cipher_version(cipher),
            facts['Kx'], facts['Au'], facts['Enc'].split('(')[0], facts['Mac'], str(strength), of])
    return sorted(rows, key=lambda row: int(row[0], 16), reverse=True)


def object_rows():
    for nid in range(1, 2000):
        try:
            found = _ssl.nid2obj(nid)
        except ValueError:
            continue
        yield [str(found[0]), found[1], found[2], found[3] or '']


def reason_rows():
    for library in LIBRARIES:
        for code in range(1, 1200):
            text = reason_text(library << 24 | code)
            if text is not None and (code > 99 or library == 20 and code == 1):
                name = _ssl.err_codes_to_names.get((library, code))
                yield [str(library), str(code), (name or '').encode('ascii'), text]


def cipher_strings():
    with io.open(os.path.join(TEST, 'cipher-strings.tsv'), encoding='ascii') as lines:
        strings = [line.split('\t')[0].rstrip('\n').encode('ascii') for line in lines]
    for string in strings:
        found = ciphers(string)
        yield [string, 'no cipher match' if found is None else ':'.join(map(cipher_name, found))]


if __name__ == '__main__':
    write(MAIN, 'ciphers.tsv', cipher_rows())
    write(MAIN, 'objects.tsv', object_rows())
    write(MAIN, 'reasons.tsv', reason_rows())
    write(TEST, 'cipher-strings.tsv', list(cipher_strings()))
