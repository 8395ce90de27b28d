package io.github.kubespraymaven.python;

import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.python.interpreter.PythonInterpreter;
import io.github.kubespraymaven.python.resolve.FetchedDistribution;
import io.github.kubespraymaven.python.resolve.ResolvedDistribution;
import io.github.kubespraymaven.python.sdist.InstalledSdist;
import io.github.kubespraymaven.python.sdist.SdistRules;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.wheel.Installation;
import io.github.kubespraymaven.python.wheel.InstalledWheel;
import io.github.kubespraymaven.tree.EntrySource;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/** What a distribution of a resolution is in an image. */
public final class InstalledDistribution {
    private InstalledDistribution() {}

    /**
     * Returns the tree of an installed distribution, where the interpreter's pip lays it down. It reads the file each
     * time it is asked for its entries.
     *
     * @param fetched what was resolved, and its verified file
     * @param python the image's interpreter
     * @param kept which files, by their places in a wheel, are installed
     * @throws IllegalArgumentException if it is an sdist that has to be built first
     */
    public static EntrySource of(FetchedDistribution fetched, PythonInterpreter python, Predicate<String> kept)
            throws IOException {
        ResolvedDistribution chosen = fetched.chosen();
        Installation installation = new Installation(
                python.scheme(),
                python.executable(),
                chosen.requested(),
                chosen.direct() ? Optional.of(directUrl(chosen)) : Optional.empty());
        return fetched.filename() instanceof SdistFilename sdist
                ? new InstalledSdist(fetched.path(), sdist, SdistRules.standard(), installation, kept)
                : new InstalledWheel(fetched.path(), fetched.filename().text(), installation, kept);
    }

    /** The text of direct_url.json (PEP 610), without user information: "credentials … MUST be stripped". */
    public static String directUrl(ResolvedDistribution chosen) throws IOException {
        URI uri = chosen.file().uri();
        String url =
                uri.getRawUserInfo() == null ? uri.toString() : uri.toString().replaceFirst("//[^/@]*@", "//");
        Json.Builder archive = Json.object();
        chosen.file().digests().stream().findFirst().ifPresent(digest -> archive.put(
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
}
