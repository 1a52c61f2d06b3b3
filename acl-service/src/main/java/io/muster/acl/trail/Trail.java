// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest decisions, as many as there is room for: each refusal, and a sample of what was
 * allowed. Writers never wait for one another or for readers; a reader may miss what is written
 * while it reads.
 */
public final class Trail {

    private final AtomicReferenceArray<@Nullable Decided> ring;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong allowed = new AtomicLong();
    private final int everyAllow;

    /**
     * @param size how many are kept
     * @param everyAllow one in so many that were allowed is kept
     */
    public Trail(int size, int everyAllow) {
        if (size < 1 || everyAllow < 1) {
            throw new IllegalArgumentException("a trail keeps at least one of each");
        }
        this.ring = new AtomicReferenceArray<>(size);
        this.everyAllow = everyAllow;
    }

    /**
     * Says whether the next decision is to be kept: always when it is a refusal. To be asked once
     * for each, so that what is not kept costs nothing to describe.
     */
    public boolean wants(boolean allow) {
        return !allow || everyAllow == 1 || allowed.getAndIncrement() % everyAllow == 0;
    }

    /** Keeps a decision, in place of the oldest. */
    public void add(Decided decided) {
        ring.set((int) (next.getAndIncrement() % ring.length()), decided);
    }

    /** The latest that fit, newest first. */
    public List<Decided> latest(Predicate<Decided> wanted, int limit) {
        var found = new ArrayList<Decided>();
        long newest = next.get() - 1;
        long oldest = Math.max(0, newest - ring.length() + 1);
        for (long i = newest; i >= oldest && found.size() < limit; i--) {
            var decided = ring.get((int) (i % ring.length()));
            if (decided != null && wanted.test(decided)) {
                found.add(decided);
            }
        }
        return found;
    }

    /**
     * What was kept since an earlier look, oldest first.
     *
     * @param decisions those that are wanted, as many as the limit
     * @param position for the next look
     * @param lost how many have made room for others, unseen
     */
    public record Since(List<Decided> decisions, long position, long lost) {

        public Since {
            decisions = List.copyOf(decisions);
        }
    }

    /**
     * What was kept since an earlier look.
     *
     * @param position of that look; 0 for the first
     */
    public Since since(long position, Predicate<Decided> wanted, int limit) {
        long end = next.get();
        long oldest = Math.max(position, end - ring.length());
        var found = new ArrayList<Decided>();
        long at = oldest;
        while (at < end && found.size() < limit) {
            var decided = ring.get((int) (at % ring.length()));
            if (decided != null && wanted.test(decided)) {
                found.add(decided);
            }
            at++;
        }
        return new Since(found, at, oldest - position);
    }
}
