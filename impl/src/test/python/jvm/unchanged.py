"""Prints what of the JVM is not as it was after sockets and TLS were used; the argument is a file with a certificate and its key."""
import sys
from java.lang import System, Thread
from java.net import ProxySelector, URL
from java.security import Security
from java.util.logging import LogManager
from javax.net.ssl import HttpsURLConnection, SSLContext, SSLSocketFactory


def state():
    found = dict(('property ' + name, System.getProperty(name)) for name in System.getProperties().stringPropertyNames())
    found['providers'] = [str(provider) for provider in Security.getProviders()]
    for name in ('jdk.tls.disabledAlgorithms', 'jdk.certpath.disabledAlgorithms', 'networkaddress.cache.ttl', 'securerandom.source'):
        found['security ' + name] = Security.getProperty(name)
    found['context'] = System.identityHashCode(SSLContext.getDefault())
    found['factory'] = str(HttpsURLConnection.getDefaultSSLSocketFactory().getClass())
    found['verifier'] = str(HttpsURLConnection.getDefaultHostnameVerifier())
    found['proxies'] = str(ProxySelector.getDefault())
    found['exceptions'] = str(Thread.getDefaultUncaughtExceptionHandler())
    found['loggers'] = sorted(name for name in LogManager.getLogManager().getLoggerNames() if 'jynetty' not in name and 'python' not in name)
    found['policy'] = str(System.getSecurityManager())
    return found


before = state()
import socket, ssl, threading, select
listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(1)
def serve():
    connection = ssl.wrap_socket(listener.accept()[0], server_side=True, certfile=sys.argv[1])
    connection.sendall(connection.recv(5))
    connection.close()
thread = threading.Thread(target=serve)
thread.start()
client = ssl.create_default_context(cafile=sys.argv[1])
client.check_hostname = False
client.verify_mode = ssl.CERT_NONE
connection = client.wrap_socket(socket.create_connection(listener.getsockname()))
connection.sendall('hello')
print select.select([connection], [], [], 60)[0] == [connection], connection.recv(5)
thread.join()
socket.getaddrinfo('localhost', 80)
after = state()
for name in sorted(set(before) | set(after)):
    if before.get(name) != after.get(name):
        print name, before.get(name), after.get(name)
