package org.jynetty.net;

import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.InternalThreadLocalMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What Netty puts into the calling thread when channels begin or end. The threads are the program's: one that lives on would
 * hold our class loader, so that each call takes it away again.
 *
 * <p>But for one thing Netty needs 5 µs a channel to make it anew by reflection: a map of which handler classes handle what. A call
 * passes it on to the next one, of whatever thread; where two need it at once, the second makes its own.
 */
final class ThreadState {
    /** Not known yet, or not found. */
    private static final int NOWHERE = -1;

    /** Netty's map, while no thread has it. */
    private static final AtomicReference<Object> HANDLERS = new AtomicReference<>();

    /** Where Netty has the map among the variables of a thread; the same in all of them. */
    private static volatile int place = NOWHERE;

    private ThreadState() {}

    /** Before a channel is made. */
    static void restore() {
        Object handlers = HANDLERS.getAndSet(null);
        if (handlers != null) {
            InternalThreadLocalMap.get().setIndexedVariable(place, handlers);
        }
    }

    /** When a call has made, or may have made, or closed a channel: nothing of ours is left in the thread. */
    static void forget() {
        InternalThreadLocalMap variables = InternalThreadLocalMap.getIfSet();
        if (variables != null) {
            keepHandlers(variables);
            FastThreadLocal.removeAll();
        }
    }

    private static void keepHandlers(InternalThreadLocalMap variables) {
        if (place == NOWHERE) {
            place = find(variables);
        }
        if (place != NOWHERE && variables.isIndexedVariableSet(place)) {
            HANDLERS.set(variables.indexedVariable(place));
        }
    }

    private static int find(InternalThreadLocalMap variables) {
        for (int i = InternalThreadLocalMap.lastVariableIndex(); i >= 0; i--) {
            if (variables.indexedVariable(i) instanceof Map<?, ?> map && map.containsKey(Inbound.class)) {
                return i;
            }
        }
        return NOWHERE;
    }
}
