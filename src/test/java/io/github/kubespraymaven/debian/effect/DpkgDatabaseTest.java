package io.github.kubespraymaven.debian.effect;

import static io.github.kubespraymaven.debian.effect.DrawnRoot.deb;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.debian.unpack.PackageFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The records that scanners read, and dpkg where it is there. */
class DpkgDatabaseTest {
    private static PackageFile jq() throws IOException {
        return deb("jq", "true", "remove-on-upgrade /etc/old\n/etc/jq.conf\n/etc/missing\n", tar -> tar.file(
                        "./etc/jq.conf", 0644, "x")
                .file("./bin/jq", 0755, ""));
    }

    @Test
    void theStatusIsWhatDpkgWritesAfterConfiguring() throws IOException {
        assertEquals(
                """
                Package: jq
                Status: install ok installed
                Section: tests
                Architecture: all
                Version: 1.0
                Depends: a, b
                Conffiles:
                 /etc/old newconffile remove-on-upgrade
                 /etc/jq.conf 9dd4e461268c8034f5c8564e155c67a6
                Description: a test
                 of two lines
                X-Own: 1

                """,
                DrawnRoot.of(jq()).text("var/lib/dpkg/status"));
    }

    @Test
    void pathsAreListedAsTheyArePacked() throws IOException {
        assertEquals("/.\n/etc/jq.conf\n/bin/jq\n", DrawnRoot.of(jq()).text("var/lib/dpkg/info/jq.list"));
    }

    @Test
    void whatOnlyDpkgReadsIsThereWithDpkg() throws IOException {
        DrawnRoot without = DrawnRoot.of(jq(), deb("libc6", ""));
        assertEquals("sums\n", without.text("var/lib/dpkg/info/jq.md5sums"));
        assertEquals("nothing", without.at("var/lib/dpkg/info/jq.postinst"));
        assertEquals("nothing", without.at("var/lib/dpkg/info/jq.shlibs"));
        assertEquals("nothing", without.at("var/lib/dpkg/arch"));
        DrawnRoot with = DrawnRoot.of(jq(), deb("libc6", ""), deb("dpkg", ""));
        assertEquals("0755 0:0 file", with.at("var/lib/dpkg/info/jq.postinst"));
        assertEquals("libs\n", with.text("var/lib/dpkg/info/jq.shlibs"));
        assertEquals("amd64\n", with.text("var/lib/dpkg/arch"));
    }
}
