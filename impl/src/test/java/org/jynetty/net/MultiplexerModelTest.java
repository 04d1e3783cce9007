package org.jynetty.net;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Test;

/**
 * Model checks the wake-up of who selects: one thread waits in a multiplexer for a source that the kernel says nothing about,
 * another makes the source ready, a third closes it or makes it ready for something else. Lincheck tries the interleavings; a wake-up
 * that is lost shows as a dead-lock. Sources that publish in the wrong order, or wake only who they know to wait, must be found out.
 */
class MultiplexerModelTest {
    /** How many interleavings are tried; {@code -Dlincheck.invocations} for more. */
    private static final int INVOCATIONS = Integer.getInteger("lincheck.invocations", 300);

    private static final int INVOCATIONS_TO_FIND = 3000;

    // ---- what is checked: every public method without parameters is one thread

    /** What the threads of a scenario share. */
    public static class Model {
        final SimulatedSource source;
        private final Multiplexer multiplexer = new Multiplexer(new SimulatedSelector());

        public Model() {
            this(new SimulatedSource());
        }

        Model(SimulatedSource source) {
            this.source = source;
        }

        /** Waits for ever, until there is something to read. */
        public void select() {
            Multiplexer.Request[] requests = {
                new Multiplexer.Request(source, PollEvents.IN, PollEvents.IN, false),
            };
            try {
                multiplexer.run(requests, -1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public void becomeReadable() {
            source.publish(PollEvents.IN);
        }

        /** Something else happens, which wakes who waits for nothing. */
        public void becomeWritable() {
            source.publish(PollEvents.OUT);
        }
    }

    /** Tells who waits before there is anything to see. */
    public static final class TellsTooEarly extends Model {
        public TellsTooEarly() {
            super(new SimulatedSource() {
                @Override
                void publish(int events) {
                    tell();
                    add(events);
                }
            });
        }
    }

    /** Tells only those who observed it when it began to change. */
    public static final class AsksTooEarly extends Model {
        public AsksTooEarly() {
            super(new SimulatedSource() {
                @Override
                void publish(int events) {
                    boolean observed = isObserved();
                    add(events);
                    if (observed) {
                        tell();
                    }
                }
            });
        }
    }

    // ---- the tests

    @Test
    void whoSelectsIsWoken() throws ReflectiveOperationException {
        check(Model.class, INVOCATIONS, "select", "becomeReadable");
    }

    @Test
    void wakeUpsForNothingTakeNoneAway() throws ReflectiveOperationException {
        check(Model.class, INVOCATIONS, "select", "becomeReadable", "becomeWritable");
    }

    @Test
    void findsWhatIsToldTooEarly() {
        assertDeadlock(TellsTooEarly.class);
    }

    @Test
    void findsObserversThatAreMissed() {
        assertDeadlock(AsksTooEarly.class);
    }

    private static void assertDeadlock(Class<? extends Model> model) {
        String message = assertThrows(
                        LincheckAssertionError.class,
                        () -> check(model, INVOCATIONS_TO_FIND, "select", "becomeReadable"))
                .getMessage();
        assertTrue(message.contains("hung") || message.contains("deadlock"), message);
    }

    private static void check(Class<? extends Model> model, int invocations, String... threads)
            throws ReflectiveOperationException {
        List<List<Actor>> actors = new ArrayList<>();
        for (String thread : threads) {
            actors.add(List.of(new Actor(model.getMethod(thread), List.of())));
        }
        new ModelCheckingOptions()
                .iterations(0)
                .invocationsPerIteration(invocations)
                .minimizeFailedScenario(false)
                .verifier(EpsilonVerifier.class)
                .addCustomScenario(new ExecutionScenario(List.of(), actors, List.of(), null))
                .check(model);
    }

    /** A source as {@link OpenSocket} is one: it publishes first, and then tells its observers. */
    private static class SimulatedSource implements Selectable {
        private final SimulatedSelector.Channel channel = new SimulatedSelector.Channel();
        private volatile int level;
        private volatile Observer observer;

        void publish(int events) {
            add(events);
            tell();
        }

        final synchronized void add(int events) {
            level |= events;
        }

        final void tell() {
            Observer told = observer;
            if (told != null) {
                told.changed(this);
            }
        }

        final boolean isObserved() {
            return observer != null;
        }

        @Override
        public SimulatedSelector.Channel selectable() {
            return channel;
        }

        @Override
        public int publishedLevel() {
            return level;
        }

        @Override
        public int operations(int events) {
            return SelectionKey.OP_READ;
        }

        @Override
        public void probe() {}

        @Override
        public void observe(Observer added) {
            observer = added;
        }

        @Override
        public void ignore(Observer removed) {
            observer = null;
        }
    }
}
