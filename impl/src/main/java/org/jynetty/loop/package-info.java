/**
 * The caller-driven event loop: Netty channels without I/O threads. The threads that use a channel drive its loop.
 *
 * <p>{@link org.jynetty.loop.CallerLoop} is what the other packages use. Inside, {@code LeaderFollowers} decides which thread
 * polls and who is woken, {@code ChannelPoll} asks the kernel with a {@code Poller} borrowed from the
 * {@link org.jynetty.loop.PollerPool}, and the {@code Janitor} sees to scheduled tasks. Nothing here knows of sockets.
 */
package org.jynetty.loop;
