package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.http.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A lock, and a world that has moved on since: a mirror that has newer packages alone, an index in which wheels were yanked. */
@ExtendWith(Laboratory.Provider.class)
class MovingOnIT {
    private static final String INSTANT = "20261101T000000Z";

    @TempDir
    Path work;

    private Laboratory lab;
    private Site site;
    private String world;
    private String locked;
    private String digest;
    private Map<String, byte[]> old;

    /** Locks, builds, and lets the world move on. */
    @BeforeEach
    void theWorldMovesOn(Laboratory laboratory) throws Exception {
        lab = laboratory;
        world = "/" + work.getFileName();
        DebianMirror debian = lab.debian(world).standard().publish();
        PythonIndex python = lab.python(world).standard().publish();
        site = new Site(SmallCheckout.draw(work.resolve("kubespray")), work.resolve("cache"));
        Files.writeString(
                site.checkout().resolve("requirements.txt"),
                "ansible==9.13.0\ncryptography>=46\njmespath\nnetaddr==1.3.0\n");
        run("lock").succeeded();
        run("build").succeeded();
        locked = lock();
        digest = site.image().digest();

        debian.keepAt(world + "/snapshot/" + INSTANT);
        old = debian.pool();
        debian.remove("bash")
                .remove("jq")
                .remove("curl")
                .remove("libcurl4")
                .add("bash", "2.0", "")
                .add("jq", "2.0", "Depends: libjq1\n")
                .add("libjq1", "2.0", "")
                .add("curl", "2.0", "Depends: libcurl5\n")
                .add("libcurl5", "1.0", "")
                .publish();
        python.yank("jmespath")
                .yank("cryptography")
                .small("jmespath", "1.2.0")
                .large("cryptography", "46.0.7", "cryptography/hazmat.py", "cffi>=2")
                .small("cffi", "2.1.0")
                .publish();
    }

    private MavenRun run(String goal, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(Laboratory.goal(goal), "-Dkubespray.cache=" + site.cache()));
        arguments.addAll(lab.sources(world));
        arguments.addAll(List.of(more));
        return lab.maven().run(site.checkout(), arguments);
    }

    private String snapshot() {
        return "-Dkubespray.debianSnapshot=" + lab.server().uri(world + "/snapshot/" + INSTANT);
    }

    private String lock() throws Exception {
        return Files.readString(site.checkout().resolve("kubespray.lock"));
    }

    /** The lines of the lock that came and went since the world moved on, the instant's aside, without hashes and sizes. */
    private List<String> changes() throws Exception {
        List<String> before = locked.lines().toList();
        List<String> now = lock().lines().toList();
        List<String> changes = new ArrayList<>();
        before.stream().filter(line -> !now.contains(line)).forEach(line -> changes.add("- " + line));
        now.stream().filter(line -> !before.contains(line)).forEach(line -> changes.add("+ " + line));
        changes.removeIf(line -> line.matches("[-+] instant .*"));
        return changes.stream()
                .map(line -> line.replaceAll(" \\S+ \\d+ sha256:\\S+", ""))
                .toList();
    }

    @Test
    void theLockStillGivesTheSameImageFromAnEmptyCache() throws Exception {
        site = site.with(work.resolve("empty"));
        String complaint = run("build").failed().complaint();
        assertTrue(complaint.contains("Debian packages are not there any more"), complaint);
        assertTrue(complaint.contains("libcurl4_1.0_all.deb"), complaint);
        assertTrue(complaint.contains("-Dkubespray.debianSnapshot=URL"), complaint);

        site = site.with(work.resolve("another"));
        Laboratory.Asked asked = lab.asked();
        run("build", snapshot(), "-Dkubespray.refresh").succeeded();
        assertEquals(digest, site.image().digest());
        assertFalse(site.image().reused());
        assertTrue(asked.lines().contains("GET " + world + "/snapshot/" + INSTANT + "/pool/main/libcurl4_1.0_all.deb"));
        assertTrue(asked.lines().contains("GET " + world + "/files/jmespath-1.1.0-py3-none-any.whl"));
        assertEquals(locked, lock());
    }

    @Test
    void aServiceOfSnapshotsIsAskedForTheInstantOfTheLock() throws Exception {
        String instant = locked.lines()
                .filter(line -> line.startsWith("instant "))
                .map(line -> line.substring("instant ".length()).replaceAll("[-:]", ""))
                .findFirst()
                .orElseThrow();
        old.forEach((file, deb) ->
                lab.server().on(world + "/service/archive/debian/" + instant + "/" + file, ScriptedServer.ranges(deb)));
        site = site.with(work.resolve("empty"));
        run("build", "-Dkubespray.debianSnapshot=" + lab.server().uri(world + "/service"), "-Dkubespray.refresh")
                .succeeded();
        assertEquals(digest, site.image().digest());
    }

    @Test
    void anUpgradeFetchesOnlyPackagesThatStayAlthoughNoListHasThem() throws Exception {
        site = site.with(work.resolve("empty"));
        Laboratory.Asked asked = lab.asked();
        run("lock", "-Dkubespray.upgrade=jq", snapshot()).succeeded();
        String place = world + "/snapshot/" + INSTANT + "/pool/main/";
        assertEquals(
                List.of(
                        "GET " + place + "bash_1.0_all.deb",
                        "GET " + place + "curl_1.0_all.deb",
                        "GET " + place + "libcurl4_1.0_all.deb"),
                asked.lines().stream()
                        .filter(line -> line.endsWith(".deb") && line.contains("/snapshot/"))
                        .sorted()
                        .toList());
        assertEquals(
                List.of("bash_1.0_all.deb", "curl_1.0_all.deb", "libcurl4_1.0_all.deb"),
                asked.lines().stream()
                        .filter(line -> line.endsWith(".deb"))
                        .map(line -> line.substring(line.lastIndexOf('/') + 1))
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void oneNameMovesWithWhatItForcesAndNothingElse() throws Exception {
        run("lock", "-Dkubespray.upgrade=jq", snapshot()).succeeded();
        assertEquals(
                List.of(
                        "- deb jq 1.0 all bookworm asked for",
                        "+ deb jq 2.0 all bookworm asked for",
                        "+ deb libjq1 2.0 all bookworm for jq"),
                changes());
        locked = lock();

        MavenRun run = run("lock", "-Dkubespray.upgrade=curl", snapshot()).succeeded();
        assertEquals(
                List.of(
                        "- deb curl 1.0 all bookworm asked for",
                        "- deb libcurl4 1.0 all bookworm for curl",
                        "+ deb curl 2.0 all bookworm asked for",
                        "+ deb libcurl5 1.0 all bookworm for curl"),
                changes());
        assertTrue(run.output().matches("(?s).*  deb curl +1\\.0 -> 2\\.0\\R.*"), run.output());
        locked = lock();

        run("lock", "-Dkubespray.upgrade=cryptography", snapshot()).succeeded();
        assertEquals(
                List.of(
                        "- python cryptography 46.0.6 asked for",
                        "+ python cffi 2.1.0 for cryptography",
                        "+ python cryptography 46.0.7 asked for"),
                changes());
        run("build", snapshot()).succeeded();
        assertNotEquals(digest, site.image().digest());
    }

    @Test
    void allOfItMovesWhenNoNameIsGivenAndThenTheMirrorAloneWillDo() throws Exception {
        run("lock", "-Dkubespray.upgrade").succeeded();
        assertEquals(
                List.of(
                        "- deb bash 1.0 all bookworm asked for",
                        "- deb curl 1.0 all bookworm asked for",
                        "- deb jq 1.0 all bookworm asked for",
                        "- deb libcurl4 1.0 all bookworm for curl",
                        "- python cryptography 46.0.6 asked for",
                        "- python jmespath 1.1.0 asked for",
                        "+ deb bash 2.0 all bookworm asked for",
                        "+ deb curl 2.0 all bookworm asked for",
                        "+ deb jq 2.0 all bookworm asked for",
                        "+ deb libcurl5 1.0 all bookworm for curl",
                        "+ deb libjq1 2.0 all bookworm for jq",
                        "+ python cffi 2.1.0 for cryptography",
                        "+ python cryptography 46.0.7 asked for",
                        "+ python jmespath 1.2.0 asked for"),
                changes());
        site = site.with(work.resolve("empty"));
        run("build").succeeded();
    }

    @Test
    void aChangedInputMovesNothingThatItDoesNotConcern() throws Exception {
        site.edit("requirements.txt", "netaddr==1.3.0\n", "");
        run("lock", "-Dkubespray.packages=+jq,+libjq1", snapshot()).succeeded();
        assertEquals(
                List.of(
                        "+ deb libjq1 2.0 all bookworm asked for",
                        "+ input asked jq",
                        "+ input asked libjq1",
                        "+ input package libjq1",
                        "+ inputs",
                        "- input requirement netaddr==1.3.0",
                        "- inputs",
                        "- python netaddr 1.3.0 asked for"),
                changes().stream()
                        .map(line -> line.replaceAll(" sha256:\\S+", ""))
                        .sorted()
                        .toList());
    }
}
