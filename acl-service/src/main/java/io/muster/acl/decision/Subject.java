// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.decision;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.platform.topic.TenantId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a policy may see of an identity. The objects are shared and never changed once here.
 *
 * @param type the kind of proof: {@code cert}, {@code token}, …
 * @param id unique over all kinds, such as {@code cert:acme/dev-1}
 * @param tenant null for our own services, which belong to none
 * @param groups the memberships that a selector can ask for; of a token, its roles
 * @param claims of the verified token; empty without one
 * @param certificate null when no certificate is part of the proof
 * @param attributes what the registry knows of the device; empty when it knows nothing
 */
public record Subject(
        String type,
        String id,
        @Nullable TenantId tenant,
        Set<String> groups,
        ObjectNode claims,
        @Nullable CertificateFacts certificate,
        ObjectNode attributes) {

    /** No members; nobody writes to it. */
    public static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    public Subject {
        groups = Set.copyOf(groups);
    }

    /** The same identity with the attributes that the registry has of it now. */
    public Subject withAttributes(ObjectNode now) {
        return new Subject(type, id, tenant, groups, claims, certificate, now);
    }
}
