// SPDX-License-Identifier: Apache-2.0
/**
 * The extension of HiveMQ: it asks acl-service about every client, and denies whatever it gets no
 * allow for.
 */
@NullMarked
package io.muster.acl.hivemq;

import org.jspecify.annotations.NullMarked;
