package io.github.kubespraymaven.it;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Maven that runs these tests, as processes of its own. They get another home directory than the user's, with another
 * local repository, other settings and no credentials in it; what they lack there is taken from the user's local repository,
 * which is only read.
 *
 * @param installation Maven's own directory
 * @param home the home directory of the processes
 */
record Maven(Path installation, Path home) {
    private static final long LONGEST_SECONDS = 240;

    /** The Maven of this build, with a home that is ready for use. */
    static Maven ofThisBuild() throws IOException {
        Path home = Path.of(property("home")).toAbsolutePath();
        Maven maven = new Maven(Path.of(property("maven")), home);
        Files.createDirectories(maven.repository());
        maven.settings("");
        return maven;
    }

    static String property(String name) {
        return Objects.requireNonNull(
                System.getProperty("kubespray.it." + name),
                "kubespray.it." + name + " is set by the build: mvn verify");
    }

    /** The local repository of the processes. */
    Path repository() {
        return home.resolve(".m2/repository");
    }

    /** Writes the settings of the processes, with some elements more. */
    void settings(String more) throws IOException {
        String machine = Path.of(property("repository")).toUri().toString();
        Files.writeString(
                home.resolve(".m2/settings.xml"),
                """
                <settings>
                  <profiles>
                    <profile>
                      <id>machine</id>
                      <pluginRepositories>
                        <pluginRepository>
                          <id>machine</id>
                          <url>%s</url>
                          <releases><checksumPolicy>ignore</checksumPolicy><updatePolicy>never</updatePolicy></releases>
                          <snapshots><enabled>false</enabled></snapshots>
                        </pluginRepository>
                      </pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>machine</activeProfile></activeProfiles>
                  %s
                </settings>
                """
                        .formatted(machine, more));
    }

    /** Runs Maven in a directory to its end. */
    MavenRun run(Path directory, List<String> arguments) throws IOException, InterruptedException {
        return run(directory, Map.of(), arguments);
    }

    /** Runs Maven in a directory to its end, with some variables of the environment. */
    MavenRun run(Path directory, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        return start(directory, environment, arguments).end();
    }

    /** Starts Maven in a directory. */
    Started start(Path directory, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        boolean windows = File.separatorChar == '\\';
        command.add(installation.resolve(windows ? "bin/mvn.cmd" : "bin/mvn").toString());
        command.addAll(List.of("-B", "-Dstyle.color=never"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> !List.of("PATH", "TMPDIR", "SystemRoot", "TEMP")
                .contains(name));
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("HOME", home.toString());
        variables.putAll(environment);
        variables.merge(
                "MAVEN_OPTS", "-Duser.home=" + home + " -XX:TieredStopAtLevel=1", (own, ours) -> own + " " + ours);
        return new Started(builder.start());
    }

    /** A Maven that runs. */
    static final class Started {
        private final Process process;
        private final BufferedReader out;
        private final StringBuilder said = new StringBuilder();

        private Started(Process process) {
            this.process = process;
            this.out = process.inputReader(StandardCharsets.UTF_8);
        }

        /** Reads on until a line has this in it. */
        void awaitLine(String part) throws IOException {
            while (true) {
                Optional<String> line = next();
                if (line.isEmpty()) {
                    throw new AssertionError("'" + part + "' was never said:\n" + said);
                }
                if (line.get().contains(part)) {
                    return;
                }
            }
        }

        private Optional<String> next() throws IOException {
            Optional<String> line = Optional.ofNullable(out.readLine());
            line.ifPresent(text ->
                    said.append(text.replaceAll("\u001b\\[[0-9;]*m", "")).append('\n'));
            return line;
        }

        /** Ends it as {@code kill -9} does, with Java's process that its script has started. */
        void kill() throws InterruptedException {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }

        /** Waits for its end. */
        MavenRun end() throws IOException, InterruptedException {
            while (next().isPresent()) {
                // Its output is all that is wanted.
            }
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                kill();
                throw new AssertionError("no end after " + LONGEST_SECONDS + " s:\n" + said);
            }
            return new MavenRun(process.exitValue(), said.toString());
        }
    }
}
