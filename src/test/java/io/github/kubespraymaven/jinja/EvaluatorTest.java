package io.github.kubespraymaven.jinja;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluatorTest {
    private static final Map<String, Value> VARIABLES = Map.of(
            "version", new Text("1.35.4"),
            "number", Int.of(5),
            "float", new Real(1.17),
            "nothing", None.NONE,
            "list", Items.list(java.util.List.of(Int.of(3), Int.of(1))),
            "table",
                    new Dict.Builder()
                            .put("a", Int.of(1))
                            .put("b", new Text("x"))
                            .build(),
            "inner", template("{{ absent }}"),
            "outer", template("{{ inner }}/x"),
            "one", template("{{ two }}"),
            "two", template("{{ one }}"));

    private static Value template(String source) {
        return Template.of(source, new SourcePosition("vars.yml", 7, 3));
    }

    private static Evaluator evaluator(long steps) {
        return new Evaluator(
                name -> Optional.ofNullable(VARIABLES.get(name)),
                new TemplateEnvironment(Map.of("HOME", "/home/x"), TemplateEnvironment.NONE.yaml(), steps),
                new Templates());
    }

    private static String evaluate(String source) {
        StringBuilder out = new StringBuilder();
        evaluator(TemplateEnvironment.STEPS).evaluate(template(source)).repr(out);
        return out.toString();
    }

    private static String error(String source) {
        return String.valueOf(
                assertThrows(EvaluationException.class, () -> evaluate(source)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "{{ number }}                                        § 5",
                "{{ float }}                                         § 1.17",
                "{{ nothing }}                                       § None",
                "{{ number }}!                                       § '5!'",
                "{{ list }}                                          § [3, 1]",
                "{{ (version | split('.'))[:-1] | join('.') }}       § '1.35'",
                "{{ table | dict2items | map(attribute='key') }}     § ['a', 'b']",
                "{{ table | combine({'a': 2}, {'c': [1]}) }}         § {'a': 2, 'b': 'x', 'c': [1]}",
                "{{ inner | default('none') }}                       § 'none'",
                "{{ outer | default('none') }}                       § 'none'",
                "{{ lookup('env', 'HOME') }}                         § '/home/x'",
                "{{ 7 // -2 }},{{ -7 % 3 }},{{ 2 ** -1 }}            § '-4,2,0.5'",
                "{{ 'a-b' | regex_replace('(?P<x>a)-(b)', '\\2\\g<x>') }} § 'ba'",
                "{{ 'v1.2' | regex_search('v(.*)', '\\1') }}         § ['1.2']",
                "{{ '%05.1f|%s' | format(2.25, 'x') }}               § '002.2|x'",
                "{% for k, v in table.items() %}{{ k }}={{ v }};{% endfor %} § 'a=1;b=x;'",
                "{% set x = 1 %}{% for i in [2] %}{% set x = i %}{% endfor %}{{ x }} § '1'",
                "{{ '10.1.2.3/16' | ansible.utils.ipaddr('network') }} § '10.1.0.0'",
                "{{ 'fd00::1' | ansible.utils.ipwrap }}              § '[fd00::1]'",
                "{{ 'x' * 3 ~ none }}                                § 'xxxNone'",
                "{{ [1, 2, 2] | unique | sum }}                      § '3'",
                "{{ 1e16 }} {{ 1.5e-7 }} {{ 0.1 + 0.2 }}             § '1e+16 1.5e-07 0.30000000000000004'",
            })
    void valuesAreAnsibles(String source, String expected) {
        assertEquals(expected, evaluate(source));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '`',
            value = {
                "{{ 1 | uper }}            § no filter named 'uper'; did you mean 'upper'?",
                "{{ 1 is evn }}            § no test named 'evn'; did you mean 'even'?",
                "{{ lookup('pipe', 'ls') }} § the lookup 'pipe' is refused: only 'vars' and 'env' are read here, nothing else of the machine; set the variable to its value with extraVars",
                "{{ 'x' | password_hash }} § the filter 'password_hash' is refused: it handles secrets, which have no place in a list of downloads; set the variable to its value with extraVars",
                "{{ absent }}              § 'absent' is undefined",
                "{{ version.__class__ }}   § access to attribute '__class__' of 'str' object is unsafe",
                "{{ list.append(1) }}      § the method append changes a value, which is not supported; use +, combine, union or difference",
                "{% macro x() %}           § the statement 'macro' is not known here; if, for, set and raw are (at character 10 of the template)",
                "{{ 1 +                    § the expression is not closed by }} (at character 3 of the template)",
                "{{ 9 ** 99999 }}          § 9 ** 99999 is too large",
            })
    void whatIsUnknownOrWrongSaysSo(String source, String expected) {
        assertEquals("vars.yml:7:3: " + expected + ", in " + source, error(source));
    }

    @Test
    void anErrorNamesTheVariablesThatLedToIt() {
        assertEquals(
                "vars.yml:7:3: 'absent' is undefined, in {{ absent }} (needed by outer -> inner)",
                assertThrows(EvaluationException.class, () -> evaluator(1000).variable("outer"))
                        .getMessage());
    }

    @Test
    void aCycleIsDrawn() {
        assertEquals(
                "vars.yml:7:3: the variable 'one' needs itself: one -> two -> one, in {{ one }} (needed by one -> two)",
                assertThrows(EvaluationException.class, () -> evaluator(1000).variable("one"))
                        .getMessage());
    }

    @Test
    void whatWouldRunForEverIsStopped() {
        String loop = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}";
        assertEquals(
                "vars.yml:7:3: the evaluation takes more than 100000 steps; does a template loop over too much?, in "
                        + loop,
                assertThrows(EvaluationException.class, () -> evaluator(100_000).evaluate(template(loop)))
                        .getMessage());
        String backtracking = "{{ ('a' * 60) | regex_search('(a+)+\\1b') }}";
        assertThrows(EvaluationException.class, () -> evaluator(1_000_000).evaluate(template(backtracking)));
    }

    @Test
    void whatWouldFillTheMemoryIsStopped() {
        String doubled = "{% set a = ['x'] %}" + "{% set a = [a, a] %}".repeat(60);
        assertEquals(true, error(doubled).contains("is something repeated without end?"));
        assertEquals(true, error("{{ 'x' * 999999999 }}").contains("is something repeated without end?"));
    }

    @Test
    void deepNestingIsAnErrorAndNoStackOverflow() {
        assertThrows(
                EvaluationException.class, () -> evaluate("{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}"));
        assertThrows(EvaluationException.class, () -> evaluate("{{ " + "not ".repeat(5000) + "1 }}"));
        assertThrows(EvaluationException.class, () -> evaluate("{{ 1" + " + 1".repeat(5000) + " }}"));
    }

    @Test
    void aTemplateFileHasJinjasEscapesAndStaysText() {
        assertEquals("[1]\n\t\n", evaluator(1000).render("{{ [1] }}\n{{ '\\t' }}\n", SourcePosition.of("x.j2")));
    }

    @Test
    void aBareConditionIsAskedLikeWhen() {
        assertEquals(
                true,
                evaluator(1000).holds("version is version('1.34', '>=') and number == 5", SourcePosition.of("x")));
        assertEquals(false, evaluator(1000).holds("absent is defined", SourcePosition.of("x")));
    }
}
