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
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Maven with the plugin, and the whole world as the plugin sees it: one server on this machine. Made once for all tests. */
final class Laboratory implements AutoCloseable {
    private final Maven maven;
    private final ScriptedServer server;

    private Laboratory(Maven maven, ScriptedServer server) {
        this.maven = maven;
        this.server = server;
    }

    private static Laboratory open() throws Exception {
        Maven maven = Maven.ofThisBuild();
        TestKey key = TestKey.plain("laboratory", Instant.now().plusSeconds(86400));
        SignedPlugin.install(maven.repository(), key);
        ScriptedServer server = ScriptedServer.start();
        DebianMirror.publish(server, key);
        PythonIndex.publish(server, Files.createDirectories(maven.home().resolve("wheels")));
        SmallCheckout.publish(server);
        return new Laboratory(maven, server);
    }

    Maven maven() {
        return maven;
    }

    ScriptedServer server() {
        return server;
    }

    /** A goal by its full name, which needs no pom. */
    static String goal(String name) {
        return SignedPlugin.GROUP + ":" + SignedPlugin.NAME + ":" + Maven.property("version") + ":" + name;
    }

    /** Where everything comes from, as parameters. */
    List<String> sources() {
        return List.of(
                "-Dkubespray.debianMirror=" + server.uri("/debian"),
                "-Dkubespray.pythonIndex=" + server.uri("/simple"),
                "-Dkubespray.filesMirror=" + server.uri("/mirror"));
    }

    /** The arguments of a build with sources and a cache, and more. */
    List<String> arguments(String goal, Path cache, String... more) {
        List<String> arguments = new ArrayList<>(List.of(goal, "-Dkubespray.cache=" + cache));
        arguments.addAll(sources());
        arguments.addAll(Arrays.asList(more));
        return arguments;
    }

    /** Builds an image of the checkout in a directory. */
    MavenRun build(Path directory, Path cache, String... more) throws IOException, InterruptedException {
        return maven.run(directory, arguments(goal("build"), cache, more));
    }

    @Override
    public void close() {
        server.close();
    }

    /** Gives tests the laboratory. */
    static final class Provider implements ParameterResolver {
        private record Held(Laboratory laboratory) implements AutoCloseable {
            @Override
            public void close() {
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
