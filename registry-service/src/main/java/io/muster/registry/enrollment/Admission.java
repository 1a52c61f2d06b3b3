// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.registry.enrollment.csr.Refusal;

/** Whether somebody who asks for a certificate may go on. */
sealed interface Admission {

    /** The credentials are good; the grant is looked at again when it is used. */
    record Granted(Grant grant) implements Admission {}

    /** The credentials are good; the request will tell for which device. */
    record Identified(Bearer bearer) implements Admission {}

    /** The credentials are no good. */
    record Denied(Refusal refusal) implements Admission {}
}
