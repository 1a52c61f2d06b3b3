// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Tokens of which no two are the same, and whose keys can verify them. */
record TokenStock(String name, List<Signer> signers, List<String> tokens) {

    TokenStock {
        signers = List.copyOf(signers);
        tokens = List.copyOf(tokens);
    }

    static TokenStock of(Signer signer, int count) {
        var tokens = IntStream.range(0, count).parallel().mapToObj(signer::token).toList();
        return new TokenStock(signer.algorithm().toLowerCase(Locale.ROOT), List.of(signer), tokens);
    }

    /** One of the one and one of the other, in turns. */
    static TokenStock mixed(TokenStock one, TokenStock other) {
        var signers = new ArrayList<>(one.signers);
        signers.addAll(other.signers);
        var tokens =
                IntStream.range(0, Math.min(one.tokens.size(), other.tokens.size()))
                        .boxed()
                        .flatMap(i -> List.of(one.tokens.get(i), other.tokens.get(i)).stream())
                        .toList();
        return new TokenStock("mixed", signers, tokens);
    }
}
