// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.transfer;

import io.muster.platform.topic.DeviceId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How a device is taken. */
@RegisterForReflection
@Schema(name = "TransferAnswer")
record AcceptRequest(
        @Schema(description = "The code that the offer's answer had, where no tenant was named.")
                @Nullable String code,
        @Schema(description = "Another id for the device, where its own is taken.")
                @Nullable String newId) {

    AcceptRequest {
        if (newId != null && DeviceId.parse(newId).isEmpty()) {
            throw new IllegalArgumentException("newId can't be the id of a device.");
        }
    }

    Optional<TransferCode> transferCode() {
        return Optional.ofNullable(code).map(TransferCode::new);
    }

    Optional<DeviceId> device() {
        return Optional.ofNullable(newId).map(DeviceId::new);
    }

    /** Without the code: this may end up in a log. */
    @Override
    public String toString() {
        return "AcceptRequest[newId=" + newId + "]";
    }
}
