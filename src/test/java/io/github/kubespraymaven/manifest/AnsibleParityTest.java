package io.github.kubespraymaven.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubespraymaven.Oracles;
import io.github.kubespraymaven.jinja.JsonValues;
import io.github.kubespraymaven.jinja.TemplateEnvironment;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.manifest.download.DownloadItem;
import io.github.kubespraymaven.manifest.download.DownloadItems;
import io.github.kubespraymaven.manifest.inventory.InventoryReader;
import io.github.kubespraymaven.manifest.inventory.InventorySource;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.stock.StockLists;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import io.github.kubespraymaven.manifest.variables.KubesprayRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that Ansible itself made of kubespray's variables: each field of each entry, each list, for each inventory and platform. */
class AnsibleParityTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> tags() {
        return ManifestOracles.TAGS.stream();
    }

    @ParameterizedTest
    @MethodSource("tags")
    void everyFieldOfEveryEntryIsAnsibles(String tag) throws IOException {
        Path folder = Oracles.find("manifests/" + tag);
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (String name : List.of("sample", "custom", "alt", "minimal")) {
            for (Architecture architecture : Architecture.values()) {
                Case one = Case.of(folder, name, architecture);
                for (String host : List.of("node1", "node4", "localhost")) {
                    compared += one.compare(host, wrong);
                }
            }
        }
        assertEquals("", String.join("\n", wrong.subList(0, Math.min(wrong.size(), 20))), wrong.size() + " differ");
        assertTrue(compared > 7000, "only " + compared + " fields compared");
    }

    @ParameterizedTest
    @MethodSource("tags")
    void theStockListsAreTheScriptsBytes(String tag) throws IOException {
        Path folder = Oracles.find("manifests/" + tag);
        SourceTree tree = script(SourceTree.of(folder.resolve("tree")), tag);
        KubesprayRelease release = KubesprayRelease.of(tree);
        HostVariables none = new HostVariables(
                release,
                new InventorySource(InventoryReader.hosts(""), Optional.empty()),
                Dict.EMPTY,
                TemplateEnvironment.NONE);
        StockLists lists = StockLists.of(
                tree, release, none.evaluator(none.of("localhost", Architecture.AMD64, List.of())), Architecture.AMD64);
        assertEquals(Files.readString(folder.resolve("files.list")), lists.files());
        assertEquals(Files.readString(folder.resolve("images.list")), lists.images());
    }

    @ParameterizedTest
    @MethodSource("tags")
    void theStockListsOfAnInventoryAreWhatItsLocalhostSees(String tag) throws IOException {
        Path folder = Oracles.find("manifests/" + tag);
        for (String name : List.of("sample", "custom", "alt", "minimal")) {
            for (Architecture architecture : Architecture.values()) {
                Case one = Case.of(folder, name, architecture);
                if (!one.oracle().has("files")) {
                    continue;
                }
                KubesprayRelease release = KubesprayRelease.of(one.tree());
                StockLists lists = StockLists.of(
                        one.tree(),
                        release,
                        one.variables().evaluator(one.variables().of("localhost", architecture, List.of())),
                        architecture);
                assertEquals(text(one.oracle().get("files")), lists.files(), name + " " + architecture);
                assertEquals(text(one.oracle().get("images")), lists.images(), name + " " + architecture);
            }
        }
    }

    private static String text(JsonNode lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.asText()).append('\n'));
        return text.toString();
    }

    /** The oracle's trees hold data only; that the script of v2.17 is of the old kind is told by one line of it. */
    private static SourceTree script(SourceTree tree, String tag) {
        if (!tag.equals("v2.17.1")) {
            return tree;
        }
        return new SourceTree() {
            @Override
            public Optional<String> read(String path) throws IOException {
                return path.equals("contrib/offline/generate_list.sh")
                        ? Optional.of("cat > ${TEMP_DIR}/generate.sh << EOF\n")
                        : tree.read(path);
            }

            @Override
            public List<String> list(String directory) throws IOException {
                return tree.list(directory);
            }
        };
    }

    /** One inventory of one release on one platform. */
    private record Case(
            String title, SourceTree tree, JsonNode oracle, HostVariables variables, Architecture architecture) {
        static Case of(Path folder, String name, Architecture architecture) throws IOException {
            SourceTree tree = SourceTree.of(folder.resolve("tree"));
            Path own = folder.resolve("inventory-" + name);
            SourceTree inventory = SourceTree.of(Files.isDirectory(own) ? own : folder);
            Optional<SourceTree> variables =
                    switch (name) {
                        case "sample" -> Optional.of(SourceTree.of(folder.resolve("tree/inventory/sample")));
                        case "minimal" -> Optional.empty();
                        default -> Optional.of(inventory);
                    };
            InventorySource source = new InventorySource(InventoryReader.file(inventory, "hosts.ini"), variables);
            JsonNode oracle =
                    JSON.readTree(folder.resolve("expected-" + name + "-" + architecture.container() + ".json")
                            .toFile());
            HostVariables hosts =
                    new HostVariables(KubesprayRelease.of(tree), source, Dict.EMPTY, TemplateEnvironment.NONE);
            return new Case(name + " " + architecture.container(), tree, oracle, hosts, architecture);
        }

        int compare(String host, List<String> wrong) throws IOException {
            Variables raw = variables.of(host, architecture, List.of());
            List<DownloadItem> downloads = DownloadItems.of(raw, variables.evaluator(raw));
            int compared = 0;
            TreeSet<String> names = new TreeSet<>();
            for (DownloadItem download : downloads) {
                names.add(download.name());
                JsonNode expected = oracle.get("downloads").path(download.name());
                JsonNode different = oracle.get("differences").path(host).path(download.name());
                for (Map.Entry<String, JsonNode> field : expected.properties()) {
                    JsonNode value = different.has(field.getKey()) ? different.get(field.getKey()) : field.getValue();
                    String want =
                            value.has("error") ? "error" : JsonValues.of(value).toString();
                    String got = download.failures().containsKey(field.getKey())
                            ? "error"
                            : String.valueOf(download.fields().get(field.getKey()));
                    compared++;
                    if (!got.equals(want)) {
                        String why = download.failures().containsKey(field.getKey())
                                ? " " + download.failures().get(field.getKey()).getMessage()
                                : "";
                        wrong.add(title + " " + host + " " + download.name() + "." + field.getKey() + ": expected "
                                + want + ", got " + got + why);
                    }
                }
            }
            TreeSet<String> expectedNames = new TreeSet<>();
            oracle.get("downloads").fieldNames().forEachRemaining(expectedNames::add);
            assertEquals(expectedNames, names);
            compareHost(host, downloads, wrong);
            return compared;
        }

        private void compareHost(String host, List<DownloadItem> downloads, List<String> wrong) {
            JsonNode node = oracle.get("hosts").get(host);
            JsonNode expected = node.isTextual() ? oracle.get("hosts").get(node.asText()) : node;
            JsonNode enabled = expected.get("enabled").isTextual()
                    ? oracle.get("hosts").get(expected.get("enabled").asText()).get("enabled")
                    : expected.get("enabled");
            List<DownloadItem> on =
                    downloads.stream().filter(DownloadItem::enabled).toList();
            same(host + " enabled", enabled.get("names"), on.stream().map(DownloadItem::name), wrong);
            same(
                    host + " files",
                    enabled.get("files"),
                    on.stream().filter(DownloadItem::isFile).map(DownloadItem::url),
                    wrong);
            same(
                    host + " images",
                    enabled.get("images"),
                    on.stream().filter(DownloadItem::isContainer).map(DownloadItem::reference),
                    wrong);
            List<String> groups = new ArrayList<>();
            expected.get("groups").forEach(group -> groups.add(group.asText()));
            JsonNode downloaded = expected.get("downloaded");
            same(
                    host + " downloaded",
                    downloaded.isTextual()
                            ? oracle.get("hosts").get(downloaded.asText()).get("downloaded")
                            : downloaded,
                    on.stream()
                            .filter(d -> d.groups().stream().anyMatch(groups::contains))
                            .map(DownloadItem::name),
                    wrong);
        }

        private void same(String what, JsonNode expected, Stream<String> got, List<String> wrong) {
            TreeSet<String> want = new TreeSet<>();
            expected.forEach(element -> want.add(element.asText()));
            TreeSet<String> have = new TreeSet<>(got.toList());
            if (!want.equals(have)) {
                wrong.add(title + " " + what + ": expected " + want + ", got " + have);
            }
        }
    }
}
