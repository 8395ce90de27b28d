package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Laboratory.Provider.class)
class DockerignoreIT {
    private static final String CHECK = "-Dkubespray.check";

    @TempDir
    Path work;

    @Test
    void aFileThatIsMissingOrStaleFailsTheCheckAndIsWrittenAnewButSomebodysOwnIsLeftAlone(Laboratory lab)
            throws Exception {
        Path checkout = SmallCheckout.draw(work.resolve("kubespray"));
        Path file = checkout.resolve(".dockerignore");
        String goal = Laboratory.goal("dockerignore");
        String way = " Run the goal dockerignore without -Dkubespray.check.";

        assertEquals(
                file + " is missing." + way,
                lab.maven().run(checkout, List.of(goal, CHECK)).failed().complaint());
        assertEquals(false, Files.exists(file));

        lab.maven().run(checkout, List.of(goal)).succeeded();
        String written = Files.readString(file);
        Files.writeString(file, written + "something-old\n");
        assertEquals(
                file + " is not what would be generated now." + way,
                lab.maven().run(checkout, List.of(goal, CHECK)).failed().complaint());

        lab.maven().run(checkout, List.of(goal)).succeeded();
        assertEquals(written, Files.readString(file));
        lab.maven().run(checkout, List.of(goal, CHECK)).succeeded();

        Files.writeString(file, "*.md\n");
        lab.maven().run(checkout, List.of(goal)).succeeded();
        lab.maven().run(checkout, List.of(goal, CHECK)).succeeded();
        assertEquals("*.md\n", Files.readString(file));
    }
}
