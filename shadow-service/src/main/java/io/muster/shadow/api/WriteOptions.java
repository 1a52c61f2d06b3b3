// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What every write to a shadow may say beside its body, as it was sent. */
public class WriteOptions {

    static final List<String> QUERY = List.of("dryRun", "when", "ttl", "notBefore");
    static final List<String> HEADERS =
            List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH, "Idempotency-Key");

    @Parameter(description = "The ETag of the shadow, or * for any that exists; otherwise 412.")
    @RestHeader(HttpHeaders.IF_MATCH)
    @Nullable String ifMatch;

    @Parameter(description = "Only *: the write creates the shadow, or is 412.")
    @RestHeader(HttpHeaders.IF_NONE_MATCH)
    @Nullable String ifNoneMatch;

    @Parameter(description = "The same key and body within ten minutes are carried out once.")
    @RestHeader("Idempotency-Key")
    @Nullable String idempotencyKey;

    @Parameter(description = "return=minimal asks for an answer without a body.")
    @RestHeader("Prefer")
    @Nullable String prefer;

    @Parameter(
            description =
                    "true shows what would come of it, and how large that is, and keeps nothing.",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @RestQuery
    @Nullable String dryRun;

    @Parameter(
            description =
                    "A condition on the shadow of now, such as reported.fw==1.2, in the grammar of"
                            + " filters; 412 if it does not hold.")
    @RestQuery
    @Nullable String when;

    @Parameter(description = "For how long what is desired holds, as PT1H; for good if absent.")
    @RestQuery
    @Nullable String ttl;

    @Parameter(description = "From when what is desired holds (RFC 3339); at once if absent.")
    @RestQuery
    @Nullable String notBefore;
}
