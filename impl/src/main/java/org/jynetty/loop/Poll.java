package org.jynetty.loop;

/**
 * How {@link LeaderFollowers} asks the kernel. A blocking poll has three steps, so that only the middle one runs without
 * the lock: {@link #prepare}, {@link #block}, {@link #complete}. All others are called with the lock held.
 */
interface Poll {

    /** Gets ready to block; at most one thread is between this and {@link #complete}. */
    void prepare();

    /**
     * Blocks, without the lock, until something is ready, {@link #wakeup} was called since {@link #prepare}, the
     * thread is interrupted, or the time is over. It may also return for no reason.
     *
     * @param nanos how long at most; {@link Long#MAX_VALUE} for no limit
     */
    void block(long nanos);

    /** Ends what {@link #prepare} began, also after a failure, and delivers what has become ready. */
    void complete();

    /** Makes the {@link #block} in progress, or the one to come after {@link #prepare}, return. */
    void wakeup();

    /** Asks once, without blocking, and delivers what is ready; also while another thread is blocked. */
    void pollNow();
}
