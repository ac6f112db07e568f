package dev.seedbed.model.http;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Whom an endpoint's certificate may come from: those that Java trusts, and those in a file of one's own.
final class TrustedCertificates {
    private TrustedCertificates() {}

    /// @param file one certificate or more in PEM
    static SSLContext with(Path file) {
        Collection<? extends Certificate> own = read(file);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : trustedByJava()) {
                store.setCertificateEntry("java-" + number++, certificate);
            }
            for (Certificate certificate : own) {
                store.setCertificateEntry("own-" + number++, certificate);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no certificates can be kept", e);
        }
    }

    private static Collection<? extends Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw wrong(file, "holds no certificate", null);
            }
            return certificates;
        } catch (NoSuchFileException e) {
            throw wrong(file, "is not there", e);
        } catch (IOException e) {
            throw wrong(file, "cannot be read: " + e.getMessage(), e);
        } catch (CertificateException e) {
            throw wrong(file, "holds something that is no certificate", e);
        }
    }

    private static SeedbedException wrong(Path file, String what, @Nullable Throwable cause) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                "the ca-file " + file + " " + what
                        + "; it must hold certificates in PEM, each beginning with -----BEGIN CERTIFICATE-----",
                cause);
    }

    private static X509Certificate[] trustedByJava() throws GeneralSecurityException {
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager known) {
                return known.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
