// SPDX-License-Identifier: Apache-2.0
/** Work on many devices at once, from files: jobs that go on where they were after a crash. */
@NullMarked
package io.muster.registry.bulk;

import org.jspecify.annotations.NullMarked;
