package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.registry.PushProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MirrorLinesTest {
    private static final Descriptor BASE = blob("base", 10_000_000);
    private static final Descriptor NGINX = blob("nginx", 20_000_000);
    private static final Descriptor REDIS = blob("redis", 5_000_000);

    private final StringWriter screen = new StringWriter();
    private final List<String> said = new ArrayList<>();
    private final AtomicLong clock = new AtomicLong();
    private int columns = 80;

    @Test
    void eachImageHasALineAndTheWholeIsBelowThem() {
        MirrorLines lines = lines(true);
        lines.planned(List.of(List.of(NGINX, BASE), List.of(BASE, REDIS)));
        lines.begun("reg.example/library/nginx:1.22", List.of(NGINX, BASE));
        lines.begun("reg.example/library/redis:7.0", List.of(BASE, REDIS));
        after(2000);
        lines.moved("reg.example/library/nginx:1.22", new PushProgress.Step.Advanced(NGINX, 7_000_000));
        after(2000);
        lines.moved("reg.example/library/redis:7.0", new PushProgress.Step.Uploaded(BASE));
        screen.getBuffer().setLength(0);
        after(100);
        lines.moved("reg.example/library/nginx:1.22", new PushProgress.Step.Mounted(BASE));
        assertEquals(
                """
                \u001b[2A\rreg.example/library/nginx:1.22  17.0 of 30.0 MB
                reg.example/library/redis:7.0  10.0 of 15.0 MB
                Copying 0 of 2 images, 17.0 of 35.0 MB, 4.1 MB/s, 5 s to go""",
                trimmed());
    }

    @Test
    void whatIsDoneIsSaidAboveAndItsLineIsTakenAway() {
        MirrorLines lines = lines(true);
        lines.planned(List.of(List.of(NGINX), List.of(REDIS)));
        lines.begun("a/nginx:1", List.of(NGINX));
        lines.begun("a/redis:1", List.of(REDIS));
        after(100);
        lines.moved("a/redis:1", new PushProgress.Step.Uploaded(REDIS));
        screen.getBuffer().setLength(0);
        lines.ended("a/redis:1", "redis is there");
        assertEquals(List.of("redis is there"), said);
        assertEquals(
                "\u001b[2A\r\n\n\u001b[2A\r" + "\ra/nginx:1  0.0 of 20.0 MB\nCopying 1 of 2 images, 5.0 of 25.0 MB",
                trimmed());
        lines.ended("a/nginx:1", "nginx is there");
        assertEquals(List.of("redis is there", "nginx is there"), said);
    }

    @Test
    void whatAnImageThatFailedHasNotBroughtIsToComeOnlyIfAnotherWantsIt() {
        MirrorLines lines = lines(true);
        lines.planned(List.of(List.of(NGINX, BASE), List.of(BASE, REDIS)));
        lines.begun("a/nginx:1", List.of(NGINX, BASE));
        lines.begun("a/redis:1", List.of(BASE, REDIS));
        after(100);
        lines.moved("a/redis:1", new PushProgress.Step.Uploaded(REDIS));
        screen.getBuffer().setLength(0);
        lines.ended("a/nginx:1", "nginx failed");
        assertEquals(
                "\u001b[2A\r\n\n\u001b[2A\r" + "\ra/redis:1  5.0 of 15.0 MB\nCopying 1 of 2 images, 5.0 of 15.0 MB",
                trimmed());
    }

    @Test
    void nothingIsWiderThanTheTerminal() {
        columns = 60;
        MirrorLines lines = lines(true);
        lines.planned(List.of(List.of(NGINX)));
        lines.begun("registry.example/a/rather/long/name/of/a/repository/nginx:1.22", List.of(NGINX));
        after(2000);
        screen.getBuffer().setLength(0);
        lines.moved(
                "registry.example/a/rather/long/name/of/a/repository/nginx:1.22",
                new PushProgress.Step.Advanced(NGINX, 7_000_000));
        assertEquals(
                """
                \u001b[1A\r…ather/long/name/of/a/repository/nginx:1.22  7.0 of 20.0 MB
                Copying 0 of 1 image, 7.0 of 20.0 MB, 3.5 MB/s, 4 s to go""",
                trimmed());
    }

    @Test
    void whereTheCursorCannotGoUpThereIsOneLine() {
        MirrorLines lines = lines(false);
        lines.planned(List.of(List.of(NGINX)));
        lines.begun("a/nginx:1", List.of(NGINX));
        assertEquals("\rCopying 0 of 1 image, 0.0 of 20.0 MB", trimmed());
    }

    @Test
    void withoutATerminalOnlyWhatIsDoneIsSaid() {
        MirrorLines lines = new MirrorLines(Optional.empty(), clock::get, said::add);
        lines.planned(List.of(List.of(NGINX)));
        lines.begun("a/nginx:1", List.of(NGINX));
        lines.ended("a/nginx:1", "nginx is there");
        assertEquals(List.of("nginx is there"), said);
    }

    private MirrorLines lines(boolean goesUp) {
        return new MirrorLines(
                Optional.of(new Terminal(new PrintWriter(screen), () -> columns, goesUp)), clock::get, said::add);
    }

    /** What was drawn, without the blanks that cover what was there before. */
    private String trimmed() {
        return screen.toString().replaceAll(" +(?=\n|\u001b|\r|$)", "");
    }

    private void after(long milliseconds) {
        clock.addAndGet(Duration.ofMillis(milliseconds).toNanos());
    }

    private static Descriptor blob(String name, long size) {
        return Descriptor.of(MediaTypes.LAYER, Digest.of(name), size);
    }
}
