package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.OpenFiles;
import io.github.kubespraymaven.http.ScriptedServer;
import io.github.kubespraymaven.manifest.Checkouts;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a goal that fails leaves behind in a Maven that goes on: no thread at work, no file open, nothing half-written. */
@Timeout(60)
class FailingGoalTest {
    /** Its timer ends a second after the last body was sent. */
    private static final String TIMER = "kubespray-http-watch-";

    private static final long SECOND = 1000;

    @TempDir
    Path directory;

    private Path checkout;
    private ScriptedServer server;
    private Set<String> threadsBefore = Set.of();

    @BeforeEach
    void draw() throws IOException {
        checkout = Files.createDirectory(directory.resolve("checkout"));
        for (Map.Entry<String, String> file : Checkouts.FILES.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        write("cluster.yml", "- hosts: all\n");
        write("galaxy.yml", "version: 2.31.0\n");
        write("requirements.txt", "ansible==11.13.0\n");
        server = ScriptedServer.start();
        threadsBefore = threads();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void write(String path, String text) throws IOException {
        Path file = checkout.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aBaseWhoseDistributionsAreNotToBeHad() throws Exception {
        String problem = failure(
                new BuildBaseMojo(),
                "platforms",
                List.of("linux/amd64"),
                "collections",
                List.of("all"),
                "kubectl",
                "none",
                "debianMirror",
                server.uri("/debian").toString(),
                "pythonIndex",
                server.uri("/simple").toString());

        assertTrue(problem.contains("Debian trixie for amd64 cannot be had"), problem);
        assertTrue(problem.contains("ansible"), problem);
        assertNothingIsLeft();
    }

    @Test
    void aMirrorWhoseImagesAreNotToBeHad() throws Exception {
        String registry = "127.0.0.1:" + server.port();
        Path list = Files.writeString(
                directory.resolve("images.list"), registry + "/a:1\n" + registry + "/b:1\n" + registry + "/c:1\n");

        String problem = failure(new MirrorMojo(), "images", list.toFile(), "to", "oci:" + directory.resolve("layout"));

        assertTrue(problem.contains("3 of 3 images could not be copied"), problem);
        assertNothingIsLeft();
    }

    private String failure(KubesprayMojo mojo, Object... parameters) throws Exception {
        set(mojo, "basedir", checkout.toFile());
        set(mojo, "cache", directory.resolve("cache").toFile());
        for (int i = 0; i < parameters.length; i += 2) {
            set(mojo, (String) parameters[i], parameters[i + 1]);
        }
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {}

            @Override
            public void warn(CharSequence content) {}
        });
        return String.valueOf(assertThrows(AbstractMojoExecutionException.class, mojo::execute)
                .getMessage());
    }

    private void assertNothingIsLeft() throws Exception {
        // A pool has ended a moment before the last of its threads has.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("kubespray-") && !thread.getName().startsWith(TIMER)) {
                thread.join(SECOND);
            }
        }
        Set<String> threads = threads();
        threads.removeAll(threadsBefore);
        assertEquals(Set.of(), threads);
        assertEquals(List.of(), OpenFiles.below(directory));
        Path drafts = directory.resolve("cache/drafts");
        if (Files.exists(drafts)) {
            try (Stream<Path> left = Files.list(drafts)) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kubespray-") && !name.startsWith(TIMER))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void set(Object mojo, String name, Object value) throws ReflectiveOperationException {
        for (Class<?> type = mojo.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    field.set(mojo, value);
                    return;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }
}
