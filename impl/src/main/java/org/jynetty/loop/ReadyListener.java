package org.jynetty.loop;

/** Learns which operations a loop's channel has become ready for. */
@FunctionalInterface
public interface ReadyListener {

    /**
     * Called with the loop's lock held each time the channel was polled and found ready, and before the channel's own
     * handle gets its event. It must not block; it usually updates state and calls {@link CallerLoop#signal}.
     *
     * @param ops the ready ones among those asked for by {@link CallerLoop#want} or by the channel itself, as in
     *     {@link java.nio.channels.SelectionKey#readyOps()}; all that the channel has if it was found closed
     */
    void ready(int ops);
}
