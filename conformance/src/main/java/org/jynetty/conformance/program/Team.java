package org.jynetty.conformance.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Several interpreters that do the same. Each runs a part of the concurrent programs, most of whose time is waiting; sequential
 * ones have nothing to wait for, and one interpreter that is warm is faster with them than several that are not.
 */
public final class Team implements Behaviour, AutoCloseable {
    private final List<? extends Behaviour> members;
    private final Aside aside;

    public Team(List<? extends Behaviour> members) {
        this.members = List.copyOf(members);
        this.aside = new Aside(members.size(), "interpreter");
    }

    @Override
    public List<Outcomes> run(List<Program> programs, int times, double pace) throws IOException, InterruptedException {
        List<List<Integer>> shares = new ArrayList<>();
        members.forEach(member -> shares.add(new ArrayList<>()));
        int next = 0;
        for (int i = 0; i < programs.size(); i++) {
            shares.get(programs.get(i).isConcurrent() ? next++ % members.size() : 0)
                    .add(i);
        }
        List<Future<List<Outcomes>>> running = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Behaviour member = members.get(i);
            List<Program> share = shares.get(i).stream().map(programs::get).toList();
            running.add(aside.begin(() -> share.isEmpty() ? List.of() : member.run(share, times, pace)));
        }
        List<Outcomes> all = new ArrayList<>(Collections.nCopies(programs.size(), null));
        for (int i = 0; i < members.size(); i++) {
            List<Outcomes> done = Aside.result(running.get(i), "an interpreter");
            for (int j = 0; j < done.size(); j++) {
                all.set(shares.get(i).get(j), done.get(j));
            }
        }
        return all;
    }

    @Override
    public Set<JsonNode> inAnyOrder(Program program) throws IOException, InterruptedException {
        return members.get(0).inAnyOrder(program);
    }

    @Override
    public void close() {
        aside.close();
    }
}
