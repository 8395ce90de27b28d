package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.Lazy;
import io.github.kubespraymaven.debian.mirror.ArchiveMirror;
import io.github.kubespraymaven.fetch.FilesMirror;
import io.github.kubespraymaven.python.index.SourceSearch;
import io.github.kubespraymaven.registry.distribution.Registries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the parts of a base come from.
 *
 * @param mirrors of Debian, tried in turn
 * @param snapshots where packages are that have left the mirrors
 * @param python how the index of wheels is found
 * @param indexes the last ways to find it
 * @param buildPython the interpreter of this machine that may build sdists, where the user lets it
 * @param files where upstream's files come from
 * @param bases where whole bases are kept for all machines
 * @param registries how registries are spoken to, of which one may have an image to stand on
 * @param now the instant at which signatures must be valid
 * @param offline whether only what is in the cache can be had
 */
public record Sources(
        Lazy<List<ArchiveMirror>> mirrors,
        List<ArchiveMirror> snapshots,
        Lazy<SourceSearch> python,
        List<SourceSearch.LastResort> indexes,
        String buildPython,
        FilesMirror files,
        Optional<RemoteBases> bases,
        Registries registries,
        Instant now,
        boolean offline) {
    /** Keeps its own copies. */
    public Sources {
        snapshots = List.copyOf(snapshots);
        indexes = List.copyOf(indexes);
    }

    /** Returns the same sources, where services of snapshots are asked for what was there at an instant, too. */
    Sources at(Instant instant) {
        List<ArchiveMirror> dated = new ArrayList<>(snapshots);
        snapshots.forEach(service -> service.at(instant).ifPresent(dated::add));
        return new Sources(mirrors, dated, python, indexes, buildPython, files, bases, registries, now, offline);
    }
}
