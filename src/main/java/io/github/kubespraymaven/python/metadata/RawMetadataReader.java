package io.github.kubespraymaven.python.metadata;

import io.github.kubespraymaven.python.text.Whitespace;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts headers and body in their places. */
final class RawMetadataReader {
    private final Map<MetadataField, String> texts = new EnumMap<>(MetadataField.class);
    private final Map<MetadataField, List<String>> lists = new EnumMap<>(MetadataField.class);
    private final Map<String, String> projectUrls = new LinkedHashMap<>();
    private final Map<String, List<String>> unparsed = new LinkedHashMap<>();

    RawMetadata read(byte[] bytes) {
        Headers headers = Headers.parse(new String(bytes, StandardCharsets.ISO_8859_1));
        headers.values().forEach(this::place);
        if (!headers.body().isEmpty()) {
            placeBody(headers.body());
        }
        return new RawMetadata(texts, lists, projectUrls, unparsed);
    }

    private void place(String name, List<String> undecoded) {
        List<String> values = new ArrayList<>();
        for (String value : undecoded) {
            Optional<String> decoded = decode(value);
            if (decoded.isEmpty()) {
                unparsed.put(name, List.copyOf(undecoded));
                return;
            }
            values.add(decoded.get());
        }
        Optional<MetadataField> field = MetadataField.named(name);
        if (field.isEmpty() || !place(field.get(), values)) {
            unparsed.put(name, List.copyOf(values));
        }
    }

    private boolean place(MetadataField field, List<String> values) {
        switch (field.kind()) {
            case MANY -> {
                // The specification's way to say that nothing can be imported.
                boolean nothing = field == MetadataField.IMPORT_NAME && values.equals(List.of(""));
                lists.put(field, nothing ? List.of() : List.copyOf(values));
            }
            case ONE -> {
                if (values.size() > 1) {
                    return false;
                }
                texts.put(field, values.get(0));
            }
            case LIST -> {
                if (values.size() > 1) {
                    return false;
                }
                lists.put(
                        field,
                        List.of(values.get(0).split(",", -1)).stream()
                                .map(Whitespace::strip)
                                .toList());
            }
            case PAIRS -> {
                return placeProjectUrls(values);
            }
        }
        return true;
    }

    private boolean placeProjectUrls(List<String> values) {
        Map<String, String> urls = new LinkedHashMap<>();
        for (String value : values) {
            int comma = value.indexOf(',');
            String label = Whitespace.strip(comma < 0 ? value : value.substring(0, comma));
            String url = comma < 0 ? "" : Whitespace.strip(value.substring(comma + 1));
            if (urls.putIfAbsent(label, url) != null) {
                return false;
            }
        }
        projectUrls.putAll(urls);
        return true;
    }

    /** The body is the description (core metadata 2.1), unless a header is too: then neither is known to be it. */
    private void placeBody(String undecoded) {
        String name = MetadataField.DESCRIPTION.text();
        Optional<String> body = decode(undecoded);
        String header = texts.get(MetadataField.DESCRIPTION);
        if (body.isPresent() && header == null && !unparsed.containsKey(name)) {
            texts.put(MetadataField.DESCRIPTION, body.get());
            return;
        }
        List<String> both = new ArrayList<>(unparsed.getOrDefault(name, List.of()));
        if (body.isPresent() && header != null) {
            texts.remove(MetadataField.DESCRIPTION);
            both.add(header);
        }
        both.add(body.orElse(undecoded));
        unparsed.put(name, both);
    }

    private static Optional<String> decode(String latin) {
        byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
