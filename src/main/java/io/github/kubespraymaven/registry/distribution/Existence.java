package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether blobs are in a repository (OCI distribution specification, Checking if content exists in the registry). A login page
 * in front of a registry answers 200 to everything, so a 200 counts only with the blob's digest or its length; where HEAD shows
 * neither, or is refused, GET decides.
 */
final class Existence {
    /** Up to so many bytes are read and hashed; of more the first byte, for the length that is named with it. */
    private static final int SMALL = 64 * 1024;

    private final Exchange exchange;
    private final BlobPresence present;
    private final Quirks quirks;

    Existence(Exchange exchange, BlobPresence present, Quirks quirks) {
        this.exchange = exchange;
        this.present = present;
        this.quirks = quirks;
    }

    /** Tells whether a blob is there; one that was seen before is not asked for again. */
    boolean of(Descriptor blob) throws IOException {
        if (present.in(exchange.repository(), blob.digest())) {
            return true;
        }
        boolean there = found(blob);
        if (there) {
            present.seenIn(exchange.repository(), blob.digest());
        }
        return there;
    }

    /**
     * Returns how many bytes the registry says that a blob has, which is all that can be known without reading it; nothing if it
     * is not there. A registry that says nothing, or zero as some do of all that they do not send, has the blob read. What is
     * not there as it should be is asked for again.
     */
    OptionalLong size(Descriptor blob) throws IOException {
        OptionalLong size = told(blob);
        if (!size.equals(OptionalLong.of(blob.size()))) {
            doubt(blob);
        }
        return size;
    }

    private OptionalLong told(Descriptor blob) throws IOException {
        if (!quirks.refusesHead()) {
            Response response = head(blob);
            if (response.status() == 404) {
                return OptionalLong.empty();
            }
            String length = response.headers().first("Content-Length").orElse("");
            if (response.status() == 200 && length.matches("[1-9]\\d{0,17}") && !ErrorAnswer.isHtml(response)) {
                return OptionalLong.of(Long.parseLong(length));
            }
        }
        return read(blob) ? OptionalLong.of(blob.size()) : OptionalLong.empty();
    }

    /** Forgets that a blob was seen. */
    void doubt(Descriptor blob) {
        present.lostIn(exchange.repository(), blob.digest());
    }

    /** Takes note of a blob that the registry has stored. */
    void stored(Descriptor blob) {
        present.seenIn(exchange.repository(), blob.digest());
    }

    private boolean found(Descriptor blob) throws IOException {
        if (quirks.refusesHead()) {
            return read(blob);
        }
        Response response = head(blob);
        if (response.status() == 404) {
            return false;
        }
        if (response.status() == 200) {
            return shows(blob, response) || read(blob);
        }
        boolean there = read(blob);
        if (there) {
            quirks.headRefused();
        }
        return there;
    }

    /** Returns what is said of a blob without sending it; an answer that GET would give, too, is an error. */
    private Response head(Descriptor blob) throws IOException {
        Authentication.Answer answer = exchange.send("HEAD", "blobs/" + blob.digest(), Map.of());
        Response response = answer.response();
        if (response.status() != 200 && response.status() != 404 && !mayBeHeadAlone(response.status())) {
            throw exchange.failure(what(blob), answer);
        }
        response.discard();
        return response;
    }

    /** Who must log in, or come later, must so for GET too. */
    static boolean mayBeHeadAlone(int status) {
        return switch (status) {
            case 401, 408, 429, 502, 503, 504 -> false;
            default -> true;
        };
    }

    private static boolean shows(Descriptor blob, Response response) {
        Optional<String> digest = response.headers().first("Docker-Content-Digest");
        Optional<String> length = response.headers().first("Content-Length");
        boolean rightDigest =
                digest.isEmpty() || digest.get().equals(blob.digest().toString());
        boolean rightLength = length.isEmpty() || length.get().equals(Long.toString(blob.size()));
        return rightDigest
                && rightLength
                && (digest.isPresent() || length.isPresent())
                && !ErrorAnswer.isHtml(response);
    }

    private boolean read(Descriptor blob) throws IOException {
        boolean small = blob.size() <= SMALL;
        Authentication.Answer answer =
                exchange.send("GET", "blobs/" + blob.digest(), small ? Map.of() : Map.of("Range", "bytes=0-0"));
        Response response = answer.response();
        if (response.status() == 404) {
            response.discard();
            return false;
        }
        boolean part = response.status() == 206 && !small;
        if ((response.status() != 200 && !part) || (!small && ErrorAnswer.isHtml(response))) {
            throw exchange.failure(what(blob), answer);
        }
        if (!small && blobLength(response, part).equals(Long.toString(blob.size()))) {
            response.close();
            return true;
        }
        if (part) {
            throw exchange.failure(what(blob), answer);
        }
        verify(blob, answer);
        return true;
    }

    private static String blobLength(Response response, boolean part) {
        return part
                ? response.headers().first("Content-Range").orElse("").replaceFirst("^.*/", "")
                : response.headers().first("Content-Length").orElse("");
    }

    private void verify(Descriptor blob, Authentication.Answer answer) throws IOException {
        Response response = answer.response();
        MessageDigest sum = blob.digest().algorithm().start();
        byte[] start;
        try (InputStream in = response.body()) {
            start = in.readNBytes(SMALL);
            sum.update(start);
            byte[] buffer = new byte[8192];
            long count = start.length;
            int n = in.read(buffer);
            while (n > 0 && count <= blob.size()) {
                sum.update(buffer, 0, n);
                count += n;
                n = in.read(buffer);
            }
        }
        Digest got = Digest.of(blob.digest().algorithm(), sum.digest());
        if (!got.equals(blob.digest())) {
            throw exchange.failure(
                    what(blob),
                    "what is answered is another, " + got + ": " + ErrorAnswer.read(response.with(start))
                            + " A blob that is damaged there is to be deleted first.");
        }
    }

    private static String what(Descriptor blob) {
        return "look for the blob " + blob.digest();
    }
}
