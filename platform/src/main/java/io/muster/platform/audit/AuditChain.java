// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.platform.audit.AuditVerdict.Broken;
import io.muster.platform.audit.AuditVerdict.Intact;
import io.muster.platform.topic.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The hash chain of one tenant: each link's hash covers its body and the hash before it, and the
 * body names tenant and sequence, so a link can be neither changed, removed, moved nor borrowed
 * from another tenant without breaking the next one. Cutting off the end is seen only by somebody
 * who kept a later head.
 */
public final class AuditChain {

    private AuditChain() {}

    /** The links that add entries to a chain, in their order. */
    static List<AuditLink> links(
            AuditHead previous, TenantId tenant, Instant at, List<AuditEntry> entries) {
        var links = new ArrayList<AuditLink>(entries.size());
        var head = previous;
        for (var entry : entries) {
            var link = link(head, tenant, at, entry);
            links.add(link);
            head = link.head();
        }
        return links;
    }

    /** The link that adds an entry to a chain. */
    public static AuditLink link(
            AuditHead previous, TenantId tenant, Instant at, AuditEntry entry) {
        long sequence = previous.sequence() + 1;
        var body =
                CanonicalJson.write(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("tenant", tenant.value())
                                .put("sequence", sequence)
                                .put("at", at.toString())
                                .put("actor", entry.actor())
                                .put("action", entry.action())
                                .put("target", entry.target())
                                .set("detail", entry.detail()));
        return new AuditLink(sequence, body, hash(previous.hash(), body));
    }

    /** Checks consecutive links that begin right after a head that is trusted. */
    public static AuditVerdict verify(TenantId tenant, AuditHead from, List<AuditLink> links) {
        var head = from;
        for (var link : links) {
            if (link.sequence() != head.sequence() + 1) {
                return new Broken(head.sequence() + 1, "the link is missing");
            }
            if (!link.hash().equals(hash(head.hash(), link.body()))) {
                return new Broken(
                        link.sequence(),
                        "the hash does not follow from the link before and the body");
            }
            if (!AuditBody.names(link.body(), tenant, link.sequence())) {
                return new Broken(link.sequence(), "the body belongs to another place");
            }
            head = link.head();
        }
        return new Intact(head);
    }

    private static String hash(String previous, String body) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var bytes = (previous + "\n" + body).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(sha256.digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
