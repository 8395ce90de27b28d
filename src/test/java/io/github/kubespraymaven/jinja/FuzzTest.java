package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.yaml.YamlReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

/**
 * Whatever text comes, the answer is a value or an {@link EvaluationException}: no other exception, no hang. {@code it/fuzz/run.sh} runs this
 * for longer.
 */
class FuzzTest {
    private static final Map<String, Value> VARIABLES = Map.of(
            "s", new Text("v1.29.5"),
            "n", Int.of(5),
            "f", new Real(1.1),
            "l", Items.list(List.of(Int.of(3), new Text("x"), Items.tuple(Int.of(1), Int.of(2)))),
            "d",
                    new Dict.Builder()
                            .put("b", Int.of(1))
                            .put(new Real(1.17), new Text("q"))
                            .build(),
            "t", Template.of("{{ t2 }}-{{ s }}", SourcePosition.of("t")),
            "t2", Template.of("{{ missing | default(t) }}", SourcePosition.of("t2")));

    @Property(tries = 2000)
    void piecesOfTemplatesInAnyOrder(@ForAll("templates") String template) {
        run(template);
    }

    @Property(tries = 1000)
    void anyText(@ForAll String text) {
        run("{{ " + text + " }}");
        run("{% " + text + " %}");
    }

    @Property(tries = 1000)
    void piecesOfYaml(@ForAll("documents") String document) {
        try {
            YamlReader.read(document, "fuzz.yml");
        } catch (EvaluationException e) {
            Assertions.assertNotNull(e.getMessage());
        }
    }

    @Provide
    Arbitrary<String> templates() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "{%",
                        "%}",
                        "{%-",
                        "-%}",
                        "{#",
                        "#}",
                        "(",
                        ")",
                        "[",
                        "]",
                        "{",
                        "}",
                        "|",
                        ".",
                        ",",
                        ":",
                        "+",
                        "-",
                        "*",
                        "**",
                        "/",
                        "//",
                        "%",
                        "~",
                        "==",
                        "<",
                        " ",
                        " in ",
                        " not ",
                        " is ",
                        " and ",
                        " or ",
                        " if ",
                        " else ",
                        "for x in ",
                        "endfor",
                        "endif",
                        "set x = ",
                        "raw",
                        "endraw",
                        "s",
                        "n",
                        "f",
                        "l",
                        "d",
                        "t",
                        "missing",
                        "x",
                        "loop.index",
                        "1",
                        "0",
                        "-1",
                        "9999999999",
                        "1.5",
                        "1e400",
                        "'a'",
                        "\"b\"",
                        "'\\\\1'",
                        "''",
                        "none",
                        "true",
                        "default(",
                        "d(1)",
                        "int",
                        "float",
                        "round(",
                        "join('-')",
                        "split('.')",
                        "list",
                        "first",
                        "last",
                        "sort",
                        "unique",
                        "min",
                        "max",
                        "sum",
                        "length",
                        "dict2items",
                        "items2dict",
                        "combine(d)",
                        "regex_replace('(v)(\\\\d)?', '\\\\2')",
                        "regex_search('[')",
                        "regex_findall('.')",
                        "version('1.2', '<')",
                        "map('int')",
                        "map(attribute='b')",
                        "select('odd')",
                        "selectattr('b')",
                        "batch(2)",
                        "zip(l)",
                        "product(l)",
                        "to_json",
                        "to_nice_json",
                        "b64decode",
                        "hash('md5')",
                        "format(n)",
                        "'%s%d'",
                        "ternary(1,2)",
                        "flatten",
                        "ipaddr('net')",
                        "ipwrap",
                        "range(",
                        "lookup('vars', ",
                        "dict(",
                        "undef()",
                        "keys()",
                        "items()",
                        "get('b')",
                        "replace('v','vv')",
                        "center",
                        "groupby('b')",
                        "extract(d)",
                        "reverse",
                        "title",
                        "indent(3)",
                        "abs")
                .list()
                .ofMinSize(1)
                .ofMaxSize(24)
                .map(parts -> String.join("", parts))
                .map(text -> text.startsWith("{") ? text : "{{ " + text + " }}");
    }

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(
                        "a",
                        ": ",
                        "\n",
                        "  ",
                        "- ",
                        "&x ",
                        "*x",
                        "<<: ",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        "\"",
                        "'",
                        "|\n",
                        ">-\n",
                        "!vault ",
                        "!!int ",
                        "!!float ",
                        "!foo ",
                        "!unsafe ",
                        "---\n",
                        "...\n",
                        "#",
                        "{{ x }}",
                        "1",
                        "0x",
                        "1:60",
                        "1.5e+3",
                        ".inf",
                        "~",
                        "yes",
                        "\t",
                        "? ",
                        "%YAML 1.1\n",
                        "\u0007",
                        "é")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private static void run(String source) {
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            Evaluator evaluator = new Evaluator(
                    name -> Optional.ofNullable(VARIABLES.get(name)),
                    new TemplateEnvironment(Map.of(), text -> YamlReader.read(text, "fuzz"), 200_000),
                    new Templates());
            try {
                evaluator
                        .evaluate(new Template(source, SourcePosition.of("fuzz")))
                        .repr(new StringBuilder());
            } catch (EvaluationException e) {
                Assertions.assertNotNull(e.getMessage());
            }
        });
    }
}
