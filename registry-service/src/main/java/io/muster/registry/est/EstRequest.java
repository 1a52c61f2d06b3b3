// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.enrollment.ChannelBinding;
import io.muster.registry.enrollment.PresentedCertificate;
import io.muster.registry.enrollment.profile.EnrollmentProfile;
import io.muster.registry.enrollment.profile.WireForm;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A request as far as EST looks at it; headers that are absent are empty.
 *
 * @param wire how the client needs base64 to be broken
 * @param wantsJson whether the client prefers problem details to plain text
 */
record EstRequest(
        EstPath path,
        String remoteIp,
        Optional<PresentedCertificate> certificate,
        Optional<ChannelBinding> binding,
        String authorization,
        String contentType,
        String transferEncoding,
        WireProfile wire,
        boolean wantsJson,
        Buffer body) {

    /** The request as a profile wants it answered. */
    EstRequest on(EnrollmentProfile profile) {
        var form = profile.rules().est().wire() == WireForm.MIME ? WireProfile.MIME : wire;
        return new EstRequest(
                path,
                remoteIp,
                certificate,
                binding,
                authorization,
                contentType,
                transferEncoding,
                form,
                wantsJson,
                body);
    }
}
