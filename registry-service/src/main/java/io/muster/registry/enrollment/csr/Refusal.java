// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment.csr;

/**
 * That a certificate is not issued, and why. The detail is a sentence for the device's owner: it
 * never repeats bytes of the request.
 */
public record Refusal(RefusalReason reason, String detail) {}
