// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.live;

import io.muster.platform.problem.Problems;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.history.PastVersion;
import io.muster.shadow.store.Command;
import io.muster.shadow.store.Result;
import io.muster.shadow.store.ShadowHistory;
import io.muster.shadow.store.ShadowKey;
import io.muster.shadow.store.Shadows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** As they are in the database. */
@ApplicationScoped
class StoredVersions implements Versions {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Shadows shadows;
    private final ShadowHistory history;

    StoredVersions(Shadows shadows, ShadowHistory history) {
        this.shadows = shadows;
        this.history = history;
    }

    @Override
    public Uni<List<PastVersion>> after(ShadowKey key, long version, int limit) {
        return bounded(history.after(key, version, limit));
    }

    @Override
    public Uni<Shadow> now(ShadowKey key) {
        return bounded(
                shadows.submit(new Command.Look(key))
                        .map(Result.Seen.class::cast)
                        .map(seen -> seen.stored().shadow()));
    }

    private static <T> Uni<T> bounded(Uni<T> answer) {
        return answer.ifNoItem()
                .after(PATIENCE)
                .failWith(() -> Problems.unavailable("The database does not answer in time."));
    }
}
