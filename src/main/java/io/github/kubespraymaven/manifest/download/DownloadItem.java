package io.github.kubespraymaven.manifest.download;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entry of {@code downloads}.
 *
 * @param condition the field {@code enabled} as it was written
 * @param fields the values of those that could be evaluated
 * @param failures why the others could not
 */
public record DownloadItem(
        String name, String condition, Map<String, Value> fields, Map<String, EvaluationException> failures) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,128}");
    private static final Pattern CHECKSUM = Pattern.compile("(?:md5|sha1|sha224|sha256|sha384|sha512):[0-9a-fA-F]+");

    public DownloadItem {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /**
     * A field's value; None counts as absent.
     *
     * @throws EvaluationException if it could not be evaluated
     */
    public Optional<Value> field(String field) {
        EvaluationException failure = failures.get(field);
        if (failure != null) {
            throw failure;
        }
        return Optional.ofNullable(fields.get(field)).filter(value -> value != None.NONE);
    }

    private boolean flag(String field) {
        return field(field).map(Value::truthy).orElse(false);
    }

    private String text(String field) {
        return field(field)
                .map(Value::text)
                .orElseThrow(() -> new EvaluationException("downloads." + name + " has no field '" + field + "'"));
    }

    /** As {@code when:} takes it: any string but the empty one is true, {@code "false"} too. */
    public boolean enabled() {
        return flag("enabled");
    }

    public boolean isFile() {
        return flag("file");
    }

    public boolean isContainer() {
        return flag("container");
    }

    /** The groups of which a host must be in one. */
    public List<String> groups() {
        return field("groups").orElse(Items.EMPTY) instanceof Items items
                ? items.elements().stream().map(Value::text).toList()
                : List.of();
    }

    public String url() {
        return text("url");
    }

    public Optional<String> destination() {
        return field("dest").map(Value::text);
    }

    /** ALGORITHM:HEX; a bare one is a SHA-256 (kubespray up to v2.27). Empty where kubespray has none, which it writes as 0 or nothing. */
    public Optional<String> checksum() {
        String checksum =
                field("checksum").or(() -> field("sha256")).map(Value::text).orElse("");
        if (HEX.matcher(checksum).matches()) {
            return Optional.of("sha256:" + checksum);
        }
        return CHECKSUM.matcher(checksum).matches() ? Optional.of(checksum) : Optional.empty();
    }

    /** The image's digest, if the variables give one. */
    public Optional<String> digest() {
        return checksum().filter(checksum -> checksum.startsWith("sha256:"));
    }

    /** Whether the role ignores the digest: from v2.28 on it is in a field that the role does not read. */
    public boolean digestIgnored() {
        return digest().isPresent()
                && field("sha256").map(Value::text).orElse("").isEmpty();
    }

    /** What the role pulls: by digest where it reads one, else by tag. */
    public String reference() {
        String sha256 = field("sha256").map(Value::text).orElse("");
        return sha256.isEmpty() ? text("repo") + ":" + text("tag") : text("repo") + "@sha256:" + sha256;
    }
}
