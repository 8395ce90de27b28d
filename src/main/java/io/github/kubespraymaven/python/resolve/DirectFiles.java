package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.Page;
import io.github.kubespraymaven.fetch.PageRequest;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.index.LinkedFile;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.tag.TargetTags;
import io.github.kubespraymaven.python.tag.WheelFilename;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Files that a requirement names by their address, {@code name @ https://…/name-1.0-py3-none-any.whl#sha256=…}. */
final class DirectFiles {
    /** A file without a hash is read into memory to compute it. */
    private static final int MAX_UNHASHED = 200 << 20;

    private final Fetch fetch;
    private final TargetTags tags;
    private final Map<String, Candidate> known = new ConcurrentHashMap<>();

    DirectFiles(Fetch fetch, TargetTags tags) {
        this.fetch = fetch;
        this.tags = tags;
    }

    Candidate candidate(ProjectName project, String url) throws IOException {
        Candidate candidate = known.get(url);
        if (candidate == null) {
            candidate = read(project, url);
            known.put(url, candidate);
        }
        return candidate;
    }

    private Candidate read(ProjectName project, String url) throws IOException {
        IndexFile file = LinkedFile.at(url, project)
                .orElseThrow(() -> new UserErrorException("'" + shown(url) + "' is asked for as " + project
                        + ", but is no address of a wheel or an sdist of it; addresses of version control systems and"
                        + " directories cannot be installed: build a wheel of it and name that"));
        if (file.filename() instanceof WheelFilename wheel && !tags.fits(wheel)) {
            throw new UserErrorException(
                    "'" + file + "' is asked for by its address, but does not fit the target; name another wheel");
        }
        return new Candidate(
                project, ProjectCandidates.version(file), file.digests().isEmpty() ? hashed(file) : file, true);
    }

    private IndexFile hashed(IndexFile file) throws IOException {
        if (file.isLocal()) {
            return LinkedFile.hashed(file, Algorithm.SHA256);
        }
        Page page = fetch.page(new PageRequest(file.uri(), "*/*", MAX_UNHASHED));
        return LinkedFile.withDigest(file, Digest.of(page.bytes()), page.bytes().length);
    }

    private static String shown(String url) {
        return Address.shown(url);
    }
}
