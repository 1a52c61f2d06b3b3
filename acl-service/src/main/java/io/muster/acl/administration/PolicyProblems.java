// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import io.muster.acl.book.Finding;
import io.muster.platform.problem.ProblemException;
import io.muster.platform.problem.Problems;
import java.util.List;

/** What can be wrong with a request about policies. */
final class PolicyProblems {

    private PolicyProblems() {}

    /** 422: the document is no policy; what was in force stays in force. */
    static ProblemException invalid(List<Finding> errors) {
        var first = errors.getFirst();
        var where = first.pointer().isEmpty() ? "The document" : first.pointer();
        return ProblemException.of(
                        422,
                        "policy-invalid",
                        "The policy can't be put in force",
                        where + " " + first.reason() + ".")
                .with("errors", errors);
    }

    static ProblemException invalid(String pointer, String reason) {
        return invalid(List.of(new Finding(pointer, Finding.FAULT, reason)));
    }

    /** 404. */
    static ProblemException unknown() {
        return Problems.notFound("There is no such policy.");
    }

    /** 409: this installation keeps its policies in files. */
    static ProblemException fromFiles() {
        return ProblemException.of(
                409,
                "policies-from-files",
                "Policies come from files here",
                "This service was started with muster.acl.policies.dir: change the files there.");
    }
}
