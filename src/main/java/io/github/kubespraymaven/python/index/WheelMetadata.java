package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.fetch.Download;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.fetch.Page;
import io.github.kubespraymaven.fetch.PageRequest;
import io.github.kubespraymaven.fetch.RangeSource;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.wheel.Wheel;
import io.github.kubespraymaven.python.zip.ByteSource;
import io.github.kubespraymaven.python.zip.FileBytes;
import io.github.kubespraymaven.python.zip.ZipArchive;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Gets the METADATA of a wheel, the cheapest way that its index has. Safe for use by many threads.
 *
 * <p>A sidecar that the index announces costs one request. Where the index is silent a range comes first: the last 64 KiB
 * hold directory and METADATA of most wheels, in one request that always succeeds where ranges are served, while a sidecar
 * that nobody announced is missing for every third wheel. A server without ranges is asked for a sidecar after all, and
 * then for the whole wheel, which is kept.
 */
public final class WheelMetadata {
    /** What wheels say themselves, under their digests. */
    private static final String VERIFIED = "verified-metadata";

    /** What indexes say of wheels that nobody has seen yet, each under its own address: none is believed for another. */
    private static final String CLAIMED = "claimed-metadata";

    private static final int TAIL = 1 << 16;
    private static final int MAX_METADATA = 1 << 24;

    private final Fetch fetch;
    private final Records records;

    /** Gets metadata with what is given, and keeps it among these records. */
    public WheelMetadata(Fetch fetch, Records records) {
        this.fetch = fetch;
        this.records = records;
    }

    /**
     * Returns the text of METADATA. That of a wheel that never came whole is what its index says of it, and is to be compared
     * with {@link #in} once it came.
     *
     * @throws IOException if it cannot be had, or the file is no wheel
     */
    public String of(IndexFile wheel) throws IOException {
        if (wheel.isLocal()) {
            return inFile(wheel, LocalLinks.path(wheel.uri()));
        }
        if (wheel.digests().isEmpty()) {
            return atDistance(wheel);
        }
        Optional<byte[]> verified = records.find(VERIFIED, wheel.digests().get(0));
        Optional<byte[]> known = verified.isPresent() ? verified : records.find(CLAIMED, claim(wheel));
        if (known.isPresent() && known.get().length > 0) {
            return new String(known.get(), StandardCharsets.UTF_8);
        }
        String text = atDistance(wheel);
        records.put(CLAIMED, claim(wheel), text.getBytes(StandardCharsets.UTF_8));
        return text;
    }

    /**
     * Returns the text of METADATA in a wheel itself.
     *
     * @param digest of the file, verified
     */
    public String in(IndexFile wheel, Digest digest, Path file) throws IOException {
        Optional<byte[]> known = records.find(VERIFIED, digest);
        return known.isPresent() ? new String(known.get(), StandardCharsets.UTF_8) : inFile(wheel, file);
    }

    /** Keeps what a wheel says itself: from now on that is believed, whatever any index says. */
    public void keep(Digest digest, String text) throws IOException {
        if (records.find(VERIFIED, digest).isEmpty()) {
            records.put(VERIFIED, digest, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Forgets what its index said of a wheel, so that it is asked again. */
    public void forget(IndexFile wheel) throws IOException {
        records.put(CLAIMED, claim(wheel), new byte[0]);
    }

    private static Digest claim(IndexFile wheel) throws IOException {
        String query = Optional.ofNullable(wheel.uri().getRawQuery()).orElse("");
        return Digest.of(Address.shown(wheel.uri()) + "\n" + query + "\n"
                + wheel.digests().get(0) + "\n" + wheel.sidecar());
    }

    private String atDistance(IndexFile wheel) throws IOException {
        if (wheel.sidecar() instanceof Sidecar.Present stated) {
            return sidecar(wheel, stated.digest());
        }
        Optional<RangeSource> ranges = fetch.ranges(wheel.uri(), TAIL);
        if (ranges.isPresent()) {
            return inZip(wheel, new Remote(ranges.get()));
        }
        if (wheel.sidecar() instanceof Sidecar.Unmentioned) {
            try {
                return sidecar(wheel, Optional.empty());
            } catch (StatusException e) {
                // There is none: it was worth a request before the whole wheel.
            }
        }
        if (wheel.digests().isEmpty()) {
            throw new PythonException(Address.shown(wheel.uri())
                    + " has no hash in its index and is not served in parts, so its metadata cannot be had; use an"
                    + " index with hashes (-Dkubespray.pythonIndex)");
        }
        return inFile(
                wheel,
                fetch.file(new Download(
                        wheel.toString(), List.of(wheel.uri()), wheel.digests().get(0), wheel.size())));
    }

    private String sidecar(IndexFile wheel, Optional<Digest> digest) throws IOException {
        URI uri = PageLinks.resolve(wheel.uri(), wheel.uri().getRawPath() + ".metadata");
        PageRequest request = new PageRequest(uri, "*/*", MAX_METADATA);
        try {
            Page page = fetch.page(digest.map(request::with).orElse(request));
            return new String(page.bytes(), StandardCharsets.UTF_8);
        } catch (DigestMismatchException e) {
            throw new PythonException(
                    e.getMessage() + "; try again, or use another index (-Dkubespray.pythonIndex)", e);
        }
    }

    private static String inFile(IndexFile wheel, Path file) throws IOException {
        try (FileBytes bytes = new FileBytes(file)) {
            return inZip(wheel, bytes);
        }
    }

    private static String inZip(IndexFile wheel, ByteSource bytes) throws IOException {
        String name = wheel.filename().text();
        return Wheel.metadata(ZipArchive.open(bytes, name), name);
    }

    private record Remote(RangeSource ranges) implements ByteSource {
        @Override
        public long size() {
            return ranges.size();
        }

        @Override
        public byte[] read(long offset, int length) throws IOException {
            return ranges.read(offset, length);
        }
    }
}
