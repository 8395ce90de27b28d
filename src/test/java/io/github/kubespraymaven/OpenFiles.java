package io.github.kubespraymaven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Which files this process has open, as Linux tells. */
public final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    /** Returns those in a directory, by their names there, sorted. The calling test is skipped where nobody tells. */
    public static List<String> below(Path directory) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(DESCRIPTORS), () -> "skipped: there is no " + DESCRIPTORS);
        Path real = directory.toRealPath();
        List<String> open = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    Path file = Files.readSymbolicLink(descriptor);
                    if (file.startsWith(real)) {
                        open.add(real.relativize(file).toString());
                    }
                } catch (NoSuchFileException closed) {
                    // It was the one that this list was read by.
                }
            }
        }
        return open.stream().sorted().toList();
    }
}
