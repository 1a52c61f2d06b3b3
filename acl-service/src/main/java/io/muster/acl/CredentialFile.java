// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.credential.Credential;
import io.muster.acl.credential.CredentialBook;
import io.muster.acl.json.JsonFault;
import io.muster.acl.json.StrictJson;
import io.muster.platform.topic.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The file of passwords, for who has no registry. A line that makes no sense spoils all of it. */
final class CredentialFile {

    private static final Logger LOG = Logger.getLogger(CredentialFile.class);
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final Optional<Path> file;
    private volatile CredentialBook book = new CredentialBook();
    private String seen = "";

    CredentialFile(Optional<Path> file) {
        this.file = file;
    }

    CredentialBook book() {
        return book;
    }

    /** Reads it for the first time; what can't be read keeps the service from starting. */
    void start() {
        try {
            read();
        } catch (IOException | JsonFault unreadable) {
            throw new IllegalStateException(
                    "muster.acl.credentials.file could not be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    /** Reads it again if it has changed; what can't be read changes nothing, but is told of. */
    void refresh() {
        try {
            read();
        } catch (IOException | JsonFault unreadable) {
            LOG.errorf(
                    "The file of passwords has changed and could not be read: %s",
                    unreadable.getMessage());
        }
    }

    private void read() throws IOException {
        if (file.isPresent()) {
            var path = file.get();
            var stamp = Files.size(path) + " " + Files.getLastModifiedTime(path);
            if (!stamp.equals(seen)) {
                book = parse(path);
                seen = stamp;
            }
        }
    }

    private static CredentialBook parse(Path path) throws IOException {
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException("the file of passwords is larger than " + MAX_BYTES + " bytes");
        }
        var next = new CredentialBook();
        int number = 0;
        for (var line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
            number++;
            if (!line.isBlank()) {
                add(next, line, "/" + number);
            }
        }
        return next;
    }

    private static void add(CredentialBook next, String line, String where) {
        try {
            var fact =
                    StrictJson.parse(line.getBytes(StandardCharsets.UTF_8))
                            .filter(JsonNode::isObject)
                            .orElseThrow(() -> new JsonFault("", "is no JSON object"));
            var tenant =
                    TenantId.parse(fact.path("tenant").asText())
                            .orElseThrow(() -> new JsonFault("/tenant", "is no tenant id"));
            if (Credential.read(tenant, fact).flatMap(next::put).isPresent()) {
                throw new JsonFault("/authId", "is there twice");
            }
        } catch (JsonFault fault) {
            throw new JsonFault(where + fault.pointer(), fault.reason());
        }
    }
}
