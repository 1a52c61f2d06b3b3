// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import io.muster.registry.identity.Fingerprint;
import java.time.Instant;

/** An authority with its key in memory, for tests of other packages. */
public final class TestAuthority {

    private final Authority authority;

    private TestAuthority(Authority authority) {
        this.authority = authority;
    }

    public static TestAuthority create(Instant now) {
        return new TestAuthority(
                SelfSignedAuthority.create(new TenantId("default"), now).authority());
    }

    public CaSigner signer() {
        return authority.signer();
    }

    public Fingerprint fingerprint() {
        return authority.fingerprint();
    }

    public String pem() {
        return authority.encodedChain().getFirst().pem();
    }
}
