// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.store;

/** Who asks for a change, and so who sees to it that its consequences are published. */
public sealed interface Origin {

    /** As the members that it writes are stamped. */
    String by();

    /**
     * The device itself. Its request is not acknowledged to the broker before the answers are sent:
     * after a crash the broker delivers it again.
     */
    record Device() implements Origin {
        @Override
        public String by() {
            return "device";
        }
    }

    /**
     * A person or program that used the API. Nobody repeats the request after a crash, so the
     * change itself carries a mark until its delta was published. It is audited.
     *
     * @param subject as the audit log names it
     */
    record Operator(String subject) implements Origin {
        @Override
        public String by() {
            return "user:" + subject;
        }
    }

    /**
     * This service: what was due by the clock, or what it learned of a delivery. What the clock
     * changes has a mark, as nobody repeats it either.
     */
    record Self() implements Origin {

        @Override
        public String by() {
            return "schedule";
        }
    }
}
