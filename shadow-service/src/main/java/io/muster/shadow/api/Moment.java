// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** When a reader wants to see a shadow, as it was sent; now if it says nothing. */
public class Moment {

    @Parameter(
            description =
                    "The shadow as this version made it: desired, reported, delta and tags. 410 if"
                            + " that is not kept any more.")
    @RestQuery
    @Nullable String atVersion;

    @Parameter(description = "The shadow as it was at this time (RFC 3339), likewise.")
    @RestQuery
    @Nullable String at;

    boolean past() {
        return atVersion != null || at != null;
    }
}
