// SPDX-License-Identifier: Apache-2.0
/** Child processes: started apart from the terminal, logged, recorded, ended. */
@NullMarked
package io.muster.sandbox.process;

import org.jspecify.annotations.NullMarked;
