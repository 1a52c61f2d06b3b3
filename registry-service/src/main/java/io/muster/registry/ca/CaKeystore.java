// SPDX-License-Identifier: Apache-2.0
package io.muster.registry.ca;

import io.muster.platform.topic.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The encrypted PKCS#12 file with the keys of the authorities, one entry per tenant whose alias is
 * the tenant's id. Nobody but its owner may read the file.
 */
final class CaKeystore {

    private static final String TYPE = "PKCS12";
    private static final String OWNER_ONLY = "rw-------";

    private final Path file;
    private final char[] password;

    CaKeystore(Path file, String password) {
        if (password.isBlank()) {
            throw new CaUnusable("muster.ca.password is empty.");
        }
        this.file = file.toAbsolutePath();
        this.password = password.toCharArray();
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Reads the authority of a tenant, which has to be there. */
    Authority open(TenantId tenant) {
        return find(tenant)
                .orElseThrow(
                        () -> new CaUnusable(file + " has no key with the alias " + tenant + "."));
    }

    /** Reads the authority of a tenant; empty when the file has none of this tenant. */
    Optional<Authority> find(TenantId tenant) {
        try (var content = Files.newInputStream(file)) {
            requirePrivate();
            var store = KeyStore.getInstance(TYPE);
            store.load(content, password);
            return authority(store, tenant);
        } catch (IOException e) {
            throw new CaUnusable(file + " can't be read; is muster.ca.password right?", e);
        } catch (GeneralSecurityException e) {
            throw new CaUnusable(file + " is not a usable PKCS#12 file.", e);
        }
    }

    private void requirePrivate() throws IOException {
        var posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix == null) {
            return; // A file system without such permissions protects its files in other ways.
        }
        var permissions = posix.readAttributes().permissions();
        if (!PosixFilePermissions.fromString(OWNER_ONLY).containsAll(permissions)) {
            throw new CaUnusable(file + " may be read by others: chmod 600 it.");
        }
    }

    private Optional<Authority> authority(KeyStore store, TenantId tenant)
            throws GeneralSecurityException, IOException {
        var key = store.getKey(tenant.value(), password);
        var chain = store.getCertificateChain(tenant.value());
        if (key == null || chain == null) {
            return Optional.empty();
        }
        var holders = holders(chain);
        var signer = new EcdsaSigner(holders.getFirst(), EcdsaKey.parse(key.getEncoded()));
        return Optional.of(new Authority(signer, holders));
    }

    private static List<X509CertificateHolder> holders(Certificate[] chain)
            throws GeneralSecurityException, IOException {
        var holders = new ArrayList<X509CertificateHolder>(chain.length);
        for (var certificate : chain) {
            holders.add(new X509CertificateHolder(certificate.getEncoded()));
        }
        return holders;
    }

    /** Writes a new file with this authority in it; an existing file is never touched. */
    void create(TenantId tenant, SelfSignedAuthority authority) {
        try {
            var store = KeyStore.getInstance(TYPE);
            store.load(null, password);
            var chain = new Certificate[] {decode(authority.certificate())};
            store.setKeyEntry(tenant.value(), authority.keys().getPrivate(), password, chain);
            write(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new CaUnusable(file + " can't be written.", e);
        }
    }

    private static Certificate decode(X509CertificateHolder holder)
            throws GeneralSecurityException, IOException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
    }

    /**
     * Through a file beside it, which only its owner may read from its first byte on: a crash
     * leaves either no keystore or a whole one.
     */
    private void write(KeyStore store) throws IOException, GeneralSecurityException {
        Files.createDirectories(file.getParent());
        var draft = Files.createTempFile(file.getParent(), "ca-", ".new");
        try {
            try (var content = Files.newOutputStream(draft)) {
                store.store(content, password);
            }
            publish(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * By a second name for the draft, which fails where there is a file; moving might replace it.
     */
    private void publish(Path draft) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            Files.move(draft, file); // A file system without such names.
        }
    }
}
