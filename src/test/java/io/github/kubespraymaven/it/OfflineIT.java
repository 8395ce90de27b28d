package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.debian.resolve.StandardPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that exist only behind a proxy, since this machine's own are there for a Maven that is offline too. */
@ExtendWith(Laboratory.Provider.class)
class OfflineIT {
    @TempDir
    Path work;

    @Test
    void offlineEverythingComesFromTheCacheOrAllThatIsMissingIsNamed(Laboratory lab) throws Exception {
        Site site = lab.site(work.resolve("site")).with(work.resolve("cache"));
        List<String> arguments = List.of(
                Laboratory.goal("build"),
                "-Dkubespray.cache=" + site.cache(),
                "-Dkubespray.debianMirror=http://debian.example/debian",
                "-Dkubespray.pythonIndex=http://python.example/simple",
                "-Dkubespray.filesMirror=http://mirror.example/mirror");
        Map<String, String> proxy =
                Map.of("http_proxy", "http://127.0.0.1:" + lab.server().port());
        lab.maven().run(site.checkout(), proxy, arguments).succeeded();
        String wanted = site.image().digest();

        List<String> offline = new ArrayList<>(arguments);
        offline.add("-o");
        Site.delete(site.cache().resolve("records/base"));
        Site.delete(site.cache().resolve("records/layer"));
        Site.delete(site.checkout().resolve("target"));
        lab.maven().run(site.checkout(), offline).succeeded();
        assertEquals(wanted, site.image().digest());
        assertFalse(site.image().reused());

        Site.delete(site.cache().resolve("records/base"));
        Site.delete(site.cache().resolve("records/layer"));
        Site.delete(site.checkout().resolve("target"));
        for (Path blob : Site.files(site.cache().resolve("blobs"))) {
            if (Files.size(blob) < 10_000 && !isPackagesList(blob)) {
                Files.delete(blob);
            }
        }
        String complaint = lab.maven().run(site.checkout(), offline).failed().complaint();
        int debs = StandardPackages.names().size() + 1; // with libcurl4
        String cause = "Maven is offline, and these files are not in the cache (";
        assertEquals(3, complaint.split(Pattern.quote(cause), -1).length - 1, complaint);
        for (String missing : List.of(
                debs + " of " + debs + "); build once without -o:",
                "  curl_1.0_all.deb (http://debian.example/debian/pool/main/curl_1.0_all.deb)",
                "  libcurl4_1.0_all.deb (http://debian.example/debian/pool/main/libcurl4_1.0_all.deb)",
                "  kubectl v1.35.4 (http://mirror.example/mirror/files.example/v1.35.4/amd64/kubectl)",
                "3 of 6); build once without -o:",
                "  jmespath-1.1.0-py3-none-any.whl (http://python.example/files/jmespath-1.1.0-py3-none-any.whl)",
                "  netaddr-1.3.0-py3-none-any.whl (http://python.example/files/netaddr-1.3.0-py3-none-any.whl)")) {
            assertTrue(complaint.contains(missing), complaint);
        }
    }

    /** Lists are needed to know which packages are missing. */
    private static boolean isPackagesList(Path blob) throws IOException {
        byte[] bytes = Files.readAllBytes(blob);
        return bytes.length > 1 && (bytes[0] & 0xff) == 0xfd && bytes[1] == '7';
    }
}
