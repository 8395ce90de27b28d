package io.github.kubespraymaven.python.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubespraymaven.python.Parity;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetadataParityTest {
    /** Names that packaging puts in the plural. */
    private static final Map<String, String> PLURAL = Map.of(
            "platform", "platforms",
            "supported_platform", "supported_platforms",
            "classifier", "classifiers",
            "license_file", "license_files",
            "project_url", "project_urls",
            "import_name", "import_names",
            "import_namespace", "import_namespaces");

    @Test
    void everyTextIsReadAsPackagingReadsIt() {
        Parity parity = new Parity();
        for (JsonNode sample : Parity.oracle("metadata.json").get("samples")) {
            byte[] bytes = sample.get("text").asText().getBytes(StandardCharsets.UTF_8);
            RawMetadata metadata = RawMetadata.parse(bytes);
            parity.compare("fields of " + sample.get("text"), values(sample.get("raw")), fields(metadata));
            parity.compare(
                    "unparsed of " + sample.get("text"), values(sample.get("unparsed")), sorted(metadata.unparsed()));
        }
        parity.assertAllEqual(2 * 90);
    }

    private static String values(JsonNode node) {
        Map<String, Object> values = new TreeMap<>();
        node.fields()
                .forEachRemaining(field -> values.put(
                        field.getKey(),
                        field.getValue().isArray()
                                ? Parity.texts(field.getValue())
                                : field.getValue().asText()));
        return values.toString();
    }

    private static String fields(RawMetadata metadata) {
        Map<String, Object> values = new TreeMap<>();
        metadata.texts().forEach((field, text) -> values.put(packagingName(field), text));
        metadata.lists().forEach((field, list) -> values.put(packagingName(field), list));
        return values.toString();
    }

    private static String packagingName(MetadataField field) {
        String name = field.text().replace('-', '_');
        return PLURAL.getOrDefault(name, name);
    }

    private static String sorted(Map<String, ?> values) {
        return new TreeMap<>(values).toString();
    }
}
