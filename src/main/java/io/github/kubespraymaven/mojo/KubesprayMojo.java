package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.file.UserPath;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What all goals share: where the checkout and the results are, and how a failure reaches Maven. */
abstract class KubesprayMojo extends AbstractMojo {
    /** How rooms that know nothing of Maven say that something is a warning. */
    private static final String WARNING = "WARNING: ";

    /** The kubespray checkout. Default: the project's directory, which without a pom is the current one. */
    @Parameter(property = "kubespray.directory")
    private @Nullable File directory;

    /** Does nothing, and says so. */
    @Parameter(property = "kubespray.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${basedir}", readonly = true)
    private @Nullable File basedir;

    @Parameter(defaultValue = "${project}", readonly = true)
    private @Nullable MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true)
    private @Nullable MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true)
    private @Nullable PluginDescriptor plugin;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("Skipped, as kubespray.skip asks.");
            return;
        }
        try {
            run();
        } catch (IOException | RuntimeException | Error e) {
            throw Failures.failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MojoExecutionException("Interrupted.", e);
        }
    }

    /**
     * Does the goal's work.
     *
     * @throws IOException if it cannot be done; {@link Failures} decides whose fault that is
     * @throws InterruptedException if somebody asked for an end
     */
    abstract void run() throws IOException, InterruptedException, MojoFailureException;

    /** Says a line of a build: one that begins with {@code WARNING: } is a warning of Maven's. */
    final void say(String line) {
        if (line.startsWith(WARNING)) {
            getLog().warn(line.substring(WARNING.length()));
        } else {
            getLog().info(line);
        }
    }

    /** Returns the kubespray checkout's directory. */
    final Path checkoutDirectory() throws UserErrorException {
        return directory != null ? path("directory", directory) : baseDirectory();
    }

    /**
     * Returns what a parameter names. Maven has made it relative to the project's directory, without a project to the one it
     * was called in: no process' own directory, which a daemon has from elsewhere, plays a part.
     *
     * @throws UserErrorException if a shell was to complete it
     */
    final Path path(String parameter, File given) throws UserErrorException {
        Path base = baseDirectory();
        Path path = base.resolve(given.toPath()).normalize();
        return path(
                parameter,
                path.startsWith(base) && !path.equals(base)
                        ? base.relativize(path).toString()
                        : path.toString());
    }

    /** Returns what a parameter's text names, likewise. */
    final Path path(String parameter, String text) throws UserErrorException {
        try {
            return UserPath.of(text, baseDirectory());
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(parameter + ": " + e.getMessage(), e);
        }
    }

    /** Returns the folder for results: {@code kubespray} below the project's build directory. */
    final Path resultDirectory() {
        if (project != null && project.getFile() != null) {
            return baseDirectory().resolve(project.getBuild().getDirectory()).resolve("kubespray");
        }
        return baseDirectory().resolve("target").resolve("kubespray");
    }

    final Path baseDirectory() {
        return (basedir != null ? basedir.toPath() : Path.of(""))
                .toAbsolutePath()
                .normalize();
    }

    /** Returns what tells this plugin from others of its name: its version, and of a snapshot the file it came in. */
    final String plugin() {
        if (plugin == null) {
            return "";
        }
        File file = plugin.getPluginArtifact().getFile();
        return plugin.getVersion() + " " + file.length() + " " + file.lastModified();
    }

    /** Returns this plugin's version. */
    final String pluginVersion() {
        return plugin == null ? "" : plugin.getVersion();
    }

    final Optional<MavenSession> session() {
        return Optional.ofNullable(session);
    }

    /**
     * Returns {@code project.build.outputTimestamp} where somebody set it: on the command line, in the pom or one of its
     * parents. Maven 4 has a default for it, which nobody asked for.
     */
    final @Nullable String outputTimestamp() {
        String name = "project.build.outputTimestamp";
        String given =
                session().map(s -> s.getUserProperties().getProperty(name)).orElse(null);
        for (MavenProject pom = project; given == null && pom != null; pom = pom.getParent()) {
            if (pom.getFile() != null && pom.getOriginalModel().getProperties().containsKey(name)) {
                given = pom.getProperties().getProperty(name);
            }
        }
        return given;
    }

    /** Returns a parameter's list without blanks around its items and without empty items. */
    static List<String> trimmed(@Nullable List<String> values) {
        return values == null
                ? List.of()
                : values.stream().map(String::trim).filter(v -> !v.isEmpty()).toList();
    }
}
