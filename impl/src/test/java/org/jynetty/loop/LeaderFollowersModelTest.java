package org.jynetty.loop;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.verifier.EpsilonVerifier;
import org.junit.jupiter.api.Test;

/**
 * Model checks who is woken and who runs the tasks: Lincheck tries the interleavings of a few threads, and a wake-up that is
 * lost shows as a dead-lock. Each property is checked against a broken variant too, which must be found out.
 */
class LeaderFollowersModelTest {

    /** How many interleavings are tried for each property; {@code -Dlincheck.invocations} for more. */
    private static final int INVOCATIONS = Integer.getInteger("lincheck.invocations", 300);

    /** Enough for each of the broken variants; the search ends when it has found one. */
    private static final int INVOCATIONS_TO_FIND = 3000;

    // ---- what is checked: every public method without parameters is one thread

    /** One thread waits for the network, the other for a signal. Whoever leads first, the other has to take over. */
    public static class HandOver extends Model {
        private final Goal fromNetwork = new Goal();
        private final Goal fromSignal = new Goal();

        public HandOver() {
            this(SoundVariant::new);
        }

        HandOver(Function<SimulatedPoll, LeaderFollowers> variant) {
            super(variant);
        }

        @Override
        void arrived() {
            reach(fromNetwork);
        }

        public void awaitNetwork() {
            await(fromNetwork);
        }

        public void awaitSignal() {
            await(fromSignal);
        }

        public void network() {
            poll.arrive();
        }

        public void signal() {
            loop.lock();
            try {
                reach(fromSignal);
            } finally {
                loop.unlock();
            }
        }
    }

    /** A task that another thread adds ends a wait. */
    public static class TaskEndsWait extends Model {
        private final Goal goal = new Goal();

        public TaskEndsWait() {
            this(SoundVariant::new);
        }

        TaskEndsWait(Function<SimulatedPoll, LeaderFollowers> variant) {
            super(variant);
        }

        public void await() {
            await(goal);
        }

        public void execute() {
            loop.execute(() -> reach(goal));
        }

        public void passBy() {
            loop.lock();
            loop.unlock();
        }
    }

    /** While one thread leads, another looks once without blocking, and either may be the one that finds something. */
    public static class PollOnceMeanwhile extends Model {
        private final Goal goal = new Goal();
        private final Goal never = new Goal();

        public PollOnceMeanwhile() {
            super(SoundVariant::new);
        }

        @Override
        void arrived() {
            reach(goal);
        }

        public void await() {
            await(goal);
        }

        public void pollOnce() {
            if (await(never, CallerLoop.POLL_ONCE)) {
                throw new IllegalStateException("reached without a cause");
            }
        }

        public void network() {
            poll.arrive();
        }
    }

    // ---- variants of what is under test

    private static class SoundVariant extends LeaderFollowers {
        SoundVariant(Poll poll) {
            super(poll);
        }

        @Override
        void run(Runnable task) {
            task.run();
        }

        @Override
        void beforeRelease() {}
    }

    private static final class KeepsLeadership extends SoundVariant {
        KeepsLeadership(Poll poll) {
            super(poll);
        }

        @Override
        void passLeadershipOn() {}
    }

    private static final class ForgetsLeader extends SoundVariant {
        ForgetsLeader(Poll poll) {
            super(poll);
        }

        @Override
        void signal(CallerLoop.Waiter waiter) {
            waiter.unpark();
        }
    }

    private static final class LooksOnlyBefore extends SoundVariant {
        LooksOnlyBefore(Poll poll) {
            super(poll);
        }

        @Override
        boolean shouldReenter() {
            return false;
        }
    }

    public static final class HandOverKeepingLeadership extends HandOver {
        public HandOverKeepingLeadership() {
            super(KeepsLeadership::new);
        }
    }

    public static final class HandOverForgettingLeader extends HandOver {
        public HandOverForgettingLeader() {
            super(ForgetsLeader::new);
        }
    }

    public static final class HandOverWithWakeupTooEarly extends HandOver {
        public HandOverWithWakeupTooEarly() {
            super(poll -> {
                poll.forgetEarlyWakeups();
                return new SoundVariant(poll);
            });
        }
    }

    public static final class TaskEndsWaitLookingOnlyBefore extends TaskEndsWait {
        public TaskEndsWaitLookingOnlyBefore() {
            super(LooksOnlyBefore::new);
        }
    }

    // ---- the tests

    @Test
    void leadershipIsHandedOver() throws ReflectiveOperationException {
        check(HandOver.class, INVOCATIONS, "awaitNetwork", "awaitSignal", "network", "signal");
    }

    @Test
    void tasksEndWaits() throws ReflectiveOperationException {
        check(TaskEndsWait.class, INVOCATIONS, "await", "execute", "passBy");
    }

    @Test
    void pollOnceTakesNothingFromTheLeader() throws ReflectiveOperationException {
        check(PollOnceMeanwhile.class, INVOCATIONS, "await", "pollOnce", "network");
    }

    @Test
    void findsLeadershipThatIsKept() {
        assertDeadlock(HandOverKeepingLeadership.class, "awaitNetwork", "awaitSignal", "network", "signal");
    }

    @Test
    void findsSignalThatMissesTheLeader() {
        assertDeadlock(HandOverForgettingLeader.class, "awaitNetwork", "awaitSignal", "network", "signal");
    }

    @Test
    void findsWakeupLostBeforeBlocking() {
        assertDeadlock(HandOverWithWakeupTooEarly.class, "awaitNetwork", "awaitSignal", "network", "signal");
    }

    @Test
    void findsTaskLeftBehind() {
        assertDeadlock(TaskEndsWaitLookingOnlyBefore.class, "await", "execute", "passBy");
    }

    private static void assertDeadlock(Class<? extends Model> model, String... threads) {
        String message = assertThrows(LincheckAssertionError.class, () -> check(model, INVOCATIONS_TO_FIND, threads))
                .getMessage();
        assertTrue(message.contains("hung") || message.contains("deadlock"), message);
    }

    private static void check(Class<? extends Model> model, int invocations, String... threads)
            throws ReflectiveOperationException {
        List<List<Actor>> actors = new ArrayList<>();
        for (String thread : threads) {
            Method method = model.getMethod(thread);
            actors.add(List.of(new Actor(method, List.of())));
        }
        new ModelCheckingOptions()
                .iterations(0)
                .invocationsPerIteration(invocations)
                .minimizeFailedScenario(false)
                .verifier(EpsilonVerifier.class)
                .addGuarantee(ManagedStrategyGuaranteeKt.forClasses(
                                ConcurrentLinkedQueue.class.getName(), ArrayList.class.getName())
                        .allMethods()
                        .treatAsAtomic())
                .addCustomScenario(new ExecutionScenario(List.of(), actors, List.of(), null))
                .check(model);
    }

    /** What the threads of a scenario share. */
    public abstract static class Model {
        final SimulatedPoll poll = new SimulatedPoll(this::arrived);
        final LeaderFollowers loop;

        Model(Function<SimulatedPoll, LeaderFollowers> variant) {
            loop = variant.apply(poll);
        }

        /** Something came from the network. Lock held. */
        void arrived() {}

        /** Lock held. */
        final void reach(Goal goal) {
            goal.reached = true;
            loop.signal(goal);
        }

        final boolean await(Goal goal) {
            return await(goal, CallerLoop.NEVER);
        }

        final boolean await(Goal goal, long deadline) {
            loop.lock();
            try {
                return loop.await(goal, deadline);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                loop.unlock();
            }
        }
    }

    static final class Goal extends CallerLoop.Waiter {
        /** Guarded by the loop's lock. */
        private boolean reached;

        @Override
        protected boolean isDone() {
            return reached;
        }
    }
}
