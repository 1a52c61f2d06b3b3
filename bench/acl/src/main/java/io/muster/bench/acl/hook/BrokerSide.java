// SPDX-License-Identifier: Apache-2.0
package io.muster.bench.acl.hook;

import io.muster.bench.acl.fleet.Question;
import java.io.IOException;

/** How one kind of broker asks. */
interface BrokerSide {

    /** As in the results. */
    String name();

    /** Lets a device in with its token, so that it may be asked about. */
    void login(Wire wire, String tenant, String device, String token) throws IOException;

    /** May that device do that? */
    Post question(String tenant, Question question);

    /** The same fields for an echo, as JSON. */
    Post echoed(Question question, String path);
}
