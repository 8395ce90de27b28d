package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.layout.LayoutImages;
import io.github.kubespraymaven.image.layout.OciArchive;
import io.github.kubespraymaven.registry.Copied;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A layout with all images in a tar archive. It is written anew at the end, of what is in the cache by then: a run after one
 * that failed or was killed brings only what is missing. One that is there is replaced by a whole one alone.
 */
final class ArchiveDestination implements Destination {
    private final Path file;
    private final Pulls pulls;
    private final Blobs cache;
    private final boolean checking;
    private final StoredCheck check = new StoredCheck();
    private final Map<String, ImageContents> images = new ConcurrentHashMap<>();

    /**
     * Prepares.
     *
     * @param checking nothing will be written
     */
    ArchiveDestination(Path file, Pulls pulls, Blobs cache, boolean checking) {
        this.file = file;
        this.pulls = pulls;
        this.cache = cache;
        this.checking = checking;
    }

    @Override
    public String name(Reference source) {
        return "oci-archive:" + file + ":" + source;
    }

    @Override
    public List<String> notes(Reference source) {
        return List.of();
    }

    /** What is in an archive counts only in a check: it is written whole otherwise. */
    @Override
    public TargetState look(Reference source, boolean thorough) {
        if (!checking || !Files.exists(file)) {
            return TargetState.NOTHING;
        }
        try (LayoutImages archive = LayoutImages.ofArchive(file)) {
            return check.look(archive, source.toString(), archive::problem);
        } catch (IOException e) {
            return TargetState.damaged(Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Copied copy(ImageContents image, Reference source, PushProgress progress) throws IOException {
        Copied copied = pulls.bring(image, source.repository(), layer -> false, progress);
        images.put(source.toString(), image);
        return copied;
    }

    @Override
    public void known(ImageContents image, Reference source) {
        // None is known: an archive is always written whole.
    }

    @Override
    public boolean finish(boolean whole) throws IOException {
        if (images.isEmpty() || (!whole && Files.exists(file))) {
            return false;
        }
        new OciArchive(file).write(new TreeMap<>(images), cache);
        return true;
    }
}
