// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.certificate.NamePlace;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The authorities that one tenant trusts. The files are read again when they change. */
public interface TrustTerms {

    /** Their certificates, PEM, each an authority that issues to devices itself. */
    Path bundle();

    /**
     * Their revocation lists, PEM. One that is out of date has the devices of its authority
     * refused, since it may lack the entry that matters.
     */
    Optional<Path> crl();

    /** Serial numbers, in hexadecimal, of certificates that are not accepted. */
    Optional<Set<String>> deniedSerials();

    /** Where the device's name stands: {@code cn}, {@code san-uri} or {@code san-dns}. */
    @WithDefault("cn")
    NamePlace name();

    /** What stands before the name there and is no part of it. */
    Optional<String> namePrefix();
}
