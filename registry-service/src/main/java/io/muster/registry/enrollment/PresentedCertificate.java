// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.identity.Der;
import io.muster.registry.identity.Fingerprint;

/**
 * A client certificate whose key the client has proven to hold. Whether anybody vouches for it, and
 * whether it is current, is not known yet.
 *
 * @param commonName what it calls its holder; empty when it names nobody
 */
public record PresentedCertificate(Fingerprint fingerprint, String commonName, Der der) {}
