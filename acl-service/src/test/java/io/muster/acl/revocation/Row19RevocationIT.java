// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.revocation;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same on the packaged service, native or not. */
@QuarkusIntegrationTest
class Row19RevocationIT extends Row19RevocationQuarkusTest {}
