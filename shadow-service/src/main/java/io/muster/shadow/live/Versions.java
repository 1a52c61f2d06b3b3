// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.live;

import io.muster.shadow.document.Shadow;
import io.muster.shadow.history.PastVersion;
import io.muster.shadow.store.ShadowKey;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Where it is read what became of a shadow. */
interface Versions {

    /** The first versions after one that are kept, in order; all that were committed before. */
    Uni<List<PastVersion>> after(ShadowKey key, long version, int limit);

    /** The shadow as it is now. */
    Uni<Shadow> now(ShadowKey key);
}
