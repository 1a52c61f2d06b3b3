// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import io.muster.platform.topic.DeviceId;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How a certificate names a device: exactly once at that place. A second common name is refused
 * wherever the name is taken from, since some reader might take that one.
 *
 * @param prefix what stands before the name and is no part of it, such as {@code urn:dev:}; names
 *     without it are other people's
 */
public record NameRule(NamePlace place, String prefix) {

    Optional<DeviceId> read(X509Certificate certificate) {
        var commonNames = DeviceNames.commonNames(certificate);
        if (commonNames.size() > 1) {
            return Optional.empty();
        }
        var candidates =
                switch (place) {
                    case CN -> commonNames;
                    case SAN_URI -> Facts.alternatives(certificate, Facts.URI);
                    case SAN_DNS -> Facts.alternatives(certificate, Facts.DNS);
                };
        return only(candidates.stream().filter(name -> name.startsWith(prefix)).toList())
                .map(name -> name.substring(prefix.length()))
                .flatMap(DeviceId::parse);
    }

    private static Optional<String> only(List<String> names) {
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }
}
