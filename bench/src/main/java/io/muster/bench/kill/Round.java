// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.kill;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Random;

/** One round: two kills in the middle of the messages, at places that the seed decides. */
record Round(Victim victim, Ledger ledger, Load load, Random random) {

    static final int MESSAGES = 2_000;
    private static final int PROBES = 240;
    private static final int PROBE_MILLIS = 250;
    private static final int EARLIEST = 50;
    private static final int SPREAD = 900;

    Tally run() throws IOException, SQLException, InterruptedException {
        awaitSubscription();
        ledger.reset();
        int first = EARLIEST + random.nextInt(SPREAD);
        int second = first + EARLIEST + random.nextInt(SPREAD);
        var acknowledged = load.send(MESSAGES);
        killAt(first);
        acknowledged.join();
        victim.startAgain();
        killAt(second);
        victim.startAgain();
        return tally();
    }

    /** Until a message comes through, the session that must not lose any does not exist. */
    private void awaitSubscription() throws SQLException, InterruptedException, IOException {
        ledger.reset();
        for (int i = 0; !ledger.probed(); i++) {
            if (i == PROBES) {
                throw new IOException("the service takes no messages");
            }
            load.send("probe", Ledger.PROBE).join();
            Thread.sleep(PROBE_MILLIS);
        }
    }

    private void killAt(long count) throws SQLException, InterruptedException {
        ledger.await(count);
        victim.kill();
    }

    /** A candidate that stands still is given one more start, to tell a stall from a loss. */
    private Tally tally() throws IOException, SQLException, InterruptedException {
        long applied = ledger.await(MESSAGES);
        long stalledAt = -1;
        if (applied < MESSAGES) {
            victim.kill();
            victim.startAgain();
            long later = ledger.await(MESSAGES);
            stalledAt = later > applied ? applied : -1;
            applied = later;
        }
        return new Tally(MESSAGES, applied, ledger.effects(), stalledAt);
    }
}
