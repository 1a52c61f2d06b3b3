// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Which MQTT user name a token's holder has to send. Brokers repeat the user name in later
 * questions, and we believe it only because it was compared at connect.
 */
public sealed interface UsernameSource {

    /** Empty when the token does not say, which makes it no token. */
    Optional<String> of(JsonNode claims);

    /** What this claim says. */
    record Claim(ClaimPath path) implements UsernameSource {
        @Override
        public Optional<String> of(JsonNode claims) {
            return Optional.ofNullable(path.text(claims));
        }
    }

    /** The same word for everybody, such as {@code jwt}. */
    record Word(String word) implements UsernameSource {
        @Override
        public Optional<String> of(JsonNode claims) {
            return Optional.of(word);
        }
    }
}
