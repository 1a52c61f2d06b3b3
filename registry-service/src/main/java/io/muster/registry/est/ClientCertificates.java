// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.muster.registry.enrollment.ChannelBinding;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** What a listener knows of its clients. */
interface ClientCertificates {

    /** What the client of a request shows. */
    Shown of(HttpServerRequest request);

    /** What ties a request to the client's own connection; empty where that ends at a proxy. */
    Optional<ChannelBinding> binding(HttpServerRequest request);
}
