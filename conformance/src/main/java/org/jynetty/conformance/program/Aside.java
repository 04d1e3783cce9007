package org.jynetty.conformance.program;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that ask interpreters, while others are asked. They keep no JVM alive. */
final class Aside implements AutoCloseable {
    private final ExecutorService threads;

    Aside(int count, String name) {
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    <T> Future<T> begin(Callable<T> task) {
        return threads.submit(task);
    }

    /** @throws IOException where it has failed; says who */
    static <T> T result(Future<T> begun, String who) throws IOException, InterruptedException {
        try {
            return begun.get();
        } catch (ExecutionException e) {
            throw new IOException(who + " failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
