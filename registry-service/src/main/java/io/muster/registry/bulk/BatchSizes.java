// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How many rows the next batch of each job has. The batches of a job whose rows are refused get
 * smaller and then larger again; those of other jobs stay as they are.
 */
final class BatchSizes {

    /** More jobs than this in trouble at once begin with whole batches again. */
    private static final int MOST_JOBS = 1_000;

    private final int most;
    private final Map<UUID, Integer> smaller =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<UUID, Integer> eldest) {
                    return size() > MOST_JOBS;
                }
            };

    BatchSizes(int most) {
        this.most = most;
    }

    synchronized int of(UUID job) {
        return smaller.getOrDefault(job, most);
    }

    /** A batch of it was refused. */
    synchronized void shrink(UUID job) {
        smaller.put(job, Math.max(1, of(job) / 2));
    }

    /** A batch of it went well. */
    synchronized void grow(UUID job) {
        smaller.computeIfPresent(job, (_, size) -> size * 2 >= most ? null : size * 2);
    }
}
