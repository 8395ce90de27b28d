package io.github.kubespraymaven.registry.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.layout.DockerArchive;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.process.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With programs that are drawn here: what real ones do with an archive is tried with it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
class EngineTest {
    @TempDir
    Path temporary;

    private SmallImages images;

    @BeforeEach
    void makeImages() {
        images = new SmallImages(temporary.resolve("cache"));
    }

    @Test
    void theProgramGetsTheArchive() throws Exception {
        draw("docker", "echo noise; cat > " + temporary.resolve("taken.tar"));
        Engine.docker(new SearchPath(List.of(temporary))).load(images.image("one"), "kubespray:v1", images.cache());
        Path archive = temporary.resolve("own.tar");
        new DockerArchive(archive).write(images.image("one"), "kubespray:v1", images.cache());
        assertArrayEquals(Files.readAllBytes(archive), Files.readAllBytes(temporary.resolve("taken.tar")));
    }

    @Test
    void whatItComplainsOfIsInTheError() throws Exception {
        draw("podman", "head -c 100 > /dev/null; echo 'Error: no space left' >&2; exit 125");
        IOException failure = assertThrows(IOException.class, () -> Engine.podman(new SearchPath(List.of(temporary)))
                .load(images.image("one"), "kubespray:v1", images.cache()));
        assertEquals(
                "'podman load' did not take kubespray:v1 (exit status 125): Error: no space left",
                failure.getMessage());
    }

    @Test
    void oneThatHangsIsEndedAtItsLimitWhetherItReadsOrNot() throws Exception {
        for (String script : List.of("sleep 100; true", "cat > /dev/null; sleep 100; true")) {
            draw("docker", script);
            Engine hanging = new Engine("docker", new SearchPath(List.of(temporary)), Duration.ofSeconds(1));
            assertEquals(
                    "'docker load' did not end in 1 seconds with kubespray:v1; try 'docker info' to see whether it answers",
                    assertThrows(
                                    IOException.class,
                                    () -> hanging.load(images.image("one"), "kubespray:v1", images.cache()))
                            .getMessage());
        }
    }

    @Test
    void whatItPrintsBeforeItTakesAnythingDoesNotBlockItAndItsEndIsShownInOneLine() throws Exception {
        draw(
                "docker",
                "yes | head -c 300000; cat > /dev/null; printf '\\033[31mno space\\033[0m\\nleft\\n' >&2; exit 1");
        String message = assertThrows(IOException.class, () -> Engine.docker(new SearchPath(List.of(temporary)))
                        .load(images.image("one"), "kubespray:v1", images.cache()))
                .getMessage();
        assertTrue(String.valueOf(message).endsWith(" y y no space left"), message);
    }

    @Test
    void aProgramThatIsNotThereIsNamedBeforeAnythingIsBuilt() {
        UserErrorException failure =
                assertThrows(UserErrorException.class, () -> Engine.docker(new SearchPath(List.of(temporary)))
                        .require("docker-daemon:kubespray:v1"));
        assertEquals(
                "to: docker-daemon:kubespray:v1 is written by 'docker load', and there is no docker on the PATH. Install"
                        + " it, or write docker-archive:FILE.",
                failure.getMessage());
    }

    private void draw(String program, String script) throws IOException {
        Path file = Files.writeString(temporary.resolve(program), "#!/bin/sh\n" + script + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }
}
