package io.github.kubespraymaven.image;

import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a container of an image is started (OCI image specification, Image Configuration, {@code config}).
 *
 * @param environment variables, in the order in which they are set
 * @param entrypoint the program and its first arguments; empty for none
 * @param command the program where there is no entrypoint, else its further arguments; empty for none
 * @param workingDirectory where it starts; empty for the root
 * @param user as whom; empty for root
 * @param labels facts by name
 * @param others what else an image that is built on says here, kept as it is
 */
public record RunConfig(
        Map<String, String> environment,
        List<String> entrypoint,
        List<String> command,
        String workingDirectory,
        String user,
        SortedMap<String, String> labels,
        Map<String, Json> others) {

    /** Says nothing at all. */
    public static final RunConfig EMPTY =
            new RunConfig(Map.of(), List.of(), List.of(), "", "", Collections.emptySortedMap(), Map.of());

    private static final List<String> KNOWN = List.of("Env", "Entrypoint", "Cmd", "WorkingDir", "User", "Labels");

    /** Keeps its own copies. */
    public RunConfig {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** Returns this with one more variable, or another value for it at its place. */
    public RunConfig withEnvironment(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new RunConfig(more, entrypoint, command, workingDirectory, user, labels, others);
    }

    /** Returns this with another program and no entrypoint. */
    public RunConfig running(String... program) {
        return new RunConfig(environment, List.of(), List.of(program), workingDirectory, user, labels, others);
    }

    /** Returns this with another working directory. */
    public RunConfig in(String directory) {
        return new RunConfig(environment, entrypoint, command, directory, user, labels, others);
    }

    /** Returns this with more labels, or other values for them. */
    public RunConfig labelled(Map<String, String> added) {
        SortedMap<String, String> more = new TreeMap<>(labels);
        more.putAll(added);
        return new RunConfig(environment, entrypoint, command, workingDirectory, user, more, others);
    }

    /**
     * Reads the {@code config} member of an image's config.
     *
     * @throws JsonException if a part of it is of the wrong kind
     */
    static RunConfig read(JsonView json) throws JsonException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : texts(json, "Env")) {
            int equals = variable.indexOf('=');
            environment.put(
                    equals < 0 ? variable : variable.substring(0, equals),
                    equals < 0 ? "" : variable.substring(equals + 1));
        }
        Map<String, Json> others = new LinkedHashMap<>(json.members());
        KNOWN.forEach(others::remove);
        Optional<JsonView> labels = json.find("Labels");
        return new RunConfig(
                environment,
                texts(json, "Entrypoint"),
                texts(json, "Cmd"),
                text(json, "WorkingDir"),
                text(json, "User"),
                labels.isPresent() ? Annotations.read(labels.get()) : Collections.emptySortedMap(),
                others);
    }

    private static String text(JsonView json, String name) throws JsonException {
        Optional<JsonView> found = json.find(name);
        return found.isPresent() ? found.get().text() : "";
    }

    private static List<String> texts(JsonView json, String name) throws JsonException {
        List<String> texts = new ArrayList<>();
        Optional<JsonView> found = json.find(name);
        if (found.isPresent()) {
            for (JsonView item : found.get().items()) {
                texts.add(item.text());
            }
        }
        return texts;
    }

    /** Returns what is written; what says nothing is left out. */
    Json.Members json() {
        Json.Builder json = Json.object();
        others.forEach(json::put);
        if (!user.isEmpty()) {
            json.put("User", user);
        }
        if (!environment.isEmpty()) {
            json.put(
                    "Env",
                    Json.texts(environment.entrySet().stream()
                            .map(variable -> variable.getKey() + "=" + variable.getValue())
                            .toList()));
        }
        if (!entrypoint.isEmpty()) {
            json.put("Entrypoint", Json.texts(entrypoint));
        }
        if (!command.isEmpty()) {
            json.put("Cmd", Json.texts(command));
        }
        if (!workingDirectory.isEmpty()) {
            json.put("WorkingDir", workingDirectory);
        }
        if (!labels.isEmpty()) {
            json.put("Labels", Annotations.json(labels));
        }
        return json.build();
    }
}
