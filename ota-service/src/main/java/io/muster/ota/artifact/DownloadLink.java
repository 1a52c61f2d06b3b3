// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.artifact;

import io.muster.platform.topic.DeviceId;
import io.muster.platform.topic.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * The right of one device to read one artifact until a point in time, whoever presents it.
 *
 * @param expires to the second; the link is good until then, exclusively
 */
public record DownloadLink(TenantId tenant, Sha256 sha256, DeviceId device, Instant expires) {

    /** Reads the parts of a link as they came, without trusting any of them. */
    public static Optional<DownloadLink> parse(
            String tenant, String sha256, String device, String seconds) {
        return TenantId.parse(tenant)
                .flatMap(t -> Sha256.parse(sha256).map(s -> new Path(t, s)))
                .flatMap(path -> DeviceId.parse(device).flatMap(d -> path.link(d, seconds)));
    }

    private record Path(TenantId tenant, Sha256 sha256) {

        Optional<DownloadLink> link(DeviceId device, String seconds) {
            return time(seconds).map(at -> new DownloadLink(tenant, sha256, device, at));
        }
    }

    private static Optional<Instant> time(String seconds) {
        return seconds.matches("[0-9]{1,11}")
                ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                : Optional.empty();
    }

    /** The path below the service's address. */
    public String path() {
        return "/downloads/" + tenant + "/" + sha256;
    }

    /**
     * What is signed. The method is part of it, so that a link to read is never a right to do
     * anything else; none of the parts may contain a line break.
     */
    String signed() {
        return "GET\n" + path() + "\n" + device + "\n" + expires.getEpochSecond();
    }
}
