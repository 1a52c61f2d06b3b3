// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.query;

import io.muster.platform.problem.ProblemException;
import java.util.List;

/**
 * One comparison of a filter, as it was written.
 *
 * @param selector what is compared, such as {@code state} or {@code attributes.site}
 * @param arguments with what; one, unless the operator takes several
 */
public record Comparison(String selector, Operator operator, List<String> arguments) {

    public Comparison {
        arguments = List.copyOf(arguments);
    }

    /** The first argument, which is the only one of most operators. */
    public String argument() {
        return arguments.getFirst();
    }

    /** The problem that the field can't be compared so. */
    public ProblemException unfit() {
        return FilterFault.of("%s can't be compared by %s.".formatted(selector, operator.symbol()));
    }

    /**
     * The problem that an argument is none for this field.
     *
     * @param wanted what it must be, such as {@code a number}
     */
    public ProblemException unfit(String wanted) {
        return FilterFault.of("%s is compared with %s.".formatted(selector, wanted));
    }

    /** The argument of {@code =exists=}. */
    public boolean flag() {
        return switch (argument()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw unfit("true or false");
        };
    }
}
