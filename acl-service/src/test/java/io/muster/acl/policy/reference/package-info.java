// SPDX-License-Identifier: Apache-2.0
/**
 * What policies mean, written a second time: as plainly as it can be said, on the parsed JSON, with
 * nothing of the engine in it. The engine has to agree with it, question by question.
 */
package io.muster.acl.policy.reference;
