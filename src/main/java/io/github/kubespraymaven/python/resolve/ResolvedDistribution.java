package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.version.Version;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A distribution of a resolution.
 *
 * @param file where it is, its digests and its size, as its index lists them
 * @param extras that were asked for
 * @param requested whether the user asked for it, and not only other distributions
 * @param direct whether it was asked for by its address
 * @param requires the other distributions of the resolution that it needs
 * @param told what it was believed to need, as its index said before the file came; empty where nobody was asked
 */
public record ResolvedDistribution(
        ProjectName project,
        Version version,
        IndexFile file,
        Set<ProjectName> extras,
        boolean requested,
        boolean direct,
        List<ProjectName> requires,
        Optional<Dependencies> told) {
    /** Keeps its own copies. */
    public ResolvedDistribution {
        extras = Set.copyOf(extras);
        requires = List.copyOf(requires);
    }

    /** One of which nothing had to be found out. */
    public ResolvedDistribution(
            ProjectName project,
            Version version,
            IndexFile file,
            Set<ProjectName> extras,
            boolean requested,
            boolean direct,
            List<ProjectName> requires) {
        this(project, version, file, extras, requested, direct, requires, Optional.empty());
    }

    /** Returns the text of direct_url.json (PEP 610), without user information: "credentials … MUST be stripped". */
    public String directUrl() throws IOException {
        URI uri = file.uri();
        String url =
                uri.getRawUserInfo() == null ? uri.toString() : uri.toString().replaceFirst("//[^/@]*@", "//");
        Json.Builder archive = Json.object();
        file.digests().stream().findFirst().ifPresent(digest -> archive.put(
                        "hash", digest.algorithm().prefix() + "=" + digest.hex())
                .put(
                        "hashes",
                        Json.object()
                                .put(digest.algorithm().prefix(), digest.hex())
                                .build()));
        return JsonWriter.compact(Json.object()
                .put("archive_info", archive.build())
                .put("url", url)
                .build());
    }

    @Override
    public String toString() {
        return project + " " + version;
    }
}
