// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * The device that a certificate names: {@code CN={device},O={tenant}} and, saying the same, the
 * subject alternative name {@code urn:device:{tenant}:{device}}. Each exactly once: a certificate
 * with two common names means a different device to every reader. A claim certificate has {@code
 * urn:claim:} there, and names no device but itself.
 */
record DeviceNames(TenantId tenant, DeviceId device) {

    private static final int URI = 6;
    private static final String DEVICE = "urn:device:";
    private static final String CLAIM = "urn:claim:";

    static Optional<DeviceNames> of(X509Certificate certificate) {
        try {
            var subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
            var rdns = new LdapName(subject).getRdns();
            return named(single(rdns, "O"), single(rdns, "CN"))
                    .filter(names -> names.confirmedBy(certificate));
        } catch (InvalidNameException malformed) {
            return Optional.empty();
        }
    }

    /** All common names, in whatever part of the name they stand. */
    static List<String> commonNames(X509Certificate certificate) {
        var found = new ArrayList<String>();
        try {
            var subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
            for (var rdn : new LdapName(subject).getRdns()) {
                var attribute = rdn.toAttributes().get("CN");
                for (int i = 0; attribute != null && i < attribute.size(); i++) {
                    found.add(String.valueOf(attribute.get(i)));
                }
            }
        } catch (NamingException malformed) {
            return List.of();
        }
        return found;
    }

    private static Optional<DeviceNames> named(Optional<String> o, Optional<String> cn) {
        return o.flatMap(TenantId::parse)
                .flatMap(tenant ->
                        cn.flatMap(DeviceId::parse).map(device -> new DeviceNames(tenant, device)));
    }

    private static Optional<String> single(List<Rdn> rdns, String type) {
        var values = new ArrayList<Object>();
        for (var rdn : rdns) {
            var attribute = rdn.toAttributes().get(type);
            if (attribute != null) {
                values.add(rdn.size() == 1 ? rdn.getValue() : List.of());
            }
        }
        return values.size() == 1 && values.getFirst() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private boolean confirmedBy(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            var uris = names == null ? List.<String>of() : uris(names);
            return uris.equals(List.of(urn(DEVICE))) || uris.equals(List.of(urn(CLAIM)));
        } catch (CertificateParsingException malformed) {
            return false;
        }
    }

    private static List<String> uris(Collection<List<?>> names) {
        return names.stream()
                .filter(name -> name.getFirst() instanceof Integer type && type == URI)
                .map(name -> String.valueOf(name.get(1)))
                .filter(uri -> uri.startsWith(DEVICE) || uri.startsWith(CLAIM))
                .toList();
    }

    private String urn(String prefix) {
        return prefix + tenant + ":" + device;
    }

    /** Whether a certificate that was checked is a claim. */
    static boolean isClaim(List<String> uris) {
        return uris.stream().anyMatch(uri -> uri.startsWith(CLAIM));
    }
}
