// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The values of a statement, in the order of their placeholders. */
public final class Parameters {

    private final Instant now;
    private final int first;
    private final List<Object> values = new ArrayList<>();
    private boolean relative;

    /**
     * @param now what relative times are relative to
     * @param first the number of the first placeholder that is free
     */
    Parameters(Instant now, int first) {
        this.now = now;
        this.first = first;
    }

    /** Adds a value; answers its placeholder. */
    public String add(Object value) {
        values.add(value);
        return "$" + (first + values.size() - 1);
    }

    /** When the question was asked; who asks for it asks something else the next time. */
    public Instant now() {
        relative = true;
        return now;
    }

    /** Whether somebody asked what time it is. */
    boolean relative() {
        return relative;
    }

    List<Object> values() {
        return values;
    }
}
