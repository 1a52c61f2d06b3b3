// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.administration;

import jakarta.validation.constraints.Min;

/**
 * Which version is to be in force again.
 *
 * @param version one that the policy had
 */
public record RollbackRequest(@Min(1) long version) {}
