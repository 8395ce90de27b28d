package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.http.ScriptedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people get wrong, and what they are told. Every failure here leaves the previous result in place. */
@ExtendWith(Laboratory.Provider.class)
class MistakesIT {
    @TempDir
    Path work;

    @Test
    void aDirectoryThatIsNoCheckout(Laboratory lab) throws Exception {
        Path empty = Files.createDirectories(work.resolve("empty"));
        MavenRun run = lab.maven()
                .run(empty, lab.arguments(Laboratory.goal("build"), work.resolve("cache")))
                .failed();
        assertEquals(
                empty
                        + " is no kubespray checkout: it has no cluster.yml and no roles/kubespray_defaults (nor"
                        + " roles/kubespray-defaults); point -Dkubespray.directory at one",
                run.complaint());
        assertFalse(Files.exists(empty.resolve("target")));
    }

    @Test
    void noRequirementsAndThenASyntaxErrorInThem(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        String before = site.image().digest();
        Path file = site.checkout().resolve("requirements.txt");
        Files.delete(file);
        assertEquals(
                "There is no requirements.txt in " + site.checkout()
                        + ". Say which file holds the Python requirements with -Dkubespray.requirements.",
                lab.build(site).failed().complaint());

        Files.writeString(file, "ansible==9.13.0\nnetaddr ==== 1.3.0\n");
        assertEquals(
                "requirements.txt:2:14: wanted \",\", \";\" or the end, got \"1.3.0\"",
                lab.build(site).failed().complaint());
        assertEquals(before, site.image().digest());
    }

    @Test
    void requirementsThatNothingFulfils(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        String before = site.image().digest();
        site.edit("requirements.txt", "netaddr==1.3.0", "ansible-core==2.15.0\nnetaddr==9.9");
        assertEquals(
                "the Python requirements cannot be fulfilled: no ansible-core fits ansible-core==2.15.0 in"
                        + " requirements.txt:5: there are the versions 2.16.14",
                lab.build(site).failed().complaint());
        assertEquals(before, site.image().digest());
    }

    @Test
    void aWheelThatIsNotTheOneOfTheIndex(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        String before = Files.readString(site.checkout().resolve("target/kubespray/image.json"));
        site.edit("requirements.txt", "cryptography==46.0.6", "forged==1.0");
        lab.server()
                .on("/files/forged-1.0-py3-none-any.whl", ScriptedServer.whole("not what was hashed"))
                .on(
                        "/files/forged-1.0-py3-none-any.whl.metadata",
                        ScriptedServer.whole("Metadata-Version: 2.1\nName: forged\nVersion: 1.0\n"))
                .on(
                        "/simple/forged/",
                        ScriptedServer.whole(
                                "<a href='/files/forged-1.0-py3-none-any.whl#sha256=" + "0".repeat(64)
                                        + "' data-core-metadata='true'>forged-1.0-py3-none-any.whl</a>",
                                "Content-Type",
                                "text/html"));
        String complaint = lab.build(site).failed().complaint();
        assertTrue(complaint.startsWith("files that could not be fetched (1 of 6):"), complaint);
        assertTrue(
                complaint.contains("forged-1.0-py3-none-any.whl from "
                        + lab.server().uri("").getAuthority() + ": wanted sha256:0000000000"),
                complaint);
        assertEquals(before, Files.readString(site.checkout().resolve("target/kubespray/image.json")));
    }

    @Test
    void anIndexThatIsBroken(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        site.edit("requirements.txt", "cryptography==46.0.6", "broken");
        lab.server().on("/simple/broken/", ScriptedServer.status(500));
        assertEquals(
                "the Python index does not give the files of broken: "
                        + lab.server().uri("/simple/broken/")
                        + ": 500 (the server failed); try again later, or use another index"
                        + " (-Dkubespray.pythonIndex)",
                lab.build(site).failed().complaint());
    }

    @Test
    void severalParametersThatAreWrongInTheirWords(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        assertEquals(
                "platforms: wanted linux/amd64 or linux/arm64, got 'linux/s390x'.",
                lab.build(site, "-Dkubespray.platforms=linux/s390x").failed().complaint());
        String kubectl = lab.build(site, "-Dkubespray.kubectl=1.2.3").failed().complaint();
        assertTrue(kubectl.contains("this kubespray has no kubectl v1.2.3 for linux/amd64"), kubectl);
    }
}
