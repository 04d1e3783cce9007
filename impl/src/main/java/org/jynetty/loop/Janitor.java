package org.jynetty.loop;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that scheduled tasks run when no thread uses their loop. One daemon thread for all loops, which is started when
 * it is first needed and ends when it has had nothing to do for a while, so that it does not pin a class loader.
 */
final class Janitor {
    static final String THREAD_NAME = "jynetty-janitor";

    private static final ScheduledThreadPoolExecutor EXECUTOR = newExecutor(5, TimeUnit.SECONDS);

    private Janitor() {}

    /** Runs this after so many nanoseconds; it must be short and must not block. Cancelling leaves no trace. */
    static Future<?> schedule(Runnable task, long nanos) {
        return EXECUTOR.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    static ScheduledThreadPoolExecutor newExecutor(long keepAlive, TimeUnit unit) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, Janitor::newThread);
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(keepAlive, unit);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread newThread(Runnable body) {
        Thread thread = new Thread(null, body, THREAD_NAME, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
