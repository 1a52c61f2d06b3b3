// SPDX-License-Identifier: Apache-2.0
package io.muster.platform.idempotency;

/** The answer that a request got when it was done: to be given again, as it was. */
public record Stored(int status, String body) {}
