package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Laboratory.Provider.class)
class InitIT {
    @TempDir
    Path work;

    @Test
    void thePomThatInitWritesBuildsTheImageInPackageAndIsNeverWrittenOver(Laboratory lab) throws Exception {
        Path checkout = SmallCheckout.draw(work.resolve("kubespray"));
        lab.maven().run(checkout, List.of(Laboratory.goal("init"))).succeeded();
        String pom = Files.readString(checkout.resolve("pom.xml"));

        MavenRun packaged = lab.maven()
                .run(checkout, lab.arguments("package", work.resolve("cache")))
                .succeeded();
        List<String> goals = packaged.output()
                .lines()
                .filter(line -> line.startsWith("[INFO] --- "))
                .map(line -> line.replaceAll(".*:(\\S+) \\(.*", "$1"))
                .toList();
        assertEquals(List.of("build-base", "build"), goals);
        assertEquals(
                ".image-inputs base base.json image image.json provenance.json sbom.cdx.json sbom.spdx.json",
                Result.listing(checkout.resolve("target/kubespray")));

        lab.maven().run(checkout, List.of("kubespray:help")).succeeded();

        MavenRun again = lab.maven().run(checkout, List.of("kubespray:init")).failed();
        assertEquals(
                checkout.resolve("pom.xml")
                        + " is there already and is left as it is. To use the plugin in it, add it to its <plugins>.",
                again.complaint());
        assertTrue(pom.contains("<version>" + Maven.property("version") + "</version>"), pom);
        assertEquals(pom, Files.readString(checkout.resolve("pom.xml")));
    }
}
