package io.github.kubespraymaven.it;

import io.github.kubespraymaven.debian.release.TestKey;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Maven with the plugin, and the whole world as the plugin sees it: one server on this machine. Made once for all tests. */
final class Laboratory implements AutoCloseable {
    private final Maven maven;
    private final ScriptedServer server;
    private final TestKey key;
    private final Site first;
    private final MavenRun firstRun;

    private Laboratory(Maven maven, ScriptedServer server, TestKey key, Path work)
            throws IOException, InterruptedException {
        this.maven = maven;
        this.server = server;
        this.key = key;
        this.first = new Site(SmallCheckout.draw(work.resolve("kubespray")), work.resolve("cache"));
        this.firstRun = maven.run(
                        first.checkout(), Map.of("MAVEN_OPTS", "-Xmx256m"), arguments(goal("build"), first.cache()))
                .succeeded();
    }

    private static Laboratory open() throws Exception {
        Maven maven = Maven.ofThisBuild();
        TestKey key = TestKey.plain("laboratory", Instant.now().plusSeconds(86400));
        SignedPlugin.install(maven.repository(), key);
        ScriptedServer server = ScriptedServer.start();
        new DebianMirror(server, key, "").standard().publish();
        new PythonIndex(server, "", wheels(maven))
                .standard()
                .large("cryptography", "46.0.7", "cryptography/hazmat.py")
                .publish();
        SmallCheckout.publish(server);
        return new Laboratory(maven, server, key, Files.createTempDirectory("kubespray-it"));
    }

    private static Path wheels(Maven maven) throws IOException {
        return Files.createDirectories(maven.home().resolve("wheels"));
    }

    /** A mirror of Debian for one test, at another place of the server. */
    DebianMirror debian(String root) {
        return new DebianMirror(server, key, root);
    }

    /** An index of wheels for one test, at another place of the server. */
    PythonIndex python(String root) throws IOException {
        return new PythonIndex(server, root, wheels(maven));
    }

    Maven maven() {
        return maven;
    }

    ScriptedServer server() {
        return server;
    }

    /** How the first build of all went: the small checkout with an empty cache, in 256 MB. */
    MavenRun firstRun() {
        return firstRun;
    }

    /** A copy of what the first build worked on and left: checkout, results and cache. */
    Site site(Path directory) throws IOException {
        return first.copiedTo(directory);
    }

    /** What the server is asked for from now on, until it is read. */
    Asked asked() {
        int before = server.requests().size();
        return () -> server.requests().stream()
                .skip(before)
                .map(line -> line.replaceAll("^(\\S+ \\S+).*", "$1"))
                .toList();
    }

    /** Requests, as method and path. */
    interface Asked {
        /** Returns those so far. */
        List<String> lines();
    }

    /** A goal by its full name, which needs no pom. */
    static String goal(String name) {
        return SignedPlugin.GROUP + ":" + SignedPlugin.NAME + ":" + Maven.property("version") + ":" + name;
    }

    /** Where everything comes from, as parameters. */
    List<String> sources() {
        return sources("");
    }

    /** Where everything comes from, where mirror and index are at another place of the server. */
    List<String> sources(String root) {
        return List.of(
                "-Dkubespray.debianMirror=" + server.uri(root + "/debian"),
                "-Dkubespray.pythonIndex=" + server.uri(root + "/simple"),
                "-Dkubespray.filesMirror=" + server.uri("/mirror"));
    }

    /** The arguments of a build with sources and a cache, and more. */
    List<String> arguments(String goal, Path cache, String... more) {
        List<String> arguments = new ArrayList<>(List.of(goal, "-Dkubespray.cache=" + cache));
        arguments.addAll(sources());
        arguments.addAll(Arrays.asList(more));
        return arguments;
    }

    /** Builds an image at a site. */
    MavenRun build(Site site, String... more) throws IOException, InterruptedException {
        return maven.run(site.checkout(), arguments(goal("build"), site.cache(), more));
    }

    /** Starts to build an image at a site. */
    Maven.Started start(Site site) throws IOException {
        return maven.start(site.checkout(), Map.of(), arguments(goal("build"), site.cache()));
    }

    @Override
    public void close() throws IOException {
        server.close();
        Site.delete(first.checkout().getParent());
    }

    /** Gives tests the laboratory. */
    static final class Provider implements ParameterResolver {
        private record Held(Laboratory laboratory) implements AutoCloseable {
            @Override
            public void close() throws IOException {
                laboratory.close();
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(Laboratory.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Laboratory.class))
                    .getOrComputeIfAbsent(
                            Laboratory.class,
                            any -> {
                                try {
                                    return new Held(open());
                                } catch (Exception e) {
                                    throw new IllegalStateException("the laboratory cannot be set up", e);
                                }
                            },
                            Held.class)
                    .laboratory();
        }
    }
}
