// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.inquiry;

import io.muster.acl.decision.Ask;
import io.muster.acl.decision.Origin;
import io.muster.platform.topic.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * One question.
 *
 * @param tenant whose policies are to decide, where the asker may say so; null for the identity's
 * @param broker the registered broker that the client is connected to; null for the asker's
 * @param ask what is to be done; null for connecting
 * @param clientId null only where a session tells it
 */
public record Inquiry(
        @Nullable TenantId tenant,
        @Nullable String broker,
        Who who,
        @Nullable Ask ask,
        @Nullable String clientId,
        @Nullable String username,
        Origin origin) {}
