// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.alias;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Over the broker that the sandbox has, which needs another prefix. */
@QuarkusTest
@TestProfile(AliasProfile.Embedded.class)
class AliasMergeQuarkusTest extends AliasMergeContract {}
