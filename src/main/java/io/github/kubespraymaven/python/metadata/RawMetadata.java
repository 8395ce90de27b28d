package io.github.kubespraymaven.python.metadata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Core metadata as written: fields in their shape, none of them judged.
 *
 * @param texts fields that stand there once
 * @param lists fields that may stand there several times, and keywords
 * @param projectUrls URLs by label
 * @param unparsed by name in lower case: unknown fields, those that stand there more often than they may, and those that are
 *     not UTF-8 (read as ISO 8859-1)
 */
public record RawMetadata(
        Map<MetadataField, String> texts,
        Map<MetadataField, List<String>> lists,
        Map<String, String> projectUrls,
        Map<String, List<String>> unparsed) {

    public RawMetadata {
        texts = Map.copyOf(texts);
        lists = Map.copyOf(lists);
        projectUrls = Collections.unmodifiableMap(new LinkedHashMap<>(projectUrls));
        unparsed = Collections.unmodifiableMap(new LinkedHashMap<>(unparsed));
    }

    /** Reads the bytes of a METADATA or PKG-INFO file. Whatever they are, something comes of them: nothing is thrown. */
    public static RawMetadata parse(byte[] bytes) {
        return new RawMetadataReader().read(bytes);
    }

    /** What a field that stands there once says. */
    public Optional<String> text(MetadataField field) {
        return Optional.ofNullable(texts.get(field));
    }

    /** What a field that may stand there several times says, in its order. */
    public List<String> list(MetadataField field) {
        return lists.getOrDefault(field, List.of());
    }
}
