// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import java.util.Locale;

/** The parts of a shadow that can be written. */
public enum SectionName {
    /** What is wanted of the device. */
    DESIRED,
    /** What the device says of itself. */
    REPORTED,
    /** What its owners note about it; never sent to a device. */
    TAGS;

    /** The member of a document, of a patch and of a JSON pointer. */
    public String member() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Begins the error texts of the AWS contract. */
    String title() {
        return name().charAt(0) + member().substring(1);
    }
}
