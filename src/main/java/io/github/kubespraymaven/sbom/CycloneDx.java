package io.github.kubespraymaven.sbom;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.sbom.licence.Licence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** CycloneDX 1.6 (ECMA-424) as JSON: written, and read back where this wrote it. */
public final class CycloneDx {
    /** The document's media type, and the type of what is attached to an image. */
    public static final String MEDIA_TYPE = "application/vnd.cyclonedx+json";

    private static final String PROPERTY = "kubespray:";
    private static final String KIND = PROPERTY + "kind";
    private static final String LAYER = PROPERTY + "layer";
    private static final String FILE = PROPERTY + "file";
    private static final String WITHIN = PROPERTY + "within";

    private CycloneDx() {}

    /** Returns the document. */
    public static Json.Members write(Sbom bill) {
        Subject subject = bill.subject();
        List<Json> components = new ArrayList<>();
        for (LayerContent layer : bill.layers()) {
            layer.components().forEach(one -> components.add(component(one, layer.diffId())));
        }
        Json.Builder json = Json.object()
                .put("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json")
                .put("bomFormat", "CycloneDX")
                .put("specVersion", "1.6")
                .put("serialNumber", "urn:uuid:" + subject.document("cyclonedx"))
                .put("version", 1)
                .put("metadata", metadata(subject))
                .put("components", new Json.Array(components))
                .put("dependencies", new Json.Array(dependencies(bill)));
        List<Json> incomplete = bill.below().stream().map(CycloneDx::incomplete).toList();
        return incomplete.isEmpty()
                ? json.build()
                : json.put("compositions", new Json.Array(incomplete)).build();
    }

    /** Of an image that somebody else made its own records tell, and what they do not tell of may be in it, too. */
    private static Json incomplete(Component image) {
        return Json.object()
                .put("aggregate", "incomplete")
                .put("assemblies", Json.texts(List.of(image.purl().text())))
                .build();
    }

    private static Json metadata(Subject subject) {
        Json tool = Json.object()
                .put("type", "application")
                .put("group", Subject.TOOL_GROUP)
                .put("name", Subject.TOOL)
                .put("version", subject.tool())
                .put("purl", subject.toolPurl().text())
                .build();
        return Json.object()
                .put("timestamp", subject.created().toString())
                .put(
                        "tools",
                        Json.object()
                                .put("components", new Json.Array(List.of(tool)))
                                .build())
                .put(
                        "component",
                        Json.object()
                                .put("type", "container")
                                .put("bom-ref", subject.purl().text())
                                .put("name", subject.name())
                                .put("version", subject.tag())
                                .put("hashes", hashes(subject.digest()))
                                .put("purl", subject.purl().text())
                                .build())
                .build();
    }

    private static Json component(Component one, Digest layer) {
        Json.Builder json = Json.object()
                .put("type", type(one.kind()))
                .put("bom-ref", one.purl().text());
        one.supplier()
                .ifPresent(name ->
                        json.put("supplier", Json.object().put("name", name).build()));
        one.maker().ifPresent(name -> json.put("publisher", name));
        json.put("name", one.name()).put("version", one.version());
        one.file().ifPresent(file -> json.put("hashes", hashes(file.digest())));
        one.licence().ifPresent(licence -> json.put("licenses", new Json.Array(List.of(licence(licence)))));
        if (one.kind() != Component.Kind.OPERATING_SYSTEM) {
            json.put("purl", one.purl().text());
        }
        List<Json> properties = new ArrayList<>();
        one.file().ifPresent(file -> properties.add(property(FILE, file.name())));
        properties.add(property(KIND, one.kind().label()));
        properties.add(property(LAYER, layer.toString()));
        one.within().ifPresent(whole -> properties.add(property(WITHIN, whole.text())));
        return json.put("properties", new Json.Array(properties)).build();
    }

    private static String type(Component.Kind kind) {
        return switch (kind) {
            case IMAGE -> "container";
            case OPERATING_SYSTEM -> "operating-system";
            case DEBIAN, PYTHON, COLLECTION -> "library";
            case PROGRAM, CHECKOUT -> "application";
        };
    }

    /** The schema knows the names of SPDX's list as ids; all else is an expression. */
    private static Json licence(Licence licence) {
        return licence.isListed()
                ? Json.object()
                        .put(
                                "license",
                                Json.object().put("id", licence.expression()).build())
                        .build()
                : Json.object().put("expression", licence.expression()).build();
    }

    private static Json hashes(Digest digest) {
        return new Json.Array(List.of(Json.object()
                .put("alg", digest.algorithm().prefix().toUpperCase(Locale.ROOT).replace("SHA", "SHA-"))
                .put("content", digest.hex())
                .build()));
    }

    private static Json property(String name, String value) {
        return Json.object().put("name", name).put("value", value).build();
    }

    /** The image is made of what came in no other thing; of these, some brought others. */
    private static List<Json> dependencies(Sbom bill) {
        Map<String, List<String>> parts = new LinkedHashMap<>();
        parts.put(bill.subject().purl().text(), new ArrayList<>());
        bill.components().forEach(one -> parts.put(one.purl().text(), new ArrayList<>()));
        for (Component one : bill.components()) {
            String whole = one.within()
                    .map(PackageUrl::text)
                    .filter(parts::containsKey)
                    .orElse(bill.subject().purl().text());
            parts.getOrDefault(whole, new ArrayList<>()).add(one.purl().text());
        }
        List<Json> dependencies = new ArrayList<>();
        parts.forEach((whole, its) -> {
            if (!its.isEmpty()) {
                dependencies.add(Json.object()
                        .put("ref", whole)
                        .put("dependsOn", Json.texts(its))
                        .build());
            }
        });
        return dependencies;
    }

    /**
     * Reads the layers of a document that this wrote.
     *
     * @throws JsonException if it is none of these
     */
    public static List<LayerContent> read(byte[] document, String what) throws JsonException {
        Map<Digest, List<Component>> layers = new LinkedHashMap<>();
        for (JsonView json : JsonReader.read(document, what).get("components").items()) {
            try {
                Map<String, String> properties = properties(json);
                Digest layer = Digest.parse(properties.getOrDefault(LAYER, ""));
                layers.computeIfAbsent(layer, any -> new ArrayList<>()).add(component(json, properties));
            } catch (IllegalArgumentException e) {
                JsonException problem = new JsonException(what, json.place(), String.valueOf(e.getMessage()));
                problem.initCause(e);
                throw problem;
            }
        }
        List<LayerContent> contents = new ArrayList<>();
        layers.forEach((layer, components) -> contents.add(new LayerContent(layer, components)));
        return contents;
    }

    private static Component component(JsonView json, Map<String, String> properties) throws JsonException {
        Optional<JsonView> hashes = json.find("hashes");
        Optional<Component.Source> file = Optional.empty();
        if (hashes.isPresent()) {
            String hash = hashes.get().items().get(0).get("content").text();
            file = Optional.of(new Component.Source(properties.getOrDefault(FILE, ""), Digest.sha256(hash)));
        }
        Optional<JsonView> supplier = json.find("supplier");
        Optional<JsonView> maker = json.find("publisher");
        return new Component(
                Component.Kind.labelled(properties.getOrDefault(KIND, "")),
                json.get("name").text(),
                json.get("version").text(),
                new PackageUrl(json.get("bom-ref").text()),
                licence(json),
                file,
                supplier.isPresent() ? Optional.of(supplier.get().get("name").text()) : Optional.empty(),
                maker.isPresent() ? Optional.of(maker.get().text()) : Optional.empty(),
                Optional.ofNullable(properties.get(WITHIN)).map(PackageUrl::new));
    }

    private static Optional<Licence> licence(JsonView json) throws JsonException {
        Optional<JsonView> licences = json.find("licenses");
        if (licences.isEmpty()) {
            return Optional.empty();
        }
        JsonView first = licences.get().items().get(0);
        Optional<JsonView> expression = first.find("expression");
        return Optional.of(new Licence(
                expression.isPresent()
                        ? expression.get().text()
                        : first.get("license").get("id").text()));
    }

    private static Map<String, String> properties(JsonView json) throws JsonException {
        Map<String, String> properties = new LinkedHashMap<>();
        for (JsonView one : json.get("properties").items()) {
            properties.put(one.get("name").text(), one.get("value").text());
        }
        return properties;
    }
}
