package io.github.kubespraymaven.python.version;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubespraymaven.python.Parity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionParityTest {
    private static final int VALID = 991;
    private static final int INVALID = 401;

    @Test
    void partsAndNormalFormsAreThoseOfPackaging() {
        Parity parity = new Parity();
        for (JsonNode row : Parity.oracle("versions.json").get("valid")) {
            Optional<Version> parsed = Version.tryParse(row.get("input").asText());
            parity.compare(row.get("input").toString(), Optional.of(expectedParts(row)), parsed.map(this::parts));
        }
        parity.assertAllEqual(VALID);
    }

    @Test
    void everyPairIsOrderedAsPackagingOrdersIt() {
        Parity parity = new Parity();
        List<Version> versions = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        for (JsonNode row : Parity.oracle("versions.json").get("valid")) {
            versions.add(Version.parse(row.get("input").asText()));
            ranks.add(row.get("rank").asInt());
        }
        for (int i = 0; i < versions.size(); i++) {
            for (int j = 0; j < versions.size(); j++) {
                Version left = versions.get(i);
                Version right = versions.get(j);
                parity.compare(
                        left + " against " + right,
                        Integer.compare(ranks.get(i), ranks.get(j)),
                        Integer.signum(left.compareTo(right)));
                if (left.equals(right) && left.hashCode() != right.hashCode()) {
                    parity.compare("hash of " + left + " and " + right, left.hashCode(), right.hashCode());
                }
            }
        }
        parity.assertAllEqual(VALID * VALID);
    }

    @Test
    void whatPackagingRefusesIsRefused() {
        Parity parity = new Parity();
        for (JsonNode input : Parity.oracle("versions.json").get("invalid")) {
            parity.compare(input.toString(), Optional.empty(), Version.tryParse(input.asText()));
        }
        parity.assertAllEqual(INVALID);
    }

    private static String expectedParts(JsonNode row) {
        JsonNode pre = row.get("pre");
        return String.join(
                " ",
                row.get("normalized").asText(),
                row.get("epoch").asText(),
                Parity.texts(row.get("release")).toString(),
                pre.isNull() ? "-" : pre.get(0).asText() + pre.get(1).asText(),
                orDash(row.get("post")),
                orDash(row.get("dev")),
                orDash(row.get("local")),
                row.get("public").asText(),
                row.get("is_prerelease").asText());
    }

    private static String orDash(JsonNode node) {
        return node.isNull() ? "-" : node.asText();
    }

    private String parts(Version version) {
        return String.join(
                " ",
                version.toString(),
                version.epoch().toString(),
                version.release().toString(),
                version.pre().map(Object::toString).orElse("-"),
                version.post().map(Object::toString).orElse("-"),
                version.dev().map(Object::toString).orElse("-"),
                version.local().isEmpty()
                        ? "-"
                        : String.join(
                                ".",
                                version.local().stream().map(Object::toString).toList()),
                version.withoutLocal().toString(),
                Boolean.toString(version.isPreRelease()));
    }
}
