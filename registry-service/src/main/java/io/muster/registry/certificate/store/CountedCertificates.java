// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.certificate.store;

/** Which certificates of a device count for its tenant's quota. */
public final class CountedCertificates {

    /**
     * A statement that counts those of the tenant {@code $1} and the device {@code $2}: what is
     * good now or on hold. One that has a successor does not count beside it, though it is good
     * until the overlap is over.
     */
    public static final String COUNT =
            """
            SELECT count(*) FROM certificate c
            WHERE c.tenant_id = $1 AND c.device_id = $2 AND c.status IN ('ACTIVE', 'HOLD') AND c.not_after > now()
                AND NOT EXISTS (
                    SELECT 1 FROM certificate n
                    WHERE n.tenant_id = c.tenant_id AND n.fingerprint = c.replaced_by
                        AND n.status IN ('ACTIVE', 'HOLD') AND n.not_after > now())
            """;

    private CountedCertificates() {}
}
