package io.github.kubespraymaven.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts the Java platform's authorities and those of further PEM files, some of them for one host alone. They are read when the first certificate is to be
 * judged: a build that speaks plain HTTP, or finds all in the cache, never pays for it.
 */
final class Trust extends X509ExtendedTrustManager {
    private final HttpSettings.Authorities authorities;
    private final HostFolders hosts;
    private final List<HostPort> unverifiedHosts;
    private final Map<List<Path>, X509ExtendedTrustManager> loaded = new HashMap<>();

    Trust(HttpSettings.Authorities authorities, HostFolders hosts, Set<String> unverifiedHosts) {
        this.authorities = authorities;
        this.hosts = hosts;
        this.unverifiedHosts = unverifiedHosts.stream().map(HostPort::parse).toList();
    }

    /** Returns a TLS context that trusts so, and shows hosts who this client is. */
    SSLContext context(ClientKeys keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {this}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        HostPort server = new HostPort(engine.getPeerHost(), engine.getPeerPort());
        if (unverifiedHosts.stream().noneMatch(rule -> rule.covers(server))) {
            judge(ofHost(server)).checkServerTrusted(chain, authType, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge(List.of()).checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge(List.of()).checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is a client: it trusts no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this is a client: it trusts no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is a client: it trusts no clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private List<Path> ofHost(HostPort server) throws CertificateException {
        try {
            return hosts.files(server, ".crt");
        } catch (IOException e) {
            throw new CertificateException("the trusted authorities cannot be read: " + e.getMessage(), e);
        }
    }

    private synchronized X509ExtendedTrustManager judge(List<Path> more) throws CertificateException {
        X509ExtendedTrustManager judge = loaded.get(more);
        if (judge == null) {
            judge = load(more);
            loaded.put(more, judge);
        }
        return judge;
    }

    private X509ExtendedTrustManager load(List<Path> more) throws CertificateException {
        try {
            X509ExtendedTrustManager platform = manager(Optional.empty());
            List<Path> files = new ArrayList<>(authorities.files());
            files.addAll(more);
            if (files.isEmpty()) {
                return platform;
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            List<X509Certificate> trusted = new ArrayList<>(Arrays.asList(platform.getAcceptedIssuers()));
            for (Path file : files) {
                trusted.addAll(authorities(file));
            }
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("authority-" + i, trusted.get(i));
            }
            return manager(Optional.of(store));
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the trusted authorities cannot be read: " + e.getMessage(), e);
        }
    }

    private static X509ExtendedTrustManager manager(Optional<KeyStore> store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        initialise(factory, store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager && manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new IllegalStateException("this Java platform judges no X.509 certificates");
    }

    @SuppressWarnings("NullAway") // the JDK's own way to ask for its default authorities is a null store
    private static void initialise(TrustManagerFactory factory, Optional<KeyStore> store)
            throws GeneralSecurityException {
        factory.init(store.orElse(null));
    }

    private static List<X509Certificate> authorities(Path file) throws IOException, CertificateException {
        try {
            return Pem.certificates(file);
        } catch (CertificateException e) {
            throw new CertificateException(file + " " + e.getMessage(), e);
        }
    }
}
