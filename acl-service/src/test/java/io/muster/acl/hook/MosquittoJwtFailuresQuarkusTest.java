// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.hook;

import io.muster.acl.Neighbours;
import io.muster.testkit.OidcResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(OidcResource.class)
@QuarkusTestResource(Neighbours.class)
class MosquittoJwtFailuresQuarkusTest extends HookFailures {

    MosquittoJwtFailuresQuarkusTest() {
        super(Words.errors("mosquitto-jwt", true, ""), "aclcheck");
    }
}
