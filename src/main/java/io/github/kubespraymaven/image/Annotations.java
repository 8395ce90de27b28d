package io.github.kubespraymaven.image;

import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Facts by name (OCI image specification, Annotations): always written in the order of their names. */
public final class Annotations {
    public static final String CREATED = "org.opencontainers.image.created";
    public static final String VERSION = "org.opencontainers.image.version";
    public static final String REVISION = "org.opencontainers.image.revision";
    public static final String SOURCE = "org.opencontainers.image.source";
    public static final String TITLE = "org.opencontainers.image.title";
    public static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    /** Which tag an entry of a layout's index.json stands for. */
    public static final String REF_NAME = "org.opencontainers.image.ref.name";

    private Annotations() {}

    /**
     * Reads names and values.
     *
     * @throws JsonException if it is no object, or a value is no string
     */
    public static SortedMap<String, String> read(JsonView json) throws JsonException {
        SortedMap<String, String> read = new TreeMap<>();
        for (String name : json.members().keySet()) {
            read.put(name, json.get(name).text());
        }
        return Collections.unmodifiableSortedMap(read);
    }

    /** Returns names and values as they are written. */
    public static Json.Members json(SortedMap<String, String> annotations) {
        Json.Builder json = Json.object();
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            json.put(annotation.getKey(), annotation.getValue());
        }
        return json.build();
    }
}
