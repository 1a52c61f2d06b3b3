// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.muster.acl.certificate.NameRule;
import io.muster.acl.certificate.Trust;
import io.muster.acl.certificate.TrustFiles;
import io.muster.platform.topic.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads which authorities are trusted; one that can't be read keeps the service from starting. */
@Dependent
class TrustWiring {

    private final AclConfig config;

    TrustWiring(AclConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Trust trust() {
        return new Trust();
    }

    @Produces
    @Singleton
    TrustReader reader(Trust trust) {
        var files =
                config.certificates().trust().entrySet().stream()
                        .map(each -> files(each.getKey(), each.getValue()))
                        .toList();
        var reader = new TrustReader(files, trust);
        reader.start();
        return reader;
    }

    private static TrustFiles files(String name, TrustTerms told) {
        var tenant =
                TenantId.parse(name)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "muster.acl.certificates.trust has no tenant id: " + name));
        return new TrustFiles(
                tenant,
                new NameRule(told.name(), told.namePrefix().orElse("")),
                told.bundle(),
                told.crl().orElse(null),
                serials(told.deniedSerials().orElse(Set.of())));
    }

    private static Set<String> serials(Set<String> told) {
        return told.stream()
                .map(text -> text.replace(":", "").toLowerCase(Locale.ROOT))
                .map(text -> text.replaceFirst("^0+(?=.)", ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
