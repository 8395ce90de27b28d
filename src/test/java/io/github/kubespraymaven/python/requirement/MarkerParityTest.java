package io.github.kubespraymaven.python.requirement;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import io.github.kubespraymaven.python.Parity;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class MarkerParityTest {
    @Test
    void everyMarkerIsTrueWherePackagingSaysSo() {
        Parity parity = new Parity();
        JsonNode oracle = Parity.oracle("markers.json");
        for (JsonNode row : oracle.get("cases")) {
            MarkerEnvironment environment =
                    environment(oracle.get("environments").get(row.get(1).asText()));
            String extra = row.get(2).isNull() ? "" : row.get(2).asText();
            parity.compare(
                    row.toString(), row.get(3).asText(), outcome(row.get(0).asText(), environment, extra));
        }
        parity.assertAllEqual(1302);
    }

    @Test
    void everyMarkerHasTheNormalFormThatPackagingGivesIt() {
        Parity parity = new Parity();
        for (JsonNode row : Parity.oracle("markers.json").get("text")) {
            Marker marker = Marker.parse(row.get(0).asText());
            parity.compare(row.toString(), row.get(1).asText(), marker.toString());
            parity.compare("again " + row, marker, Marker.parse(marker.toString()));
        }
        parity.assertAllEqual(2 * 390);
    }

    @Test
    void whatPackagingRefusesIsRefused() {
        Parity parity = new Parity();
        for (JsonNode input : Parity.oracle("markers.json").get("invalid")) {
            parity.compare(input.toString(), "refused", parsed(input.asText()));
        }
        parity.assertAllEqual(28);
    }

    private static String parsed(String text) {
        try {
            return Marker.parse(text).toString();
        } catch (RequirementSyntaxException e) {
            return "refused";
        }
    }

    private static String outcome(String marker, MarkerEnvironment environment, String extra) {
        try {
            return Boolean.toString(Marker.parse(marker).evaluate(environment, extra));
        } catch (UnsupportedOperationException e) {
            return "UndefinedComparison";
        } catch (NoSuchElementException e) {
            return "UndefinedEnvironmentName";
        }
    }

    private static MarkerEnvironment environment(JsonNode node) {
        return new MarkerEnvironment(
                node.get("implementation_name").asText(),
                node.get("implementation_version").asText(),
                node.get("os_name").asText(),
                node.get("platform_machine").asText(),
                node.get("platform_python_implementation").asText(),
                node.get("platform_release").asText(),
                node.get("platform_system").asText(),
                node.get("platform_version").asText(),
                node.get("python_full_version").asText(),
                node.get("python_version").asText(),
                node.get("sys_platform").asText());
    }
}
