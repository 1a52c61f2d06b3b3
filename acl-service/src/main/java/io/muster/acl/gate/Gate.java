// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.gate;

import io.muster.acl.broker.Realm;

/** What decides about the clients of one realm of one broker. */
public record Gate(
        Realm realm,
        Admissions admissions,
        Permissions permissions,
        CarriedCredentials credentials,
        Verdicts verdicts) {}
