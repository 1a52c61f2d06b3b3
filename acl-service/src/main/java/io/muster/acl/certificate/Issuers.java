// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.certificate;

import io.muster.platform.topic.TenantId;
import java.security.cert.X509Certificate;
import java.util.Collection;

/** The issuing CAs that registry-service has told us of. */
@FunctionalInterface
public interface Issuers {

    /** The CA certificates that may vouch for devices of this tenant, and of no other. */
    Collection<X509Certificate> of(TenantId tenant);
}
