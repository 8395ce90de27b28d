package io.github.kubespraymaven.http;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The certificates by which single hosts know this client: {@code NAME.cert} and {@code NAME.key} in their folders. A host that
 * asks for one gets the first that it takes, by kind of key and by authority; no other host sees it.
 */
@SuppressWarnings(
        "NullAway") // null is how a key manager says that it has none, and how it is told of nobody in particular
final class ClientKeys extends X509ExtendedKeyManager {
    private static final String CERTIFICATE = ".cert";
    private static final String KEY = ".key";

    private final HostFolders folders;
    private final Map<HostPort, List<Identity>> byHost = new HashMap<>();

    ClientKeys(HostFolders folders) {
        this.folders = folders;
    }

    /** A certificate, those that vouch for it, and its key. */
    private record Identity(String name, List<X509Certificate> chain, PrivateKey key) {
        boolean fits(List<String> kinds, List<Principal> authorities) {
            return kinds.contains(chain.get(0).getPublicKey().getAlgorithm())
                    && (authorities.isEmpty()
                            || chain.stream().anyMatch(one -> authorities.contains(one.getIssuerX500Principal())));
        }

        /** The key is never to be printed. */
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * Reads what there is for a host, before it is spoken to: in the middle of a handshake nobody could be told what is wrong.
     *
     * @throws UserErrorException if a file is missing, cannot be read, or does not belong to its partner
     */
    synchronized void prepare(HostPort server) throws IOException {
        if (!byHost.containsKey(server)) {
            byHost.put(server, read(server));
        }
    }

    private List<Identity> read(HostPort server) throws IOException {
        List<Identity> identities = new ArrayList<>();
        for (Path key : folders.files(server, KEY)) {
            Path certificate = beside(key, KEY, CERTIFICATE);
            if (!Files.exists(certificate)) {
                throw new UserErrorException(key + " is a client's key without its certificate; put that beside it as "
                        + certificate.getFileName() + ", or take it away");
            }
        }
        for (Path certificate : folders.files(server, CERTIFICATE)) {
            Path key = beside(certificate, CERTIFICATE, KEY);
            if (!Files.exists(key)) {
                throw new UserErrorException(
                        certificate + " is a client's certificate without its key; put that beside it as "
                                + key.getFileName() + ". An authority's certificate is to be called *.crt");
            }
            identities.add(read(certificate, key));
        }
        return identities;
    }

    private static Path beside(Path file, String ending, String other) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - ending.length()) + other);
    }

    private static Identity read(Path certificate, Path key) throws UserErrorException {
        Path now = certificate;
        try {
            List<X509Certificate> chain = Pem.certificates(certificate);
            now = key;
            PublicKey known = chain.get(0).getPublicKey();
            PrivateKey secret = Pem.privateKey(key, known);
            if (!belongTogether(secret, known)) {
                throw new UserErrorException(key + " is not the key of the certificate in " + certificate);
            }
            return new Identity(certificate.toString(), chain, secret);
        } catch (UserErrorException e) {
            throw e;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            String reason = e instanceof AccessDeniedException ? "this user may not read it" : Reason.of(e);
            throw new UserErrorException(
                    "the client's certificate " + certificate + " cannot be used: " + now + " " + reason, e);
        }
    }

    /** Else the server alone would find out, which says nothing of use. */
    private static boolean belongTogether(PrivateKey secret, PublicKey known) throws GeneralSecurityException {
        String algorithm =
                switch (known.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> known.getAlgorithm();
                };
        byte[] any = {1};
        Signature signature = Signature.getInstance(algorithm);
        try {
            signature.initSign(secret);
        } catch (InvalidKeyException e) {
            return false;
        }
        signature.update(any);
        byte[] signed = signature.sign();
        signature.initVerify(known);
        signature.update(any);
        return signature.verify(signed);
    }

    @Override
    public String chooseEngineClientAlias(String[] kinds, Principal[] authorities, SSLEngine engine) {
        if (engine == null) {
            return null;
        }
        List<Principal> accepted = authorities == null ? List.of() : Arrays.asList(authorities);
        synchronized (this) {
            return byHost.getOrDefault(new HostPort(engine.getPeerHost(), engine.getPeerPort()), List.of()).stream()
                    .filter(one -> one.fits(Arrays.asList(kinds), accepted))
                    .map(Identity::name)
                    .findFirst()
                    .orElse(null);
        }
    }

    private synchronized Optional<Identity> named(String name) {
        return byHost.values().stream()
                .flatMap(List::stream)
                .filter(one -> one.name().equals(name))
                .findFirst();
    }

    @Override
    public X509Certificate[] getCertificateChain(String name) {
        return named(name)
                .map(one -> one.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String name) {
        return named(name).map(Identity::key).orElse(null);
    }

    @Override
    public String chooseClientAlias(String[] kinds, Principal[] authorities, Socket socket) {
        return null;
    }

    @Override
    public String[] getClientAliases(String kind, Principal[] authorities) {
        return null;
    }

    @Override
    public String[] getServerAliases(String kind, Principal[] authorities) {
        return null;
    }

    @Override
    public String chooseServerAlias(String kind, Principal[] authorities, Socket socket) {
        return null;
    }
}
