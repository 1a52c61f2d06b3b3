// SPDX-License-Identifier: Apache-2.0
package io.muster.acl;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The registered broker is an EMQX. */
public final class EmqxProfile implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("muster.acl.broker.dialect", "emqx");
    }
}
