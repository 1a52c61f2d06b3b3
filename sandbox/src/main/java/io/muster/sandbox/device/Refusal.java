// SPDX-License-Identifier: Apache-2.0
package io.muster.sandbox.device;

/** Why a device will not perform a job, or could not. */
record Refusal(String code, String detail) {}
