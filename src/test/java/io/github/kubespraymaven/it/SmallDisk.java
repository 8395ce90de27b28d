package io.github.kubespraymaven.it;

import io.github.kubespraymaven.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of a test's own, in memory. Only root may make one: the calling test is skipped elsewhere. */
record SmallDisk(Path place) implements AutoCloseable {

    /** Makes one, with options of mount: {@code size=256k}, {@code ro}. */
    static SmallDisk mount(Path place, String options) throws IOException, InterruptedException {
        Tools.require("mount");
        Files.createDirectories(place);
        try {
            Tools.run(place.getParent(), "mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString());
        } catch (IOException refused) {
            Assumptions.abort("skipped: no file system can be mounted here: " + refused.getMessage());
        }
        return new SmallDisk(place);
    }

    @Override
    public void close() throws IOException {
        try {
            Tools.run(place.getParent(), "umount", place.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
