// SPDX-License-Identifier: Apache-2.0
package io.muster.acl.files;

import io.muster.acl.book.Edition;
import io.muster.acl.book.PolicyBook;
import io.muster.acl.book.PolicyCompiler;
import io.muster.acl.book.PolicyReader;
import io.muster.acl.book.PolicyReader.Legible;
import io.muster.acl.book.PolicyText;
import io.muster.platform.topic.TenantId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts the documents of a folder in force, all of them or none: a file in the middle of being
 * written, or with a slip of the pen, leaves what is in force as it is. A document's member {@code
 * tenant} says whose it is; without one it is of the tenant {@code default}.
 */
public final class FilePolicies {

    private static final Logger LOG = Logger.getLogger(FilePolicies.class);
    private static final TenantId DEFAULT = new TenantId("default");

    private final PolicyFolder folder;
    private final PolicyCompiler compiler;
    private final PolicyBook book;
    private Map<Path, PolicyFolder.Stamp> seen = Map.of();
    private @Nullable String complaint;

    public FilePolicies(Path path, PolicyCompiler compiler, PolicyBook book) {
        this.folder = new PolicyFolder(path);
        this.compiler = compiler;
        this.book = book;
    }

    /** Reads the documents if they changed since the last time. Blocks. */
    public synchronized void look() {
        try {
            var stamps = folder.stamps();
            if (!stamps.equals(seen) || !book.loaded()) {
                take(stamps.keySet());
                seen = stamps;
            }
        } catch (IOException unreadable) {
            seen = Map.of();
            complain("can't be read: " + unreadable);
        }
    }

    private void take(Collection<Path> files) throws IOException {
        var editions = new HashMap<TenantId, Edition>();
        for (var tenant : byTenant(files).entrySet()) {
            var edition = compiler.compile(tenant.getKey(), tenant.getValue());
            if (edition instanceof Edition.Faulty(var reason)) {
                complain(reason);
                return;
            }
            editions.put(tenant.getKey(), edition);
        }
        book.replaceAll(editions);
        complaint = null;
        LOG.infof("%d policies from %s are in force", files.size(), folder.path());
    }

    private static Map<TenantId, List<PolicyText>> byTenant(Collection<Path> files)
            throws IOException {
        var texts = new HashMap<TenantId, List<PolicyText>>();
        for (var file : files) {
            var text = PolicyFolder.read(file);
            texts.computeIfAbsent(tenant(text), _ -> new ArrayList<>())
                    .add(new PolicyText(file.toString(), text));
        }
        return texts;
    }

    /** Of a document that is not one, whatever: the compiler says what is wrong with it. */
    private static TenantId tenant(String text) {
        return PolicyReader.read(text) instanceof Legible(var policy, _)
                ? policy.tenant().orElse(DEFAULT)
                : DEFAULT;
    }

    /** Once for each thing that is wrong, not every second. */
    private void complain(String what) {
        if (!what.equals(complaint)) {
            LOG.errorf(
                    "The policies in %s can't be put in force: %s. %s.",
                    folder.path(), what, consequence());
        }
        complaint = what;
        book.keep(Set.of(folder.path().toString()));
    }

    private String consequence() {
        return book.loaded() ? "Those before stay in force" : "Everything is denied";
    }
}
