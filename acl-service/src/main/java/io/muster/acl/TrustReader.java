// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.certificate.TenantTrust;
import io.muster.acl.certificate.Trust;
import io.muster.acl.certificate.TrustFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Keeps {@link Trust} as its files say. */
final class TrustReader {

    private static final Logger LOG = Logger.getLogger(TrustReader.class);

    private final List<TrustFiles> files;
    private final Trust trust;
    private List<String> seen = List.of();

    TrustReader(List<TrustFiles> files, Trust trust) {
        this.files = List.copyOf(files);
        this.trust = trust;
    }

    /** Reads them for the first time; what can't be read keeps the service from starting. */
    void start() {
        try {
            read(stamps());
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(
                    "the trusted authorities could not be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    /**
     * Reads them again if they have changed; what can't be read changes nothing, but is told of.
     */
    void refresh() {
        try {
            var now = stamps();
            if (!now.equals(seen)) {
                read(now);
                LOG.info("The trusted authorities were read again");
            }
        } catch (IOException | GeneralSecurityException unreadable) {
            LOG.errorf(
                    "The trusted authorities have changed and could not be read: %s",
                    unreadable.getMessage());
        }
    }

    private void read(List<String> stamps) throws IOException, GeneralSecurityException {
        var tenants = new ArrayList<TenantTrust>();
        for (var each : files) {
            tenants.add(each.read());
        }
        trust.replace(tenants);
        seen = stamps;
    }

    private List<String> stamps() throws IOException {
        var stamps = new ArrayList<String>();
        for (var path : files.stream().flatMap(TrustFiles::paths).toList()) {
            stamps.add(stamp(path));
        }
        return stamps;
    }

    private static String stamp(Path path) throws IOException {
        return path + " " + Files.size(path) + " " + Files.getLastModifiedTime(path);
    }
}
