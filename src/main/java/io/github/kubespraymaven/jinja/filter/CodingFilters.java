package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Filters that encode, decode and hash. */
final class CodingFilters {
    static final List<String> NAMES = List.of(
            "b64encode",
            "b64decode",
            "to_json",
            "to_nice_json",
            "from_json",
            "from_yaml",
            "hash",
            "checksum",
            "sha1",
            "md5",
            "urlencode");

    private CodingFilters() {}

    static Optional<Value> apply(String name, Call call) {
        return switch (name) {
            case "b64encode" -> text(Base64.getEncoder().encodeToString(bytes(call.takes("encoding"))));
            case "b64decode" -> text(decode(call.takes("encoding")));
            case "to_json" -> text(
                    JsonFilters.write(call.input(), JsonFilters.Options.of(call, Optional.empty(), false)));
            case "to_nice_json" -> text(
                    JsonFilters.write(call.input(), JsonFilters.Options.of(call, Optional.of(4), true)));
            case "from_json", "from_yaml" -> Optional.of(read(call.takes()));
            case "hash" -> text(hash(call.takes("hashtype"), call.text("hashtype", "sha1")));
            case "checksum", "sha1" -> text(hash(call.takes(), "sha1"));
            case "md5" -> text(hash(call.takes(), "md5"));
            case "urlencode" -> text(URLEncoder.encode(call.takes().inputText(), StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("%2F", "/")
                    .replace("%7E", "~")
                    .replace("*", "%2A"));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> text(String value) {
        return Optional.of(new Text(value));
    }

    private static byte[] bytes(Call call) {
        call.evaluation().charge(call.input().weight() >> 3);
        return call.inputText().getBytes(StandardCharsets.UTF_8);
    }

    private static String decode(Call call) {
        try {
            return new String(Base64.getMimeDecoder().decode(bytes(call)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new EvaluationException("b64decode: the text is no base64: " + e.getMessage(), e);
        }
    }

    /** JSON is read as the YAML that it also is. */
    private static Value read(Call call) {
        return call.input() instanceof Text text ? call.evaluation().readYaml(text.value()) : call.input();
    }

    private static String hash(Call call, String kind) {
        String algorithm =
                switch (kind) {
                    case "md5" -> "MD5";
                    case "sha1" -> "SHA-1";
                    case "sha224" -> "SHA-224";
                    case "sha256" -> "SHA-256";
                    case "sha384" -> "SHA-384";
                    case "sha512" -> "SHA-512";
                    default -> throw call.wrong(
                            "no algorithm named '" + kind + "'; there are md5, sha1, sha256, sha512 and more");
                };
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes(call)));
        } catch (NoSuchAlgorithmException e) {
            throw new EvaluationException("this Java has no " + algorithm, e);
        }
    }
}
