// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.download;

import io.muster.ota.artifact.ByteRange;
import io.muster.ota.artifact.ContentDigest;
import io.muster.ota.artifact.DownloadLink;
import io.muster.ota.blob.ArtifactStore.StoredFile;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request whose link was accepted (RFC 9110): the whole artifact, a part of it, or
 * why not. The bytes go from the file to the socket without passing through the heap where the
 * connection allows it.
 */
final class ArtifactResponse {

    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NOT_MODIFIED = 304;
    private static final int PRECONDITION_FAILED = 412;
    private static final int UNSATISFIABLE = 416;

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final StoredFile file;
    private final DownloadLink link;
    private final String tag;

    ArtifactResponse(RoutingContext context, DownloadLink link, StoredFile file) {
        this.context = context;
        this.response = context.response();
        this.file = file;
        this.link = link;
        this.tag = "\"" + link.sha256() + "\"";
    }

    void send() {
        response.putHeader(HttpHeaders.ETAG, tag)
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-transform")
                .putHeader("X-Content-Type-Options", "nosniff");
        if (named(header("If-Match"), false)) {
            if (named(header("If-None-Match"), true)) {
                content();
            } else {
                empty(NOT_MODIFIED);
            }
        } else {
            empty(PRECONDITION_FAILED);
        }
    }

    /** Says whether a condition on the tag holds; one that is absent does. */
    private boolean named(@Nullable String condition, boolean negated) {
        if (condition == null) {
            return true;
        }
        boolean listed =
                Arrays.stream(condition.split(",", -1))
                        .map(String::strip)
                        .anyMatch(item -> item.equals(tag) || item.equals("*"));
        return listed != negated;
    }

    private void content() {
        switch (range()) {
            case ByteRange.Whole() -> bytes(OK, 0, file.size());
            case ByteRange.Part part -> {
                response.putHeader(
                        HttpHeaders.CONTENT_RANGE,
                        "bytes " + part.first() + "-" + part.last() + "/" + file.size());
                bytes(PARTIAL, part.first(), part.length());
            }
            case ByteRange.Unsatisfiable() -> {
                response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + file.size());
                empty(UNSATISFIABLE);
            }
        }
    }

    /** Ranges are for GET, and only while the artifact is the one the client has the rest of. */
    private ByteRange range() {
        var range = header("Range");
        var ifRange = header("If-Range");
        boolean same = ifRange == null || ifRange.equals(tag);
        return range != null && same && !head()
                ? ByteRange.parse(range, file.size())
                : new ByteRange.Whole();
    }

    private void bytes(int status, long offset, long length) {
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length))
                .putHeader("Content-Disposition", "attachment; filename=\"" + link.sha256() + "\"")
                .putHeader("Repr-Digest", ContentDigest.format(link.sha256()));
        if (head() || length == 0) {
            response.end();
        } else {
            // A client that goes away is no failure of ours; it comes back for the rest.
            response.sendFile(file.path().toString(), offset, length)
                    .onFailure(_ -> response.reset());
        }
    }

    private void empty(int status) {
        response.setStatusCode(status).end();
    }

    private boolean head() {
        return context.request().method().equals(HttpMethod.HEAD);
    }

    private @Nullable String header(String name) {
        return context.request().getHeader(name);
    }
}
