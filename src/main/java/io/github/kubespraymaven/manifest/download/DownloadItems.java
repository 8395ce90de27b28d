package io.github.kubespraymaven.manifest.download;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates {@code downloads}. */
public final class DownloadItems {
    private DownloadItems() {}

    /**
     * All entries, in the order of the file, each field evaluated on its own: one that fails does not take the others with it.
     *
     * @param raw the variables as they were written
     * @throws EvaluationException if {@code downloads} is no mapping of mappings
     */
    public static List<DownloadItem> of(Variables raw, Evaluator evaluator) {
        Value downloads = raw.find("downloads")
                .orElseThrow(() -> new EvaluationException("'downloads' is undefined; is this a kubespray checkout?"));
        Value entries = downloads instanceof Template ? evaluator.evaluate(downloads) : downloads;
        if (!(entries instanceof Dict dict)) {
            throw new EvaluationException("'downloads' must be a mapping, got a " + entries.type());
        }
        List<DownloadItem> evaluated = new ArrayList<>(dict.size());
        dict.entries().forEach(entry -> evaluated.add(entry(entry.getKey().text(), entry.getValue(), evaluator)));
        return evaluated;
    }

    private static DownloadItem entry(String name, Value raw, Evaluator evaluator) {
        if (!(raw instanceof Dict dict)) {
            throw new EvaluationException("downloads." + name + " must be a mapping, got a " + raw.type());
        }
        Value enabled = dict.get("enabled").orElse(None.NONE);
        String condition = enabled instanceof Template template ? template.source() : enabled.text();
        Map<String, Value> fields = new LinkedHashMap<>();
        Map<String, EvaluationException> failures = new LinkedHashMap<>();
        dict.entries().forEach(field -> {
            String key = field.getKey().text();
            try {
                fields.put(key, evaluator.evaluate(field.getValue()));
            } catch (ExhaustedException e) {
                throw e.by("downloads." + name + "." + key);
            } catch (EvaluationException e) {
                failures.put(key, e.by("downloads." + name + "." + key));
            }
        });
        return new DownloadItem(name, condition, fields, failures);
    }
}
