package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.file.UnwritableException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** Turns what went wrong below into Maven's two kinds of failure. */
final class Failures {
    private Failures() {}

    /**
     * Throws the failure that fits.
     *
     * @throws MojoFailureException for a user's mistake
     * @throws MojoExecutionException for everything else
     */
    static MojoExecutionException failure(Throwable problem) throws MojoFailureException, MojoExecutionException {
        // Of another thread it comes wrapped.
        Throwable end = problem instanceof IllegalStateException && problem.getCause() instanceof Error
                ? problem.getCause()
                : problem;
        if (end instanceof Error error) {
            throw new MojoExecutionException(message(error), problem);
        }
        if (problem instanceof UserError) {
            throw new MojoFailureException(message(problem), problem);
        }
        throw new MojoExecutionException(message(problem), problem);
    }

    private static String message(Error error) {
        if (error instanceof OutOfMemoryError) {
            return "Java has not enough memory (" + error.getMessage() + "); give it more: MAVEN_OPTS=-Xmx1g";
        }
        if (error instanceof LinkageError) {
            return "a class of this plugin cannot be loaded (" + error.getMessage()
                    + "); if its jar was replaced while this"
                    + " Maven ran, run it again, a daemon once it was stopped";
        }
        return error.toString();
    }

    /** The JDK's file system exceptions say only the file's name: their type is the message. */
    private static String message(Throwable problem) {
        if (problem instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (problem instanceof FileSystemException failure && failure.getFile() != null) {
            return failure.getFile() + ": " + UnwritableException.reason(failure);
        }
        String text = problem.getMessage();
        return text == null ? problem.getClass().getSimpleName() : text;
    }
}
