package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RequirementPropertyTest {
    @Property
    boolean whatIsPrintedParsesToTheSame(@ForAll("requirements") String text) {
        Requirement requirement = Requirement.parse(text);
        Requirement again = Requirement.parse(requirement.toString());
        return again.equals(requirement) && again.toString().equals(requirement.toString());
    }

    /** An error is of the kind that says where it is, whatever the text. */
    @Property
    boolean anyTextIsReadOrRefused(@ForAll("pieces") String text) {
        try {
            Requirement.parse(text);
            return true;
        } catch (RequirementSyntaxException e) {
            return e.column() >= 1 && e.column() <= text.length() + 1;
        }
    }

    @Provide
    Arbitrary<String> requirements() {
        Arbitrary<String> name = Arbitraries.of("foo", "Foo.Bar", "a", "x_y-z", "ruamel.yaml.clib");
        Arbitrary<String> extras = Arbitraries.of("", "[]", "[a]", "[b, A_c]");
        Arbitrary<String> what = Arbitraries.of(
                "", ">=1", " (>1.0a1, <2)", "==1.*,!=1.5", "===x", " @ https://example.org/a;b.zip ", "~=1.0.0");
        return Combinators.combine(name, extras, what, markers())
                .as((n, e, w, m) -> n + e + w + m)
                .withoutEdgeCases();
    }

    private static Arbitrary<String> markers() {
        Arbitrary<String> atom = Arbitraries.of(
                "os_name == 'nt'",
                "'3.9' <= python_version",
                "extra == 'A_b'",
                "'a\\\\b' in platform_version",
                "sys.platform not in \"it's\"");
        Arbitrary<String> joined = Combinators.combine(atom, Arbitraries.of(" and ", " or "), atom)
                .as((left, how, right) -> left + how + right);
        Arbitrary<String> nested = Combinators.combine(
                        joined, Arbitraries.of(" and ", " or "), joined, Arbitraries.of(true, false))
                .as((left, how, right, group) ->
                        group ? "(" + left + ")" + how + right : left + how + "((" + right + "))");
        return Arbitraries.oneOf(atom, joined, nested, Arbitraries.just("")).map(m -> m.isEmpty() ? m : " ; " + m);
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "foo", "[", "]", "(", ")", ",", ";", " ", "==", ">=", "1.0", ".*", "@", "'", "\"", "\\", "and",
                        "or", "not", "in", "os_name", "extra", "é", "\n", "+", "===")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }
}
