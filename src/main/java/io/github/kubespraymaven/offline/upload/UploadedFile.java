package io.github.kubespraymaven.offline.upload;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.fetch.FilesMirror.Place;
import io.github.kubespraymaven.fetch.TransferWatch;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One file of a tree and its place on a server. */
final class UploadedFile {
    /** Artifactory compares what comes with it, other servers pay no attention. */
    private static final String CHECKSUM = "X-Checksum-Sha256";

    /** What no folder would help against: no login, no right, no PUT here, too large, no room. */
    private static final Set<Integer> FINAL = Set.of(401, 403, 405, 413, 507);

    private static final Set<Integer> GONE = Set.of(404, 410);

    private final TreeName name;
    private final Path file;
    private final Place.Server target;
    private final Http http;
    private final Fetch fetch;

    UploadedFile(TreeName name, Path tree, Place.Server target, Http http, Fetch fetch) {
        this.name = name;
        this.file = name.in(tree);
        this.target = target;
        this.http = http;
        this.fetch = fetch;
    }

    TreeName name() {
        return name;
    }

    long size() throws IOException {
        return Files.size(file);
    }

    /**
     * Looks whether the server has these bytes: by reading all of them.
     *
     * @return what is different; empty if nothing is
     */
    Optional<String> difference() throws IOException {
        URI place = target.of(name);
        Optional<Digest> there = there(place);
        if (there.isEmpty()) {
            return Optional.of("it is not there");
        }
        Digest here = here();
        return there.get().equals(here)
                ? Optional.empty()
                : Optional.of("what is there is " + there.get() + " instead of " + here);
    }

    private Digest here() throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return Digest.of(bytes);
        }
    }

    private Optional<Digest> there(URI place) throws IOException {
        HashedContent content = new HashedContent();
        try {
            fetch.bring(name.toString(), place, content, TransferWatch.silent());
        } catch (StatusException e) {
            if (GONE.contains(e.status())) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(content.digest());
    }

    /**
     * Sends it, where the server does not have it, and reads it back.
     *
     * @return whether it was sent
     * @throws IOException if the server does not take it, or has other bytes then
     */
    boolean send(TransferWatch watch) throws IOException {
        if (mayBeThere() && difference().isEmpty()) {
            return false;
        }
        URI place = target.of(name);
        Digest here = here();
        int status = put(place, here, new FileBody(file, size(), false, watch));
        if (status < 200 || status > 299) {
            // WebDAV wants the folder first, and servers say so in many ways: 409, 404, nginx 500.
            makeFolders();
            status = put(place, here, new FileBody(file, size(), true, watch));
        }
        Optional<String> difference = difference();
        if (difference.isPresent()) {
            throw new IOException(Address.shown(place) + ": the server answered " + status + ", but " + difference.get()
                    + "; is there a file server that takes PUT at this address?");
        }
        return true;
    }

    /** What is not there, or is of another length, is seen without reading it. */
    private boolean mayBeThere() throws IOException {
        try (Response response = http.send(Request.of("HEAD", target.of(name)).with("Accept-Encoding", "identity"))) {
            if (GONE.contains(response.status())) {
                return false;
            }
            Optional<String> length = response.headers().first("Content-Length");
            // A server that does not say it, or knows no HEAD, is asked for the bytes.
            return length.isEmpty() || !response.ok() || length.get().equals(Long.toString(size()));
        }
    }

    /**
     * Returns the status, or 0 if there was none.
     *
     * @throws IOException if there is no other way, or the bytes may be sent again and were not taken all the same
     */
    private int put(URI place, Digest digest, FileBody body) throws IOException {
        Request request = new Request("PUT", place, Map.of(), Optional.of(body))
                .with("Content-Type", "application/octet-stream")
                .with(CHECKSUM, digest.hex());
        try (Response response = http.send(request)) {
            if (!response.ok() && (body.isRepeatable() || FINAL.contains(response.status()))) {
                throw StatusException.of(http, request, response);
            }
            return response.status();
        } catch (StatusException | InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            if (body.isRepeatable()) {
                throw e;
            }
            return 0;
        }
    }

    /**
     * Makes the folders below the target, from the top down. Those that are there stay, and a server without folders refuses: whether it
     * was of use is seen by what follows.
     */
    private void makeFolders() throws IOException {
        List<String> segments = name.segments();
        for (int depth = 1; depth < segments.size(); depth++) {
            URI folder = URI.create(target.of(new TreeName(segments.subList(0, depth))) + "/");
            http.send(Request.of("MKCOL", folder)).discard();
        }
    }
}
