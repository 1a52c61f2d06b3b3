// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.acl.json.StrictJson;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** The signature keys of an issuer. A key that we can't use is left out; the others are kept. */
public record KeySet(List<Key> keys) {

    static final KeySet NONE = new KeySet(List.of());

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_KEYS = 64;

    /** One key; id and algorithm are null where the issuer does not say. */
    public record Key(@Nullable String id, @Nullable String algorithm, PublicKey key) {}

    public KeySet {
        keys = List.copyOf(keys);
    }

    /** Empty when the document is not a key set at all, or has no usable key. */
    static Optional<KeySet> parse(byte[] document) {
        var keys =
                StrictJson.parse(document).map(json -> json.path("keys")).filter(JsonNode::isArray);
        return keys.map(KeySet::usable).filter(usable -> !usable.isEmpty()).map(KeySet::new);
    }

    private static List<Key> usable(JsonNode nodes) {
        var keys = new ArrayList<Key>();
        for (var node : nodes) {
            if (keys.size() < MAX_KEYS) {
                key(node).ifPresent(keys::add);
            }
        }
        return keys;
    }

    private static Optional<Key> key(JsonNode node) {
        var use = node.path("use").asText("sig");
        var type = node.path("kty").asText("");
        if (!use.equals("sig") || type.equals("oct")) {
            return Optional.empty();
        }
        try {
            var jwk = PublicJsonWebKey.Factory.newPublicJwk(node.toString());
            return strong(jwk.getPublicKey())
                    ? Optional.of(new Key(jwk.getKeyId(), jwk.getAlgorithm(), jwk.getPublicKey()))
                    : Optional.empty();
        } catch (JoseException | IllegalArgumentException unsupported) {
            return Optional.empty();
        }
    }

    private static boolean strong(@Nullable PublicKey key) {
        return key != null
                && !(key instanceof RSAPublicKey rsa
                        && rsa.getModulus().bitLength() < MIN_RSA_BITS);
    }

    /** The key of this id; empty when there is none, or two. */
    Optional<Key> find(String id) {
        return only(keys.stream().filter(key -> id.equals(key.id())).toList());
    }

    /**
     * The key of an issuer that has just one; which of several was meant is not for us to guess.
     */
    Optional<Key> only() {
        return only(keys);
    }

    private static Optional<Key> only(List<Key> candidates) {
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }
}
