// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.dispatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.muster.ota.OtaConfig;
import io.muster.ota.artifact.DownloadLink;
import io.muster.ota.artifact.LinkSecrets;
import io.muster.ota.release.Base64Text;
import io.muster.ota.store.JobDocumentStore.JobDocument;
import io.muster.platform.topic.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;

/**
 * A job as the device reads it. The same job gives the same bytes, its link included, so that a
 * device that is told twice sees no difference.
 */
@ApplicationScoped
class JobMessage {

    private final LinkSecrets secrets;
    private final OtaConfig config;

    JobMessage(LinkSecrets secrets, OtaConfig config) {
        this.secrets = secrets;
        this.config = config;
    }

    byte[] of(TenantId tenant, JobDocument document) {
        var job = document.job();
        var manifest = document.manifest();
        var json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("jobId", job.id().toString())
                        .put("rev", job.rev())
                        .put("kind", job.order().kind().name())
                        .put("product", manifest.product())
                        .put("version", manifest.version())
                        .put("previousVersion", job.order().previousVersion());
        json.putObject("artifact")
                .put("url", config.publicUrl() + secrets.sign(link(tenant, document)))
                .put("size", manifest.size())
                .put("sha256", manifest.sha256().hex());
        return json.put("manifest", Base64Text.of(manifest.canonical()).value())
                .put("signature", document.signature().value())
                .put("keyId", document.keyId())
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private DownloadLink link(TenantId tenant, JobDocument document) {
        var expires = document.until().plus(config.linkGrace()).truncatedTo(ChronoUnit.SECONDS);
        return new DownloadLink(
                tenant, document.manifest().sha256(), document.job().device(), expires);
    }
}
