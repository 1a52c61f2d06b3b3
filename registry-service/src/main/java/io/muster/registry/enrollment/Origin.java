// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.enrollment;

import io.muster.platform.topic.TenantId;

/**
 * Where an enrollment came in.
 *
 * @param profile the enrollment profile that the entrance stands for
 * @param remoteIp the client's address, as far as the transport knows it
 */
public record Origin(TenantId tenant, String profile, String remoteIp) {}
