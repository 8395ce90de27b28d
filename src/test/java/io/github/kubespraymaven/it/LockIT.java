package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Laboratory.Provider.class)
class LockIT {
    @TempDir
    Path work;

    private static MavenRun lock(Laboratory lab, Site site, String... more) throws Exception {
        return lab.maven().run(site.checkout(), lab.arguments(Laboratory.goal("lock"), site.cache(), more));
    }

    private static String text(Site site) throws Exception {
        return Files.readString(site.checkout().resolve("kubespray.lock"));
    }

    @Test
    void aLockedBuildResolvesNothingAndGivesTheSameImageWithAnyCache(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        List<String> unlocked = site.image().layers();
        lock(lab, site).succeeded();
        lab.build(site).succeeded();
        assertEquals(unlocked, site.image().layers());
        String digest = site.image().digest();

        Site elsewhere = site.with(work.resolve("empty"));
        Laboratory.Asked asked = lab.asked();
        lab.build(elsewhere, "-Dkubespray.refresh").succeeded();
        assertEquals(digest, site.image().digest());
        assertFalse(site.image().reused());
        assertEquals(
                List.of(),
                asked.lines().stream()
                        .filter(line -> line.contains("/dists/") || line.contains(".metadata"))
                        .toList());
        assertFalse(text(site).contains(lab.server().uri("/").toString().replaceAll("^http://|/$", "")), text(site));
    }

    @Test
    void whatIsLockedStaysUntilItIsUpgraded(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        lock(lab, site).succeeded();
        site.edit("requirements.txt", "cryptography==46.0.6", "cryptography>=46.0.6");

        String stale = lab.build(site).failed().complaint();
        assertTrue(stale.contains("only in the lock: requirement cryptography==46.0.6"), stale);
        assertTrue(stale.contains("not in the lock: requirement cryptography>=46.0.6"), stale);
        String checked = lock(lab, site, "-Dkubespray.check").failed().complaint();
        assertTrue(checked.contains("not in the lock: requirement cryptography>=46.0.6"), checked);

        lock(lab, site).succeeded();
        assertTrue(text(site).contains("\npython cryptography 46.0.6 "), text(site));
        lock(lab, site, "-Dkubespray.check").succeeded();
        String before = text(site);
        lock(lab, site, "-Dkubespray.upgrade=jinja2").succeeded();
        assertEquals(before, text(site));

        lock(lab, site, "-Dkubespray.upgrade=cryptography").succeeded();
        assertTrue(text(site).contains("\npython cryptography 46.0.7 "), text(site));
        lab.build(site).succeeded();
        assertTrue(site.image().whats().contains("python cryptography 46.0.7"));
    }

    @Test
    void aHashASizeOrAVersionThatIsNotTheFilesIsSaidWithItsLine(Laboratory lab) throws Exception {
        Site site = lab.site(work).with(work.resolve("empty"));
        lock(lab, site).succeeded();
        String whole = text(site);
        for (String name : List.of("deb jq", "python netaddr")) {
            String line = whole.lines()
                    .filter(one -> one.startsWith(name + " "))
                    .findFirst()
                    .orElseThrow();
            String place = "kubespray.lock:" + (whole.lines().toList().indexOf(line) + 1) + ": ";
            for (String other : List.of(
                    line.replaceFirst("sha256:.", "sha256:" + (line.contains("sha256:0") ? "1" : "0")),
                    line.replaceFirst(" (\\d+) sha256", " 7 sha256"),
                    line.replaceAll("1\\.0|1\\.3\\.0", "9.9.9"))) {
                Files.writeString(site.checkout().resolve("kubespray.lock"), whole.replace(line, other));
                String complaint =
                        lab.build(site.with(work.resolve("cold"))).failed().complaint();
                assertTrue(complaint.contains("\n  " + place + other), complaint);
                assertTrue(complaint.contains("mvn kubespray:lock -Dkubespray.upgrade=NAME"), complaint);
            }
        }
    }

    @Test
    void aLockThatCannotBeUsedIsSaidWithItsLine(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        lock(lab, site).succeeded();
        String whole = text(site);
        String result = Files.readString(site.checkout().resolve("target/kubespray/image.json"));

        Files.writeString(site.checkout().resolve("kubespray.lock"), whole.replaceFirst("deb bash", "dep bash"));
        String complaint = lab.build(site).failed().complaint();
        assertTrue(complaint.contains("kubespray.lock:") && complaint.contains("'dep bash 1.0 all"), complaint);

        Files.writeString(site.checkout().resolve("kubespray.lock"), whole);
        complaint =
                lab.build(site, "-Dkubespray.platforms=linux/arm64").failed().complaint();
        assertTrue(
                complaint.contains("kubespray.lock:5: there is nothing for linux/arm64, only for linux/amd64 (line 5)"),
                complaint);
        complaint = lock(lab, site, "-Dkubespray.upgrade=nosuch").failed().complaint();
        assertTrue(complaint.contains("upgrade: nosuch is not in "), complaint);
        assertEquals(result, Files.readString(site.checkout().resolve("target/kubespray/image.json")));
    }
}
