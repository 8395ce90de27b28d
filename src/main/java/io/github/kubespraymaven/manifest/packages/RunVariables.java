package io.github.kubespraymaven.manifest.packages;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.manifest.role.RoleFiles;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import io.github.kubespraymaven.manifest.variables.Layers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of a host while roles run there, in Ansible's order: defaults of roles, the inventory's and the release's, roles' own, those of
 * tasks, included files, facts, parameters of roles, extra variables. What is known of the distribution cannot be set anew by tasks, which would
 * ask the host for it.
 */
final class RunVariables {
    private final RoleFiles files;
    private final HostVariables hosts;
    private final String host;
    private final Architecture architecture;
    private final Dict known;
    private final List<Variables> defaults = new ArrayList<>();
    private final List<Variables> own = new ArrayList<>();
    private final List<Variables> included = new ArrayList<>();
    private final List<Variables> facts = new ArrayList<>();
    /** Of the variables as they are now. */
    private final Map<Frame, Seen> seen = new HashMap<>();

    /** What a task sees. */
    private record Seen(Variables variables, Evaluator evaluator) {}

    RunVariables(
            RoleFiles files,
            HostVariables hosts,
            String host,
            Architecture architecture,
            LinuxDistribution distribution) {
        this.files = files;
        this.hosts = hosts;
        this.host = host;
        this.architecture = architecture;
        this.known = distribution.facts(architecture);
    }

    /** A role's variables, which those that come later see too. */
    void enter(String role) throws IOException {
        defaults.addAll(files.defaults(role));
        own.addAll(files.own(role));
        seen.clear();
    }

    void include(Variables file) {
        included.add(file);
        seen.clear();
    }

    void set(Dict set) {
        Dict.Builder rest = set.toBuilder();
        known.keys().forEach(rest::remove);
        rest.remove(new Text("cacheable"));
        facts.add(Layers.of(rest.build()));
        seen.clear();
    }

    /** What a task sees: its role's variables are above those of other roles. */
    Variables seenBy(Frame frame) throws IOException {
        return seen(frame).variables();
    }

    Evaluator evaluator(Frame frame) throws IOException {
        return seen(frame).evaluator();
    }

    private Seen seen(Frame frame) throws IOException {
        Frame place = new Frame(frame.role(), "", List.of(), frame.variables(), frame.parameters());
        Seen known = seen.get(place);
        if (known == null) {
            Variables variables = layers(frame);
            known = new Seen(variables, hosts.evaluator(variables));
            seen.put(place, known);
        }
        return known;
    }

    private Variables layers(Frame frame) throws IOException {
        List<Variables> below = new ArrayList<>(defaults);
        below.addAll(files.defaults(frame.role()));
        List<Variables> above = new ArrayList<>(own);
        above.addAll(files.own(frame.role()));
        frame.variables().forEach(dict -> above.add(Layers.of(dict)));
        above.addAll(included);
        above.addAll(facts);
        above.add(Layers.of(known));
        above.add(Layers.of(frame.parameters()));
        return hosts.of(host, architecture, below, above);
    }
}
