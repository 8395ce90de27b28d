package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The cheap half of the proof: what must not matter for an image is different, and the image is the recorded one. */
@ExtendWith(Laboratory.Provider.class)
class ProofIT {
    @TempDir
    Path work;

    private static void build(Laboratory lab, Site site, Map<String, String> environment) throws Exception {
        lab.maven()
                .run(site.checkout(), environment, lab.arguments(Laboratory.goal("build"), site.cache()))
                .succeeded();
        assertEquals(BuildIT.RECORDED, site.image().digest());
        assertFalse(site.image().reused());
    }

    /** Forgets all that is known of bases and layers, so that they are made anew of what was downloaded. */
    private static void forget(Site site) throws IOException {
        Site.delete(site.cache().resolve("records/base"));
        Site.delete(site.cache().resolve("records/layer"));
        Site.delete(site.checkout().resolve("target"));
    }

    @Test
    void zoneLanguageAndEncodingDoNotMatter(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        forget(site);
        build(
                lab,
                site,
                Map.of(
                        "TZ", "Pacific/Kiritimati",
                        "LANG", "tr_TR.UTF-8",
                        "LC_ALL", "C",
                        "MAVEN_OPTS", "-Duser.language=ar -Duser.country=EG -Dfile.encoding=ISO-8859-1"));
    }

    @Test
    void placeModesAndTimesOfTheCheckoutDoNotMatter(Laboratory lab) throws Exception {
        Site site = lab.site(work.resolve("another path, with blanks"));
        forget(site);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        try (Stream<Path> all = Files.walk(site.checkout())) {
            for (Path one : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                if (posix) {
                    // As they are where somebody has umask 077.
                    boolean executable = Files.isDirectory(one) || Files.isExecutable(one);
                    Files.setPosixFilePermissions(
                            one, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
                }
                Files.setLastModifiedTime(one, FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
            }
        }
        build(lab, site, Map.of());
    }

    @Test
    void coresAndAnEmptyCacheDoNotMatter(Laboratory lab) throws Exception {
        Site site = lab.site(work).with(work.resolve("empty"));
        Site.delete(site.checkout().resolve("target"));
        build(lab, site, Map.of("MAVEN_OPTS", "-XX:ActiveProcessorCount=1"));
        forget(site);
        build(lab, site, Map.of("MAVEN_OPTS", "-XX:ActiveProcessorCount=16"));
    }
}
