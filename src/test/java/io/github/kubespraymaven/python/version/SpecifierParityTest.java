package io.github.kubespraymaven.python.version;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.Parity;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecifierParityTest {
    @Test
    void everySetContainsWhatPackagingSaysItContains() {
        Parity parity = new Parity();
        for (JsonNode row : Parity.oracle("specifiers.json").get("specifiers")) {
            SpecifierSet set = SpecifierSet.parse(row.get("specifier").asText());
            parity.compare(
                    "normal form of " + row.get("specifier"),
                    row.get("normalized").asText(),
                    set.toString());
            parity.compare(
                    "pre-releases of " + row.get("specifier"),
                    row.get("prereleases").asBoolean(false),
                    set.namesPreRelease());
            for (JsonNode aCase : row.get("cases")) {
                VersionText candidate = VersionText.of(aCase.get(0).asText());
                PreReleases preReleases = preReleases(aCase.get(1));
                parity.compare(
                        row.get("specifier") + " contains " + aCase.get(0) + " " + preReleases,
                        aCase.get(2).asBoolean(),
                        !set.filter(List.of(candidate), offered -> offered, preReleases)
                                .isEmpty());
            }
        }
        parity.assertAllEqual(7495);
    }

    @Test
    void everySetKeepsWhatPackagingKeeps() {
        Parity parity = new Parity();
        for (JsonNode row : Parity.oracle("specifiers.json").get("filters")) {
            SpecifierSet set = SpecifierSet.parse(row.get("specifier").asText());
            List<String> offered = Parity.texts(row.get("versions"));
            PreReleases preReleases = preReleases(row.get("prereleases"));
            parity.compare(
                    row.toString(), Parity.texts(row.get("kept")), set.filter(offered, VersionText::of, preReleases));
        }
        parity.assertAllEqual(422);
    }

    @Test
    void whatPackagingRefusesIsRefused() {
        Parity parity = new Parity();
        for (JsonNode input : Parity.oracle("specifiers.json").get("invalid")) {
            parity.compare(input.toString(), "InvalidSyntaxException", outcome(input.asText()));
        }
        parity.assertAllEqual(101);
    }

    private static String outcome(String text) {
        try {
            return SpecifierSet.parse(text).toString();
        } catch (InvalidSyntaxException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static PreReleases preReleases(JsonNode flag) {
        if (flag.isNull()) {
            return PreReleases.BY_RULE;
        }
        return flag.asBoolean() ? PreReleases.ALLOWED : PreReleases.REFUSED;
    }
}
