// SPDX-License-Identifier: Apache-2.0
package io.muster.shadow.document;

import java.util.List;

/** What a caller requires of the shadow it changes. */
public sealed interface Expectation {

    /** Nothing. */
    Expectation NONE = new Anything();

    /** Whether the shadow is as required. */
    boolean holdsFor(Shadow shadow);

    /** No requirement. */
    record Anything() implements Expectation {
        @Override
        public boolean holdsFor(Shadow shadow) {
            return true;
        }
    }

    /**
     * The {@code version} of a request's body. Where there is no document, zero is accepted, and so
     * are both numbers that a client may have last seen: the deleted version and the delete's own.
     * Clients in the field keep sending the former and could otherwise never write again, since a
     * conflict does not tell them another number.
     */
    record Version(long number) implements Expectation {
        @Override
        public boolean holdsFor(Shadow shadow) {
            return switch (shadow) {
                case ShadowDocument document -> number == document.version();
                case Absent(long last) ->
                        number == 0 || number == last || (last > 0 && number == last - 1);
            };
        }
    }

    /** The version in {@code If-Match}: a document of exactly this version. */
    record Tag(long number) implements Expectation {
        @Override
        public boolean holdsFor(Shadow shadow) {
            return shadow instanceof ShadowDocument document && document.version() == number;
        }
    }

    /** {@code If-Match: *}: any document. */
    record Existing() implements Expectation {
        @Override
        public boolean holdsFor(Shadow shadow) {
            return shadow instanceof ShadowDocument;
        }
    }

    /** {@code If-None-Match: *}: no document, so that the change creates one. */
    record Nothing() implements Expectation {
        @Override
        public boolean holdsFor(Shadow shadow) {
            return shadow instanceof Absent;
        }
    }

    /** A condition on what the document says now. */
    record When(Condition condition) implements Expectation {
        @Override
        public boolean holdsFor(Shadow shadow) {
            return shadow instanceof ShadowDocument document && condition.holdsFor(document);
        }
    }

    /** Several at once. */
    record All(List<Expectation> each) implements Expectation {

        public All {
            each = List.copyOf(each);
        }

        @Override
        public boolean holdsFor(Shadow shadow) {
            return each.stream().allMatch(one -> one.holdsFor(shadow));
        }
    }
}
