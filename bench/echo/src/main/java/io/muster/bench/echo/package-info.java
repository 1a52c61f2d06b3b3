// SPDX-License-Identifier: Apache-2.0
/** The floor of what a hook can cost: the services' server, which reads JSON and answers JSON. */
@NullMarked
package io.muster.bench.echo;

import org.jspecify.annotations.NullMarked;
