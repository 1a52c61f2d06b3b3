// SPDX-License-Identifier: Apache-2.0
package io.muster.testkit;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What is broken now; all connections of a proxy look at it before they pass a piece on. */
final class FaultState {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean refusing;
    private boolean stalled;
    private Duration delay = Duration.ZERO;

    void refuse() {
        change(() -> refusing = true);
    }

    void stall() {
        change(() -> stalled = true);
    }

    void delay(Duration each) {
        change(() -> delay = each);
    }

    void heal() {
        change(() -> {
            refusing = false;
            stalled = false;
            delay = Duration.ZERO;
        });
    }

    boolean refusing() {
        lock.lock();
        try {
            return refusing;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the next piece may be passed on. */
    void awaitTurn() throws InterruptedException {
        Thread.sleep(delayAfterStall());
    }

    private Duration delayAfterStall() throws InterruptedException {
        lock.lock();
        try {
            while (stalled) {
                changed.await();
            }
            return delay;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
