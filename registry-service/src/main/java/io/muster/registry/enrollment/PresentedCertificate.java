// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.identity.Fingerprint;

/**
 * A client certificate whose key the client has proven to hold and that an authority of ours
 * signed. Whether it is current, only the registry knows.
 *
 * @param commonName the device it names
 */
public record PresentedCertificate(Fingerprint fingerprint, String commonName) {}
