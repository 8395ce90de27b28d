package io.github.kubespraymaven.image;

import io.github.kubespraymaven.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that is attached to an image: a manifest that names the image as its subject and holds one document (OCI image
 * specification 1.1, Guidelines for Artifact Usage).
 *
 * @param subject the image's manifest or index
 * @param name under which the document is laid down by those who fetch it
 * @param content the document; its media type is the artifact's type too
 * @param annotations facts by name
 */
public record Artifact(Descriptor subject, String name, Document content, SortedMap<String, String> annotations) {
    /** What stands for a config where there is none. */
    public static final Document NO_CONFIG =
            Document.of("application/vnd.oci.empty.v1+json", "{}".getBytes(StandardCharsets.UTF_8));

    /** Keeps its own copy. */
    public Artifact {
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** Returns what it is. */
    public String type() {
        return content.descriptor().mediaType();
    }

    /** Returns its manifest. */
    public Document manifest() {
        Json.Builder json = Json.object()
                .put("schemaVersion", 2)
                .put("mediaType", MediaTypes.MANIFEST)
                .put("artifactType", type())
                .put("config", NO_CONFIG.descriptor().json())
                .put(
                        "layers",
                        new Json.Array(List.of(content.descriptor()
                                .annotated(Annotations.TITLE, name)
                                .json())))
                .put("subject", subject.json());
        if (!annotations.isEmpty()) {
            json.put("annotations", Annotations.json(annotations));
        }
        return Document.of(MediaTypes.MANIFEST, json.build());
    }

    /** Returns the manifest's descriptor as a list of referrers has it. */
    public Json.Members listed() {
        Json.Builder json = Json.object();
        manifest().descriptor().json().values().forEach(json::put);
        json.put("artifactType", type());
        if (!annotations.isEmpty()) {
            json.put("annotations", Annotations.json(annotations));
        }
        return json.build();
    }
}
