// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.membership;

import io.muster.platform.problem.ProblemException;
import io.muster.platform.query.Filter;
import io.muster.registry.identity.GroupPath;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/** A group whose members a query finds. */
public record LiveGroup(UUID id, GroupPath path, String query) {

    private static final Logger LOG = Logger.getLogger(LiveGroup.class);
    private static final String NOBODY = "id==- and id==+";

    /**
     * The query as SQL. One that is none any more must not keep devices from being changed: nobody
     * fits it.
     *
     * @param first the number of the first placeholder that the statement has free
     */
    public Filter condition(Instant now, int first) {
        try {
            return Filter.parse(query, DeviceFields.OF_GROUPS, now, first);
        } catch (ProblemException unreadable) {
            LOG.errorf("Group %s has a query that can't be read: nobody is in it.", path);
            return Filter.parse(NOBODY, DeviceFields.OF_GROUPS, now, first);
        }
    }
}
