package io.github.kubespraymaven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Every goal has its page in docs/goals, and every parameter its row there: the plugin's descriptor says which there are. */
class DocumentationTest {
    private static final Path GOALS = Path.of("docs", "goals");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|([^|]*)\\|");
    private static final Pattern OTHER_PAGE =
            Pattern.compile("The parameters are those of \\[[\\w-]+]\\(([\\w-]+\\.md)\\)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void everyParameterHasItsRowWithItsDefault() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Map<String, String>> goal : goals().entrySet()) {
            Path page = GOALS.resolve(goal.getKey() + ".md");
            if (!Files.exists(page)) {
                wrong.add(page + " is missing");
                continue;
            }
            Map<String, String> rows = rows(page);
            for (Map.Entry<String, String> parameter : goal.getValue().entrySet()) {
                String cell = rows.remove(parameter.getKey());
                if (cell == null) {
                    wrong.add(page + " has no row for " + parameter.getKey());
                } else if (!parameter.getValue().isEmpty() && !cell.equals("`" + parameter.getValue() + "`")) {
                    wrong.add(page + ": the default of " + parameter.getKey() + " is `" + parameter.getValue()
                            + "`, not " + cell);
                }
            }
            rows.keySet().forEach(name -> wrong.add(page + " has a row for " + name + ", which is no parameter"));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyGoalIsInTheIndex() throws Exception {
        String index = Files.readString(Path.of("docs", "README.md"));
        for (String goal : goals().keySet()) {
            assertTrue(index.contains("(goals/" + goal + ".md)"), "docs/README.md does not lead to " + goal);
        }
    }

    @Test
    void everyLinkLeadsToAFile() throws Exception {
        List<String> dangling = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            Stream<Path> pages = Stream.concat(Stream.of(Path.of("README.md")), docs);
            for (Path page :
                    pages.filter(path -> path.toString().endsWith(".md")).toList()) {
                for (MatchResult link :
                        LINK.matcher(Files.readString(page)).results().toList()) {
                    if (!Files.exists(page.resolveSibling(link.group(1)))) {
                        dangling.add(page + ": " + link.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), dangling);
    }

    /** The cells for the default by parameter, of a page and of the one that it refers to. */
    private static Map<String, String> rows(Path page) throws Exception {
        String text = Files.readString(page);
        Map<String, String> rows = new TreeMap<>();
        Matcher other = OTHER_PAGE.matcher(text);
        if (other.find()) {
            rows.putAll(rows(page.resolveSibling(other.group(1))));
        }
        int parameters = text.indexOf("\n## Parameters\n");
        if (parameters >= 0) {
            int end = text.indexOf("\n## ", parameters + 1);
            ROW.matcher(text.substring(parameters, end < 0 ? text.length() : end))
                    .results()
                    .forEach(row -> rows.put(row.group(1), row.group(2).strip()));
        }
        return rows;
    }

    /** The defaults by parameter, by goal; empty where there is none. */
    private static Map<String, Map<String, String>> goals() throws Exception {
        Map<String, Map<String, String>> goals = new TreeMap<>();
        Document descriptor;
        try (InputStream in = DocumentationTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            descriptor =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
        for (Element mojo : elements(descriptor.getDocumentElement(), "mojo")) {
            Map<String, String> parameters = new TreeMap<>();
            for (Element parameter : elements(mojo, "parameter")) {
                if (text(parameter, "editable").equals("true")) {
                    String name = text(parameter, "name");
                    parameters.put(name, defaultOf(mojo, name));
                }
            }
            goals.put(text(mojo, "goal"), parameters);
        }
        assertTrue(new TreeSet<>(goals.keySet()).contains("build"), goals.toString());
        return goals;
    }

    private static String defaultOf(Element mojo, String parameter) {
        for (Element configuration : elements(mojo, "configuration")) {
            for (Element one : elements(configuration, parameter)) {
                return one.getAttribute("default-value");
            }
        }
        return "";
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).get(0).getTextContent();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
