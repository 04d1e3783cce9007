package org.jynetty.net;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.ChannelOutputShutdownException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AlreadyBoundException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NoConnectionPendingException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.NotYetBoundException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Maps what the JDK's channels and Netty throw to {@link NetException}: the one place that does.
 *
 * <p>The JDK puts the text of {@code strerror(3)} into its messages but hides the number, and its exception classes are
 * coarser than errnos ({@link BindException} is EADDRINUSE, EADDRNOTAVAIL or EACCES). So the text decides where there is
 * one, and the class where there is none, as when the C library speaks another language than English.
 */
public final class Errors {
    /** Longest text first, so that "Connection reset by peer" is not taken for a shorter text within it. */
    private static final List<Errno> LONGEST_TEXT_FIRST = Arrays.stream(Errno.values())
            .sorted(Comparator.comparingInt((Errno errno) -> errno.text().length())
                    .reversed())
            .toList();

    /** What the exception classes mean; a class stands before its superclasses. */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(ClosedByInterruptException.class, Errno.EINTR),
            new Meaning(ClosedChannelException.class, Errno.EBADF),
            new Meaning(ClosedSelectorException.class, Errno.EBADF),
            new Meaning(NonReadableChannelException.class, Errno.EBADF),
            new Meaning(NonWritableChannelException.class, Errno.EBADF),
            new Meaning(ChannelOutputShutdownException.class, Errno.EPIPE),
            new Meaning(NotYetConnectedException.class, Errno.ENOTCONN),
            new Meaning(AlreadyConnectedException.class, Errno.EISCONN),
            new Meaning(ConnectionPendingException.class, Errno.EALREADY),
            new Meaning(NoConnectionPendingException.class, Errno.ENOTCONN),
            new Meaning(NotYetBoundException.class, Errno.EINVAL),
            new Meaning(AlreadyBoundException.class, Errno.EINVAL),
            new Meaning(UnsupportedAddressTypeException.class, Errno.EAFNOSUPPORT),
            new Meaning(PortUnreachableException.class, Errno.ECONNREFUSED),
            new Meaning(NoRouteToHostException.class, Errno.EHOSTUNREACH),
            new Meaning(ConnectTimeoutException.class, Errno.ETIMEDOUT),
            new Meaning(ConnectException.class, Errno.ECONNREFUSED),
            new Meaning(BindException.class, Errno.EADDRINUSE),
            new Meaning(ProtocolException.class, Errno.EPROTO),
            new Meaning(NoSuchFileException.class, Errno.ENOENT),
            new Meaning(AccessDeniedException.class, Errno.EACCES),
            new Meaning(SecurityException.class, Errno.EACCES),
            new Meaning(UnsupportedOperationException.class, Errno.EOPNOTSUPP),
            new Meaning(IllegalArgumentException.class, Errno.EINVAL));

    private record Meaning(Class<? extends Exception> type, Errno errno) {}

    private Errors() {}

    /**
     * What an exception of the JDK or of Netty means. An {@link IOException} that says nothing known becomes EIO.
     *
     * @return {@code thrown} itself where it is a {@link NetException} already
     * @throws RuntimeException {@code thrown} itself where it is a programming error rather than a failure of the network
     * @throws Error {@code thrown} itself where it is one
     */
    public static NetException of(Throwable thrown) {
        Throwable cause = unwrap(thrown);
        if (cause instanceof NetException known) {
            return known;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof UnresolvedAddressException) {
            return NetException.of(ResolveError.EAI_NONAME, cause);
        }
        if (cause instanceof UnknownHostException unknown) {
            return NetException.of(reasonOf(unknown).orElse(ResolveError.EAI_NONAME), cause);
        }
        if (cause instanceof SocketTimeoutException) {
            return NetException.timedOut();
        }
        return NetException.of(errnoOf(cause), cause);
    }

    /** Why a host was not found; empty where the exception does not tell. */
    static Optional<ResolveError> reasonOf(UnknownHostException unknown) {
        String message = String.valueOf(unknown.getMessage());
        return Arrays.stream(ResolveError.values())
                .filter(error -> message.endsWith(error.text()))
                .findFirst();
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null
                && (inner instanceof ChannelException
                        || inner instanceof CompletionException
                        || inner instanceof ExecutionException)
                && !(inner instanceof NetException)) {
            inner = inner.getCause();
        }
        return inner;
    }

    private static Errno errnoOf(Throwable thrown) {
        String message = thrown.getMessage();
        if (message != null && thrown instanceof IOException) {
            for (Errno errno : LONGEST_TEXT_FIRST) {
                if (message.contains(errno.text())) {
                    return errno;
                }
            }
            // The JDK's own words, which are not strerror's.
            if (message.startsWith("Connection reset")) {
                return Errno.ECONNRESET;
            }
            if (message.equals("Socket closed") || message.equals("Socket is closed")) {
                return Errno.EBADF;
            }
        }
        for (Meaning meaning : MEANINGS) {
            if (meaning.type().isInstance(thrown)) {
                return meaning.errno();
            }
        }
        if (thrown instanceof RuntimeException programmingError) {
            throw programmingError;
        }
        return Errno.EIO;
    }
}
