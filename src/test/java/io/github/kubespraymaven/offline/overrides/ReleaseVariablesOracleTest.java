package io.github.kubespraymaven.offline.overrides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubespraymaven.Oracles;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.yaml.VariableFile;
import io.github.kubespraymaven.offline.mirror.Naming;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables of eight releases as they were counted by other means: which are to be moved, and where to. */
class ReleaseVariablesOracleTest {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]+");
    private static final Set<String> KNOWN = Set.of(
            "ansible_facts",
            "ansible_architecture",
            "ansible_system",
            "lower",
            "regex_replace",
            "if",
            "else",
            "static",
            "is",
            "version");

    @ParameterizedTest
    @ValueSource(strings = {"v2.16.0", "v2.20.0", "v2.22.1", "v2.24.3", "v2.26.0", "v2.28.0", "v2.31.0", "46dbdd399"})
    void eachUrlVariableAndEachImageRepositoryIsMoved(String release) throws IOException {
        JsonNode counted = new ObjectMapper()
                .readTree(Oracles.find("offline/vars.json").toFile())
                .get("releases")
                .get(release);
        SourceTree tree = tree(counted);
        OverridesResult result = new SiteCheckouts.Asked(tree)
                .files("https://files.example.com")
                .images(Naming.HOST, "reg.example.com")
                .result();
        VariableFile written = VariableFile.whole(
                new String(result.files().get("offline.yml"), StandardCharsets.UTF_8), "offline.yml");
        Map<String, String> expected = new LinkedHashMap<>();
        counted.get("host_variables")
                .fields()
                .forEachRemaining(host -> expected.put(
                        host.getKey(),
                        "{{ files_repo }}/" + host.getValue().asText().replaceFirst("^https?://", "")));
        for (JsonNode url : counted.get("url_variables")) {
            if (url.get("value").asText().startsWith("http")) {
                expected.put(
                        url.get("name").asText(),
                        "{{ files_repo }}/" + url.get("path_in_tree").asText());
            }
        }
        List<String> wrong = new ArrayList<>();
        expected.forEach((name, value) -> {
            Optional<String> is = written.find(name).flatMap(RoleDefaults::source);
            if (!is.equals(Optional.of(value))) {
                wrong.add(name + " is " + is + ", not " + value);
            }
        });
        assertEquals(List.of(), wrong);
        Set<String> moved = new TreeSet<>(written.names());
        moved.removeIf(name -> !name.endsWith("_download_url")
                && !name.equals("argocd_install_url")
                && !counted.get("host_variables").has(name));
        assertEquals(new TreeSet<>(expected.keySet()), moved, "no line that is not needed");
        for (JsonNode group : List.of(counted.get("image_bases"), counted.get("image_repos_outside_bases"))) {
            group.fields().forEachRemaining(image -> {
                String value = image.getValue().get("value").asText();
                boolean follows = value.startsWith("{{");
                assertEquals(
                        !follows, written.find(image.getKey()).isPresent(), image.getKey() + ", which is " + value);
            });
        }
        assertTrue(result.fields() > 100, result.fields() + " fields");
    }

    /** The variables as a checkout: names that are not counted there have some value. */
    private static SourceTree tree(JsonNode counted) {
        Map<String, String> variables = new LinkedHashMap<>();
        counted.get("host_variables")
                .fields()
                .forEachRemaining(
                        host -> variables.put(host.getKey(), host.getValue().asText()));
        counted.get("url_variables")
                .forEach(url ->
                        variables.put(url.get("name").asText(), url.get("value").asText()));
        StringBuilder images = new StringBuilder();
        for (JsonNode group : List.of(counted.get("image_bases"), counted.get("image_repos_outside_bases"))) {
            group.fields().forEachRemaining(image -> {
                variables.put(image.getKey(), image.getValue().get("value").asText());
                images.append("image: {{ ").append(image.getKey()).append(" }}/any:1\n");
            });
        }
        Set<String> needed = new LinkedHashSet<>();
        variables.values().forEach(value -> {
            Matcher expression = Pattern.compile("\\{\\{(.*?)}}").matcher(value);
            while (expression.find()) {
                Matcher name = NAME.matcher(expression.group(1).replaceAll("'[^']*'", ""));
                while (name.find()) {
                    needed.add(name.group());
                }
            }
        });
        needed.removeAll(KNOWN);
        needed.removeAll(variables.keySet());
        needed.remove("image_arch");
        needed.remove("kube_version");
        StringBuilder text = new StringBuilder(
                """
                kube_version: 1.2.3
                image_arch: "{{ {'x86_64': 'amd64', 'aarch64': 'arm64'}[ansible_facts['architecture']] }}"
                kubelet_checksums: {amd64: {1.2.3: 1}, arm64: {1.2.3: 1}}
                container_manager: containerd
                kube_network_plugin: none
                """);
        needed.forEach(name -> text.append(name).append(": '4.5.6'\n"));
        variables.forEach((name, value) ->
                text.append(name).append(": '").append(value.replace("'", "''")).append("'\n"));
        text.append("downloads:\n");
        counted.get("files_in_downloads").fields().forEachRemaining(file -> text.append("  ")
                .append(file.getKey())
                .append(
                        ":\n    enabled: true\n    file: true\n    groups: [k8s_cluster, etcd]\n    mode: '0755'\n    url: '")
                .append(file.getValue().get("url").asText().replace("'", "''"))
                .append("'\n"));
        return SiteCheckouts.tree(
                Map.of(),
                "roles/download/defaults/main.yml",
                text.toString(),
                "roles/kubernetes/templates/images.j2",
                images.toString(),
                "roles/container-engine/containerd/templates/config.toml.j2",
                "{{ containerd_registries }}\n");
    }
}
