// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

/** What is known under a shadow's name at one moment: a document, or that there is none. */
public sealed interface Shadow permits ShadowDocument, Absent {

    /** The last version that was used up under this name; zero when none ever was. */
    long version();
}
