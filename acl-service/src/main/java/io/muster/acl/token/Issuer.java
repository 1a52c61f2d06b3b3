// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.token;

/** An issuer whose tokens we accept: what they must be like, and the keys to verify them with. */
public final class Issuer {

    private final String name;
    private final TokenRules rules;
    private final IssuerKeys keys;
    private final TokenVerifier verifier;

    /**
     * @param name the operator's word for it, in metrics and logs
     */
    public Issuer(String name, TokenRules rules, IssuerKeys keys) {
        this.name = name;
        this.rules = rules;
        this.keys = keys;
        this.verifier = new TokenVerifier(rules);
    }

    String name() {
        return name;
    }

    TokenRules rules() {
        return rules;
    }

    IssuerKeys keys() {
        return keys;
    }

    TokenVerifier verifier() {
        return verifier;
    }
}
