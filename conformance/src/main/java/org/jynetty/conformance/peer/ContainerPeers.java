package org.jynetty.conformance.peer;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.ImagePullPolicy;
import org.testcontainers.utility.DockerImageName;

/**
 * Peers in a container of one of our images. It shares the machine's network, so that nothing stands between the peer and
 * what is tested: a proxy of the engine's would hide resets and half-closed connections. It shares a folder, with the sockets
 * through which it is led; it ends, and is removed, when the connection to one of them is gone, even if that is because this process was
 * killed. So nobody has to reap it.
 */
final class ContainerPeers implements PeerHost {
    private static final String IMAGE = "tls-peers";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final ImagePullPolicy NEVER = image -> false;

    private final Path folder;
    private final String image;
    private final GenericContainer<?> container;
    private final SocketChannel lifeline;

    private ContainerPeers(Path folder, String image, GenericContainer<?> container, SocketChannel lifeline) {
        this.folder = folder;
        this.image = image;
        this.container = container;
        this.lifeline = lifeline;
    }

    static String image(String distribution) {
        return IMAGE + ":" + distribution;
    }

    /** Why there can be no such container, or null where there can. */
    static String obstacle(String distribution) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return "no container engine runs";
        }
        boolean there =
                DockerClientFactory.lazyClient()
                        .listImagesCmd()
                        .withImageNameFilter(image(distribution))
                        .exec()
                        .stream()
                        .findAny()
                        .isPresent();
        return there ? null : "the engine has no image " + image(distribution);
    }

    /** @param folder the folder to share; it holds the scripts */
    static ContainerPeers start(String distribution, Path folder) throws IOException {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image(distribution)))
                .withImagePullPolicy(NEVER)
                .withNetworkMode("host")
                .withLabel(
                        "org.jynetty.peers",
                        Long.toString(ProcessHandle.current().pid()))
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withAutoRemove(true)
                        .withInit(true)
                        // Not withFileSystemBind, which first tries out bind mounts with an image from a registry.
                        .withBinds(new Bind(folder.toString(), new Volume(folder.toString()))))
                .withCommand("sh", folder.resolve("container").toString(), folder.toString());
        try {
            container.start();
            SocketChannel lifeline = connect(container, folder.resolve("lifeline"));
            return new ContainerPeers(folder, image(distribution), container, lifeline);
        } catch (RuntimeException | IOException e) {
            container.stop();
            throw new IOException("no container of " + image(distribution) + ": " + e.getMessage(), e);
        }
    }

    private static SocketChannel connect(GenericContainer<?> container, Path socket) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            if (Files.exists(socket)) {
                SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                try {
                    channel.connect(UnixDomainSocketAddress.of(socket));
                    return channel;
                } catch (IOException notYet) {
                    channel.close();
                }
            }
            if (!container.isRunning()) {
                throw new IOException("the container has ended: " + container.getLogs());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the container did not open " + socket + " in " + START_LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(
                    Duration.ofMillis(5).toNanos()); // the file system tells nobody when a socket is bound
        }
    }

    @Override
    public String describe() {
        return "container of " + image;
    }

    @Override
    public PeerProcess start(String command) throws IOException {
        return new PeerProcess(PeerSession.of(connect(container, folder.resolve("control"))), command);
    }

    @Override
    public void close() throws IOException {
        lifeline.close();
        container.stop();
    }
}
