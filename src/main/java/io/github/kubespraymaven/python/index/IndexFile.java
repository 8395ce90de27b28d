package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of a project, as an index, a page of links or a directory lists it.
 *
 * @param filename what it is: a wheel or an sdist
 * @param page what its address is relative to
 * @param href its address as written there, without fragment
 * @param digests of its bytes, as far as the hash functions are known; empty when none was given
 * @param requiresPython the interpreters it is for; all, when nothing or something unreadable is said
 * @param size in bytes
 * @param uploaded when it came to the index
 * @param yanked why nobody should choose it by accident (PEP 592), perhaps an empty text; empty when it is not yanked
 * @param sidecar where its metadata is
 */
public record IndexFile(
        DistributionFilename filename,
        URI page,
        String href,
        List<Digest> digests,
        SpecifierSet requiresPython,
        OptionalLong size,
        Optional<Instant> uploaded,
        Optional<String> yanked,
        Sidecar sidecar) {
    /** Keeps its own copy. */
    public IndexFile {
        digests = List.copyOf(digests);
    }

    /**
     * Returns its absolute address.
     *
     * @throws PythonException if there is none
     */
    public URI uri() throws PythonException {
        return PageLinks.resolve(page, href);
    }

    /** Tells whether it is a file of this machine. */
    public boolean isLocal() throws PythonException {
        return "file".equals(uri().getScheme());
    }

    @Override
    public String toString() {
        return filename.text();
    }
}
