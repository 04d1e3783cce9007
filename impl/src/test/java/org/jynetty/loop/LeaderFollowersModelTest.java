package org.jynetty.loop;

import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

class LeaderFollowersModelTest {

    private static class Real extends LeaderFollowers {
        Real(Poll poll) {
            super(poll);
        }

        @Override
        void run(Runnable task) {
            task.run();
        }

        @Override
        void beforeRelease() {}
    }

    static class Model {
       boolean done1, done2;
       CallerLoop.Waiter w1 = new CallerLoop.Waiter() { protected boolean isDone() { return done1; }};
       CallerLoop.Waiter w2 = new CallerLoop.Waiter() { protected boolean isDone() { return done2; }};
       SimulatedPoll poll = new SimulatedPoll(this::callback);
       LeaderFollowers l = new Real(poll);
       void callback() { done1 = true; done2 = true; l.signal(w1); l.signal(w2);}
       void waitFor(CallerLoop.Waiter w) {
          l.lock();
          try { l.await(w, CallerLoop.NEVER); } catch (InterruptedException e) { throw new IllegalStateException(e); } finally { l.unlock(); }
       }
    }
    @Test
    void t() {
        long t0 = System.nanoTime();
        Lincheck.runConcurrentTest(1000, () -> {
            try {
            Model m = new Model();
            Thread a = new Thread(() -> m.waitFor(m.w1));
            Thread b = new Thread(() -> m.waitFor(m.w2));
            Thread c = new Thread(() -> m.poll.arrive());
            a.start(); b.start(); c.start();
            a.join(); b.join(); c.join();
            } catch (InterruptedException e) { throw new IllegalStateException(e); }
        });
        System.out.println("took " + (System.nanoTime() - t0) / 1e9);
    }
}
