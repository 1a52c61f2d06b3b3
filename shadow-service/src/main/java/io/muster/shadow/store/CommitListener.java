// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

import java.util.List;

/** Hears at once of what this replica has written; of other replicas it hears nothing. */
public interface CommitListener {

    /**
     * These commands are carried out and committed; some may have changed nothing. Must return soon
     * and not fail: the answers to the commands wait for it.
     */
    void committed(List<Command> commands);
}
