// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.est;

import io.vertx.core.http.HttpServerRequest;

/** Where a listener finds the certificates of clients. */
@FunctionalInterface
interface ClientCertificates {

    /** What the client of a request shows. */
    Shown of(HttpServerRequest request);
}
