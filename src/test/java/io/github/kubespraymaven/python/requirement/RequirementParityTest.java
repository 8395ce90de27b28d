package io.github.kubespraymaven.python.requirement;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import io.github.kubespraymaven.python.Parity;
import org.junit.jupiter.api.Test;

class RequirementParityTest {
    @Test
    void everyRequirementHasThePartsThatPackagingFinds() {
        Parity parity = new Parity();
        for (JsonNode row : Parity.oracle("requirements.json").get("valid")) {
            String input = row.get("input").asText();
            parity.compare(row.get("input").toString(), expected(row), outcome(input));
        }
        parity.assertAllEqual(470);
    }

    @Test
    void whatPackagingRefusesIsRefused() {
        Parity parity = new Parity();
        for (JsonNode input : Parity.oracle("requirements.json").get("invalid")) {
            String outcome = outcome(input.asText());
            parity.compare(input + " gave " + outcome, true, outcome.startsWith("refused: column "));
        }
        parity.assertAllEqual(402);
    }

    @Test
    void namesAreNormalizedAsPackagingDoes() {
        Parity parity = new Parity();
        for (JsonNode row : Parity.oracle("requirements.json").get("names")) {
            parity.compare(
                    row.toString(),
                    row.get(1).asText(),
                    ProjectName.of(row.get(0).asText()).normalized());
        }
        parity.assertAllEqual(76);
    }

    private static String expected(JsonNode row) {
        return String.join(
                " | ",
                row.get("name").asText(),
                row.get("normalized_name").asText(),
                Parity.texts(row.get("extras")).toString(),
                row.get("specifier").asText(),
                row.get("url").asText(),
                row.get("marker").asText());
    }

    private static String outcome(String input) {
        try {
            Requirement requirement = Requirement.parse(input);
            return String.join(
                    " | ",
                    requirement.name(),
                    requirement.projectName().normalized(),
                    requirement.extras().toString(),
                    requirement.specifier().toString(),
                    requirement.url().orElse("null"),
                    requirement.marker().map(Marker::toString).orElse("null"));
        } catch (RequirementSyntaxException e) {
            return "refused: " + e.getMessage();
        }
    }
}
