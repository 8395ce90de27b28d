package io.github.kubespraymaven.manifest.variables;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.inventory.Words;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.yaml.YamlReader;
import java.io.IOException;

/** Extra variables in the syntax of {@code -e}: {@code k=v k2=v2}, YAML or JSON, or {@code @file}. */
public final class ExtraVariables {
    private static final String WHERE = "extraVars";

    private ExtraVariables() {}

    /**
     * Reads extra variables. Values of the form {@code k=v} are strings, as Ansible takes them.
     *
     * @param files for {@code @file}
     * @param names whether a file counts that the goal offline-vars has written
     * @throws ManifestException if the file is not there
     * @throws EvaluationException if the text is neither of the forms
     */
    public static Dict parse(String text, SourceTree files, ListedNames names) throws IOException {
        String stripped = text.strip();
        if (stripped.startsWith("@")) {
            String path = stripped.substring(1);
            String content = files.read(path)
                    .orElseThrow(() -> new ManifestException(WHERE + ": there is no file " + files.label(path)));
            boolean left = names == ListedNames.UPSTREAM && OwnOverrides.isOne(path, content);
            return left ? Dict.EMPTY : dict(YamlReader.read(content, files.label(path)), files.label(path));
        }
        if (stripped.startsWith("{") || stripped.startsWith("[")) {
            return dict(YamlReader.read(stripped, WHERE), WHERE);
        }
        Dict.Builder variables = new Dict.Builder();
        for (String word : Words.split(stripped, false, SourcePosition.of(WHERE))) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new EvaluationException(
                        WHERE + ": expected name=value, YAML or JSON in braces, or @file, got '" + word + "'");
            }
            variables.put(word.substring(0, equals), Template.of(word.substring(equals + 1), SourcePosition.of(WHERE)));
        }
        return variables.build();
    }

    private static Dict dict(Value value, String where) {
        if (value == None.NONE) {
            return Dict.EMPTY;
        }
        if (value instanceof Dict dict) {
            return dict;
        }
        throw new EvaluationException(where + ": variables are a mapping of names to values, got a " + value.type());
    }
}
