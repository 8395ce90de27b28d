package io.github.kubespraymaven.manifest.yaml;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Value;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads one YAML document. */
public final class YamlReader {
    /** Far more than any file of variables, and little enough to hold in memory. */
    public static final int MOST_CHARACTERS = 8 << 20;

    private static final String VAULT = "$ANSIBLE_VAULT;";

    private YamlReader() {}

    /**
     * Reads a document; an empty one is None. Strings with template marks become templates with their places.
     *
     * @param file the text's name for messages
     * @throws EvaluationException if it is too long, broken, encrypted, or uses tags that are not plain YAML
     */
    public static Value read(String text, String file) {
        return read(text, file, 0);
    }

    /**
     * Reads a document that is a part of a file.
     *
     * @param linesBefore how many lines of the file come before the text
     */
    static Value read(String text, String file, int linesBefore) {
        checkLength(text.length(), file);
        if (text.startsWith(VAULT)) {
            throw new EvaluationException(
                    new SourcePosition(file, 1, 1)
                            + ": the file is encrypted by ansible-vault, and no vault password is "
                            + "asked for here; give the variables that the lists need with extraVars, or a decrypted inventory");
        }
        try {
            // Bounds of our own hold: length above, weight and depth of the values.
            Parser parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
            return document(parser, new Documents(parser, file, linesBefore), file, linesBefore);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new EvaluationException(
                    new SourcePosition(file, linesBefore + mark.getLine() + 1, mark.getColumn() + 1) + ": broken YAML: "
                            + reason(e.getProblem(), e.getContext()),
                    e);
        } catch (YAMLException e) {
            throw new EvaluationException(file + ": broken YAML: " + firstLine(String.valueOf(e.getMessage())), e);
        }
    }

    /**
     * To be asked before a file is read.
     *
     * @throws EvaluationException if a text of this length is too long
     */
    public static void checkLength(long length, String file) {
        if (length > MOST_CHARACTERS) {
            throw new EvaluationException(file + ": " + length + " bytes of YAML, the most is " + MOST_CHARACTERS
                    + "; is this a file of variables?");
        }
    }

    private static Value document(Parser parser, Documents documents, String file, int linesBefore) {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return None.NONE;
        }
        parser.getEvent();
        Value value = documents.node();
        parser.getEvent();
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            Mark mark = parser.peekEvent().getStartMark();
            throw new EvaluationException(
                    new SourcePosition(file, linesBefore + mark.getLine() + 1, mark.getColumn() + 1)
                            + ": a second YAML document begins here; one was expected");
        }
        return value;
    }

    private static String reason(String problem, String context) {
        String what = problem == null ? "" : firstLine(problem);
        return context == null || context.isEmpty() ? what : what + " " + firstLine(context);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
