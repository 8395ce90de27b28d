package io.github.kubespraymaven.python.tag;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.Parity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TagParityTest {
    @Test
    void everyTargetHasTheTagsOfPackagingInTheirOrder() throws NoSuchAlgorithmException {
        Parity parity = new Parity();
        for (JsonNode row : Parity.oracle("tags.json").get("tag_sets")) {
            List<String> tags = new ArrayList<>();
            for (Tag tag : tags(row).ordered()) {
                tags.add(tag.toString());
            }
            String what = row.get("python") + " " + row.get("arch") + " " + row.get("glibc");
            parity.compare(what + " first", Parity.texts(row.get("first")), tags.subList(0, 3));
            parity.compare(what + " last", Parity.texts(row.get("last")), tags.subList(tags.size() - 3, tags.size()));
            parity.compare(what + " all", row.get("sha256").asText(), sha256(String.join("\n", tags)));
        }
        parity.assertAllEqual(3 * 18);
    }

    @Test
    void wheelsAreChosenAsPackagingChoosesThem() {
        Parity parity = new Parity();
        for (JsonNode row : Parity.oracle("tags.json").get("choices")) {
            List<WheelFilename> wheels = new ArrayList<>();
            for (String file : Parity.texts(row.get("files"))) {
                if (DistributionFilename.parse(file) instanceof WheelFilename wheel) {
                    wheels.add(wheel);
                }
            }
            List<String> fitting = TargetTagsTest.fitting(tags(row), wheels).stream()
                    .map(WheelFilename::text)
                    .toList();
            parity.compare(row.toString(), Parity.texts(row.get("fitting_best_first")), fitting);
        }
        parity.assertAllEqual(240);
    }

    @Test
    void fileNamesAreReadAsPackagingReadsThem() {
        Parity parity = new Parity();
        JsonNode oracle = Parity.oracle("wheel-filenames.json");
        for (JsonNode row : oracle.get("wheels")) {
            parity.compare(
                    row.get("input").asText(),
                    row.get("name").asText() + " " + row.get("version").asText() + " " + Parity.texts(row.get("build"))
                            + " " + Parity.texts(row.get("tags")),
                    outcome(row.get("input").asText()));
        }
        for (JsonNode input : oracle.get("invalid_wheels")) {
            parity.compare(input.toString(), "refused", wheelOrRefused(input.asText()));
        }
        for (JsonNode row : oracle.get("sdists")) {
            parity.compare(
                    row.toString(),
                    row.get(1).asText() + " " + row.get(2).asText(),
                    outcome(row.get(0).asText()));
        }
        for (JsonNode input : oracle.get("invalid_sdists")) {
            parity.compare(input.toString(), "refused", outcome(input.asText()));
        }
        parity.assertAllEqual(85 + 238 + 106 + 314);
    }

    @Test
    void tagSetsAreReadAsPackagingReadsThem() {
        Parity parity = new Parity();
        for (JsonNode row : Parity.oracle("wheel-filenames.json").get("parse_tag")) {
            String expected =
                    row.get(1).isNull() ? "refused" : Parity.texts(row.get(1)).toString();
            parity.compare(row.toString(), expected, tagSet(row.get(0).asText()));
        }
        parity.assertAllEqual(20);
    }

    private static String wheelOrRefused(String text) {
        try {
            return WheelFilename.parse(text).toString();
        } catch (InvalidSyntaxException e) {
            return "refused";
        }
    }

    private static String outcome(String text) {
        DistributionFilename name = DistributionFilename.parse(text);
        if (name instanceof WheelFilename wheel) {
            List<String> build = wheel.build()
                    .map(tag -> List.of(tag.number().toString(), tag.rest()))
                    .orElse(List.of());
            return wheel.name() + " " + wheel.version() + " " + build + " " + sorted(wheel.tags());
        }
        return name instanceof SdistFilename sdist ? sdist.name() + " " + sdist.version() : "refused";
    }

    private static String tagSet(String text) {
        try {
            return sorted(TagSet.parse(text)).toString();
        } catch (IllegalArgumentException e) {
            return "refused";
        }
    }

    private static List<String> sorted(TagSet tags) {
        return all(tags).stream().map(Tag::toString).distinct().sorted().collect(Collectors.toList());
    }

    /** All tags that a set stands for. */
    static List<Tag> all(TagSet set) {
        List<Tag> tags = new ArrayList<>();
        for (String interpreter : set.interpreters()) {
            for (String abi : set.abis()) {
                for (String platform : set.platforms()) {
                    tags.add(new Tag(interpreter, abi, platform));
                }
            }
        }
        return tags;
    }

    private static TargetTags tags(JsonNode row) {
        return TargetTags.of(new TargetEnvironment(
                minor(row.get("python")),
                minor(row.get("glibc")),
                Machine.valueOf(row.get("arch").asText().toUpperCase(Locale.ROOT))));
    }

    private static int minor(JsonNode version) {
        return Integer.parseInt(version.asText().substring(2));
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
