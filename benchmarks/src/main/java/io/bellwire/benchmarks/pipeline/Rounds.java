package io.bellwire.benchmarks.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who runs when: all in each round, and each round begins with another one, since a machine may become slower by and by. */
record Rounds(int count, List<Contender> contenders) {
    /** One run. */
    interface Run {
        void run(int round, Contender contender) throws Exception;
    }

    void run(Run each) throws Exception {
        for (int round = 1; round <= count; round++) {
            for (Contender contender : inTurn(contenders, round)) {
                each.run(round, contender);
            }
        }
    }

    static <T> List<T> inTurn(List<T> all, int round) {
        List<T> order = new ArrayList<>(all);
        Collections.rotate(order, 1 - round);
        return order;
    }
}
