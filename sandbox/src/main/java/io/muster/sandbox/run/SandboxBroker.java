// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.run;

import io.muster.sandbox.service.BrokerHook;
import java.util.List;

/** The sandbox's broker, whichever it is. */
interface SandboxBroker extends Part {

    @Override
    default String name() {
        return "broker";
    }

    /** How acl-service and the broker meet. */
    BrokerHook hook();

    /** What has to run before the broker does. */
    default List<Part> before() {
        return List.of();
    }
}
