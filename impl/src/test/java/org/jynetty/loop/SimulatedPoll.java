package org.jynetty.loop;

/**
 * A poll without a kernel: {@link #arrive} is what the network card does. It forgives nothing: a wake-up from before
 * {@link #prepare} does not count, and no blocking ends without a reason.
 */
final class SimulatedPoll implements Poll {
    private final Runnable callback;

    // Guarded by this.
    private boolean arrived;
    private boolean woken;
    private boolean prepared;
    private boolean forgetful;
    private int polls;

    /** The callback is what happens, with the loop's lock held, when something has arrived. */
    SimulatedPoll(Runnable callback) {
        this.callback = callback;
    }

    /** From now on, breaks the rule that a wake-up between prepare and block counts. */
    synchronized void forgetEarlyWakeups() {
        forgetful = true;
    }

    synchronized void arrive() {
        arrived = true;
        notifyAll();
    }

    synchronized int polls() {
        return polls;
    }

    @Override
    public synchronized void prepare() {
        if (prepared) {
            throw new IllegalStateException("two leaders");
        }
        prepared = true;
        woken = false;
    }

    @Override
    public synchronized void block(long nanos) {
        polls++;
        woken &= !forgetful;
        try {
            while (!arrived && !woken) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void complete() {
        synchronized (this) {
            prepared = false;
        }
        deliver();
    }

    @Override
    public synchronized void wakeup() {
        woken = true;
        notifyAll();
    }

    @Override
    public void pollNow() {
        synchronized (this) {
            polls++;
        }
        deliver();
    }

    private void deliver() {
        synchronized (this) {
            if (!arrived) {
                return;
            }
            arrived = false;
        }
        callback.run();
    }
}
