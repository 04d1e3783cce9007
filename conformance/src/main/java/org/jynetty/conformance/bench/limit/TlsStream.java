package org.jynetty.conformance.bench.limit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/** Bouncy Castle's own blocking use of its engine, on the ciphers of the JVM. */
final class TlsStream implements ByteStream {
    private static final TlsCrypto CRYPTO = new JcaTlsCryptoProvider().create(new SecureRandom(), new SecureRandom());

    private final SocketChannel channel;
    private final TlsClientProtocol protocol;
    private final InputStream in;
    private final OutputStream out;

    TlsStream(SocketChannel channel) throws IOException {
        this.channel = channel;
        protocol = new TlsClientProtocol(
                channel.socket().getInputStream(), channel.socket().getOutputStream());
        protocol.connect(new Client());
        in = protocol.getInputStream();
        out = protocol.getOutputStream();
    }

    private static final class Client extends DefaultTlsClient {
        Client() {
            super(CRYPTO);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return ProtocolVersion.TLSv13.downTo(ProtocolVersion.TLSv12);
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) {}

                @Override
                public TlsCredentials getClientCredentials(CertificateRequest request) {
                    return null;
                }
            };
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
    }

    @Override
    public void write(byte[] source, int length) throws IOException {
        out.write(source, 0, length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
