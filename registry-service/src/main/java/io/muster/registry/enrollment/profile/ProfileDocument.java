// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.registry.identity.Fingerprint;
import io.muster.registry.identity.GroupPath;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a profile as the API and the database write them; what is absent is as in the
 * default.
 */
@RegisterForReflection
@Schema(name = "EnrollmentRules")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProfileDocument(
        @Schema(description = "What a device shows for its first certificate.")
                @Nullable EnrollmentMode mode,
        @Schema(description = "Whether somebody has to approve a first enrollment.")
                @Nullable Approval approval,
        @Schema(description = "Whether an enrollment may add a device that does not exist.")
                @Nullable Boolean createIfMissing,
        @Schema(description = "The kinds of keys that are allowed, the preferred one first.")
                @Nullable List<KeyKind> keys,
        @Schema(description = "How long an RSA key is at least; 2048 or more.")
                @Nullable Integer rsaMinBits,
        @Schema(description = "How long certificates are good, such as P90D.")
                @Nullable String validity,
        @Schema(description = "What names in a first request are worth.")
                @Nullable SubjectPolicy subjectPolicy,
        @Schema(description = "How many first certificates there are.")
                @Nullable Long maxEnrollments,
        @Schema(description = "When first enrollments end.") @Nullable Instant notAfter,
        @Schema(description = "How EST answers break base64.") @Nullable WireForm wire,
        @Schema(description = "Whether a request has to be bound to its TLS connection.")
                @Nullable PopLinking popLinking,
        @Schema(description = "How long after its expiry a certificate may be renewed once.")
                @Nullable String renewGrace,
        @Schema(
                        description =
                                "How ids are made of certificates and requests, such as"
                                        + " line-4-{cert.serial}.")
                @Nullable String deviceIdTemplate,
        @Schema(
                        description =
                                "Of which issuers certificates open the door; all that the tenant"
                                        + " has proven if absent.")
                @Nullable List<String> issuers,
        @Schema(
                        description =
                                "Whether simplereenroll takes such certificates too, as some"
                                        + " clients always ask there.")
                @Nullable Boolean reenrollAsEnroll,
        @Schema(description = "Whether csrattrs tells devices which key to make.")
                @Nullable Boolean csrAttributes,
        @Schema(description = "The id of the device type of devices that an enrollment adds.")
                @Nullable String typeId,
        @Schema(description = "Paths of groups, filled by hand, that added devices are put into.")
                @Nullable List<String> groups,
        @Schema(description = "The tags of devices that an enrollment adds.")
                @Nullable List<String> tags) {

    /** Writes rules, every member said. */
    public static ProfileDocument of(ProfileRules rules) {
        var limits = rules.limits();
        return new ProfileDocument(
                rules.mode(),
                rules.approval(),
                rules.createIfMissing(),
                rules.keys().kinds(),
                rules.keys().rsaMinBits(),
                limits.validity().map(Object::toString).orElse(null),
                rules.subject(),
                limits.maxEnrollments().orElse(null),
                limits.notAfter().orElse(null),
                rules.est().wire(),
                rules.est().popLinking(),
                rules.renewGrace().toString(),
                rules.entry().template().map(IdTemplate::text).orElse(null),
                rules.entry().issuers().stream().map(Fingerprint::hex).sorted().toList(),
                rules.entry().reenroll(),
                rules.est().csrAttributes(),
                rules.newDevices().description().type().orElse(null),
                rules.newDevices().groups().stream().map(GroupPath::value).toList(),
                rules.newDevices().description().tags());
    }

    /** Reads the rules; a problem where they make no sense. */
    public ProfileRules rules() {
        return new ProfileReader(this).rules();
    }
}
