package io.github.kubespraymaven.python.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Expressions say what a name looks like; the scan finds the same. */
class TextNamesTest {
    private static final String NAME = "([a-z_][a-z0-9_]*)";
    private static final String WORD = "(?<!\\w)";
    private static final String LINE = "(?<![^\\n\\r])";

    private static final Map<PluginKind, List<String>> PLUGINS = Map.of(
            PluginKind.FILTER,
            List.of("\\|\\s*" + NAME),
            PluginKind.TEST,
            List.of(WORD + "is\\s+(?:not\\s+)?" + NAME),
            PluginKind.LOOKUP,
            List.of(WORD + "(?:query|q|lookup)\\(\\s*['\"]" + NAME + "['\"]", LINE + "[ -]*with_" + NAME + "\\s*:"),
            PluginKind.CONNECTION,
            List.of(WORD + "(?:ansible_)?connection\\s*[:=]\\s*['\"]?" + NAME),
            PluginKind.BECOME,
            List.of(WORD + "become_method\\s*[:=]\\s*['\"]?" + NAME),
            PluginKind.INVENTORY,
            List.of(LINE + "plugin:\\s*['\"]?" + NAME));

    private static final List<String> COLLECTIONS = List.of(
            "(?<![\\w./-])" + NAME + "\\." + NAME + "\\.[a-z_]",
            WORD + "ansible_collections[./]" + NAME + "[./]" + NAME);

    private static final List<String> PIECES = List.of(
            "a",
            "b_1",
            "_",
            "9",
            "Z",
            ".",
            "/",
            "-",
            "|",
            " ",
            "  ",
            "\n",
            "\r\n",
            "\t",
            "'",
            "\"",
            "(",
            ":",
            "=",
            "is",
            "is ",
            " not ",
            "query(",
            "q('",
            "lookup(",
            "with_",
            "ansible_",
            "connection",
            "connection: ",
            "become_method",
            "plugin:",
            "ansible_collections",
            "ansible_collections.",
            "community.general.x",
            "\u00fc");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES).list().ofMaxSize(24).map(pieces -> String.join("", pieces));
    }

    @Property(tries = 20_000)
    void theScanFindsWhatTheExpressionsFind(@ForAll("texts") String text) {
        CollectionScan scan = new CollectionScan();
        scan.add("template.j2", text);
        NamedPlugins found = scan.found();
        assertEquals(plugins(text) + " " + collections(text), found.plugins() + " " + found.collections());
    }

    private static Set<PluginName> plugins(String text) {
        Set<PluginName> found = new TreeSet<>();
        PLUGINS.forEach((kind, expressions) -> {
            for (String expression : expressions) {
                Matcher matcher = Pattern.compile(expression).matcher(text);
                while (matcher.find()) {
                    found.add(new PluginName(kind, matcher.group(1)));
                }
            }
        });
        return found;
    }

    private static Set<CollectionName> collections(String text) {
        Set<CollectionName> found = new TreeSet<>();
        for (String expression : COLLECTIONS) {
            Matcher matcher = Pattern.compile(expression).matcher(text);
            while (matcher.find()) {
                found.add(new CollectionName(matcher.group(1), matcher.group(2)));
            }
        }
        return found;
    }
}
