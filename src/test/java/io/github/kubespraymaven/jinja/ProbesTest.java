package io.github.kubespraymaven.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubespraymaven.Oracles;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ansible's own answers to some two hundred expressions, on which ansible-core 2.14 to 2.18 agree. */
class ProbesTest {
    /** Prints the address of an object in the memory of the Python that ran it; here it is an error that says so. */
    private static final Set<String> NOT_COMPARABLE = Set.of("{{ keys.keys }}");

    @Test
    void everyProbeGivesWhatAnsibleGives() throws IOException {
        Path file = Oracles.find("jinja/probes.json");
        JsonNode probes = new ObjectMapper().readTree(file.toFile());
        JsonNode variables = probes.get("vars");
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (JsonNode probe : probes.get("cases")) {
            String template = probe.get("template").asText();
            if (NOT_COMPARABLE.contains(template)) {
                continue;
            }
            compared++;
            String expected = probe.has("error")
                    ? "error"
                    : JsonValues.of(probe.get("value")).toString();
            String got = answer(variables, template);
            if (!got.equals(expected)) {
                wrong.add(template + "\n  expected " + expected + "\n  got      " + got);
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertEquals(205, compared);
    }

    /** Two of the dictionaries have a number for a key, which JSON cannot write. */
    private static Value variable(String name, JsonNode node) {
        return switch (name) {
            case "fk" -> new Dict.Builder().put(new Real(1.17), new Text("q")).build();
            case "ik" -> new Dict.Builder().put(Int.of(29), new Text("w")).build();
            default -> JsonValues.raw(node);
        };
    }

    private static String answer(JsonNode variables, String template) {
        Variables named = name -> Optional.ofNullable(variables.get(name)).map(node -> variable(name, node));
        Evaluator evaluator = new Evaluator(named, TemplateEnvironment.NONE, new Templates());
        try {
            Value value = evaluator.evaluate(Template.of(template, SourcePosition.of("probe")));
            return JsonValues.withoutTuples(value).toString();
        } catch (EvaluationException e) {
            return "error";
        }
    }
}
