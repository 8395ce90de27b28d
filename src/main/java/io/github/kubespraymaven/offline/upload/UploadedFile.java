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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One file of a tree and its place on a server. */
final class UploadedFile {
    /** Artifactory compares what comes with it, other servers pay no attention. */
    private static final String CHECKSUM = "X-Checksum-Sha256";

    /** What a WebDAV server says of a file whose folder it does not have (RFC 4918, section 9.7.1). */
    private static final int CONFLICT = 409;

    /** A folder that is there already cannot be made (RFC 4918, section 9.3.1). */
    private static final List<Integer> FOLDER_IS_THERE = List.of(301, 405);

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
            if (e.status() == 404 || e.status() == 410) {
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
        if (hasLength() && difference().isEmpty()) {
            return false;
        }
        URI place = target.of(name);
        Request request = new Request("PUT", place, Map.of(), Optional.of(new FileBody(file, size(), watch)))
                .with("Content-Type", "application/octet-stream")
                .with(CHECKSUM, here().hex());
        int status = answer(request);
        if (status == CONFLICT) {
            makeFolders();
            status = answer(request);
        }
        if (status == CONFLICT) {
            throw new IOException(Address.shown(place)
                    + ": 409, the server does not take it; see whether its folder can be written, and is a folder");
        }
        Optional<String> difference = difference();
        if (difference.isPresent()) {
            throw new IOException(Address.shown(place) + ": the server answered " + status + ", but " + difference.get()
                    + "; is there a file server that takes PUT at this address?");
        }
        return true;
    }

    /** A file of another length is another file: that is seen without reading it. */
    private boolean hasLength() throws IOException {
        try (Response response = http.send(Request.of("HEAD", target.of(name)).with("Accept-Encoding", "identity"))) {
            Optional<String> length = response.headers().first("Content-Length");
            // A server that does not say it, or knows no HEAD, is asked for the bytes.
            return length.isEmpty() || !response.ok() || length.get().equals(Long.toString(size()));
        }
    }

    private int answer(Request request) throws IOException {
        try (Response response = http.send(request)) {
            if (!response.ok() && response.status() != CONFLICT) {
                throw StatusException.of(http, request, response);
            }
            return response.status();
        }
    }

    /** Makes the folders below the target, from the top down; those that are there stay. */
    private void makeFolders() throws IOException {
        List<String> segments = name.segments();
        for (int depth = 1; depth < segments.size(); depth++) {
            URI folder = URI.create(target.of(new TreeName(segments.subList(0, depth))) + "/");
            Request request = Request.of("MKCOL", folder);
            try (Response response = http.send(request)) {
                if (!response.ok() && !FOLDER_IS_THERE.contains(response.status())) {
                    throw StatusException.of(http, request, response);
                }
            }
        }
    }
}
