// SPDX-License-Identifier: Apache-2.0
package io.muster.ota.artifact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that sign download links. The first one signs, all of them verify: a secret is
 * replaced by putting the new one first and removing the old one when its last link has expired.
 */
public final class LinkSecrets {

    private static final String HMAC = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    /** At least one secret; the caller has checked that they are long enough. */
    public LinkSecrets(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no secret");
        }
        keys = secrets.stream().map(LinkSecrets::key).toList();
    }

    private static SecretKeySpec key(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
    }

    /** The link's path with everything it needs to be accepted. */
    public String sign(DownloadLink link) {
        return "%s?exp=%d&device=%s&sig=%s"
                .formatted(
                        link.path(),
                        link.expires().getEpochSecond(),
                        link.device(),
                        HexFormat.of().formatHex(mac(keys.getFirst(), link)));
    }

    /** Says whether one of the secrets signed this link; takes as long for a wrong signature. */
    public boolean accepts(DownloadLink link, String signature, Instant now) {
        var sent = signature.getBytes(StandardCharsets.UTF_8);
        boolean signed = false;
        for (var key : keys) {
            var right = HexFormat.of().formatHex(mac(key, link)).getBytes(StandardCharsets.UTF_8);
            signed |= MessageDigest.isEqual(right, sent);
        }
        return signed && now.isBefore(link.expires());
    }

    private static byte[] mac(SecretKeySpec key, DownloadLink link) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(link.signed().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
