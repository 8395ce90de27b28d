package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.mistake.Mistake;
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
    static MojoExecutionException failure(Exception problem) throws MojoFailureException, MojoExecutionException {
        if (problem instanceof Mistake) {
            throw new MojoFailureException(message(problem), problem);
        }
        throw new MojoExecutionException(message(problem), problem);
    }

    /** The JDK's file system exceptions say only the file's name: their type is the message. */
    private static String message(Exception problem) {
        String text = problem.getMessage();
        if (problem instanceof java.nio.file.FileSystemException || text == null) {
            return problem.getClass().getSimpleName() + (text == null ? "" : ": " + text);
        }
        return text;
    }
}
