// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.EmqxProfile;
import io.muster.acl.Neighbours;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(EmqxProfile.class)
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class EmqxFailuresQuarkusTest extends HookFailures {

    EmqxFailuresQuarkusTest() {
        super("emqx", "authn", false, "{\"result\":\"deny\"}", 200);
    }
}
