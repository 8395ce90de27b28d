package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void aUsersMistakeIsAFailureAndAllElseAnError() {
        assertEquals(
                "wrong",
                assertThrows(MojoFailureException.class, () -> Failures.failure(new UserErrorException("wrong")))
                        .getMessage());
        assertEquals("broken", error(new IOException("broken")));
    }

    @Test
    void whatJavaLacksIsSaidWithTheWayOutWhicheverThreadLackedIt() {
        String memory = "Java has not enough memory (Java heap space); give it more: MAVEN_OPTS=-Xmx1g";
        assertEquals(memory, error(new OutOfMemoryError("Java heap space")));
        assertEquals(memory, error(new IllegalStateException(new OutOfMemoryError("Java heap space"))));
        assertEquals(
                "a class of this plugin cannot be loaded (a/B); if its jar was replaced while this Maven ran, run it again,"
                        + " a daemon once it was stopped",
                error(new IllegalStateException(new NoClassDefFoundError("a/B"))));
        assertEquals("java.lang.StackOverflowError", error(new StackOverflowError()));
    }

    private static String error(Throwable problem) {
        return String.valueOf(assertThrows(MojoExecutionException.class, () -> Failures.failure(problem))
                .getMessage());
    }
}
