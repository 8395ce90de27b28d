package io.github.kubespraymaven.it;

import io.github.kubespraymaven.debian.release.TestKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The plugin as it was just packaged, but for the keys it trusts: no parameter can name others than Debian's, so those of a
 * test's own archive are put into a copy of the jar.
 */
final class SignedPlugin {
    static final String GROUP = "io.github.kubespraymaven";
    static final String NAME = "kubespray-maven-plugin";

    private static final String KEYS = "io/github/kubespraymaven/debian/release/archive-keys.txt";

    private SignedPlugin() {}

    /** Installs it into a local repository. */
    static void install(Path repository, TestKey key) throws IOException {
        String version = Maven.property("version");
        Path place = Files.createDirectories(
                repository.resolve(GROUP.replace('.', '/')).resolve(NAME).resolve(version));
        String stem = NAME + "-" + version;
        Files.copy(Path.of(Maven.property("pom")), place.resolve(stem + ".pom"), StandardCopyOption.REPLACE_EXISTING);
        try (ZipFile built = new ZipFile(Maven.property("jar"));
                OutputStream file = Files.newOutputStream(place.resolve(stem + ".jar"));
                ZipOutputStream copy = new ZipOutputStream(file)) {
            for (Enumeration<? extends ZipEntry> all = built.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                copy.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals(KEYS)) {
                    copy.write(key.paragraph().getBytes(StandardCharsets.UTF_8));
                } else {
                    try (InputStream bytes = built.getInputStream(entry)) {
                        bytes.transferTo(copy);
                    }
                }
                copy.closeEntry();
            }
        }
    }
}
