package io.github.kubespraymaven.sbom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** The formats' own schemas, out of the artifacts in which their projects publish them; nothing is fetched. */
public final class Schemas {
    private static final String CYCLONEDX = "http://cyclonedx.org/schema/";

    private Schemas() {}

    /** What of a document CycloneDX 1.6 does not allow. */
    public static List<String> cycloneDx(String document) throws Exception {
        return problems("bom-1.6.schema.json", document);
    }

    /** What of a document SPDX 2.3 does not allow. */
    public static List<String> spdx(String document) throws Exception {
        return problems("resources/spdx-schema-v2.3.json", document);
    }

    private static List<String> problems(String schema, String document) throws Exception {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V7,
                builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(CYCLONEDX, "classpath:")));
        JsonSchema read = factory.getSchema(SchemaLocation.of("classpath:" + schema));
        return read.validate(new ObjectMapper().readTree(document)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}
