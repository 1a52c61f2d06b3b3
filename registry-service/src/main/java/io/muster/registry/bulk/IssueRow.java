// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.bulk;

import io.muster.platform.topic.DeviceId;
import io.muster.registry.bulk.input.RowFault;
import io.muster.registry.enrollment.csr.CsrText;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of a file of requests: which device is to have a certificate, and for which key. */
@RegisterForReflection
record IssueRow(@Nullable String deviceId, @Nullable String csr) {

    DeviceId device() {
        return Optional.ofNullable(deviceId)
                .flatMap(DeviceId::parse)
                .orElseThrow(() -> new RowFault("id-invalid", "/deviceId", "deviceId is no id."));
    }

    /** The request in DER, not looked at further. */
    byte[] request() {
        return Optional.ofNullable(csr)
                .flatMap(CsrText::decode)
                .orElseThrow(() ->
                        new RowFault(
                                "csr-malformed",
                                "/csr",
                                "csr is a PKCS#10 request in PEM or base64."));
    }
}
