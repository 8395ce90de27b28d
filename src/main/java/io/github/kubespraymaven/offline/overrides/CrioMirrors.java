package io.github.kubespraymaven.offline.overrides;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CRI-O's mirrors: {@code crio_registries} from v2.19 on, before that {@code crio_registries_mirrors}. */
final class CrioMirrors {
    private static final String OLD = "crio_registries_mirrors";

    private final EffectiveVariables variables;
    private final RuntimeAccess access;

    CrioMirrors(EffectiveVariables variables, RuntimeAccess access) {
        this.variables = variables;
        this.access = access;
    }

    List<VariableOverride> all() {
        boolean old = variables.has(OLD);
        List<Object> entries = new ArrayList<>();
        access.fronts().forEach((upstream, front) -> entries.add(entry(upstream, front, old)));
        List<String> insecure = access.hosts().all().stream()
                .filter(access::isInsecure)
                .map(RegistryAddress::host)
                .distinct()
                .toList();
        List<VariableOverride> found = new ArrayList<>();
        if (!old) {
            // Images are pulled by the registry's own name, which alone may be insecure.
            insecure.forEach(host -> entries.add(entry(host, new RegistryAddress(host, ""), false)));
        } else if (!insecure.isEmpty()) {
            found.add(new VariableOverride("crio_insecure_registries", insecure));
        }
        found.add(0, new VariableOverride(old ? OLD : "crio_registries", entries));
        return found;
    }

    private Map<String, Object> entry(String prefix, RegistryAddress front, boolean old) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("prefix", prefix);
        entry.put("insecure", access.isInsecure(front));
        entry.put("blocked", false);
        // The front here too: CRI-O goes to this address when no mirror has the image.
        entry.put("location", front.toString());
        if (!old) {
            entry.put("unqualified", false);
        }
        Map<String, Object> mirror = new LinkedHashMap<>();
        mirror.put("location", front.toString());
        mirror.put("insecure", access.isInsecure(front));
        entry.put("mirrors", List.of(mirror));
        return entry;
    }
}
