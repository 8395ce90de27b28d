package io.github.kubespraymaven.manifest.role;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.value.EvaluationException.UndefinedException;
import java.io.IOException;

/** What roles fetch that is neither a file of a known address, nor an image, nor a chart: it is only warned of. */
final class UnlistedFetches {
    private UnlistedFetches() {}

    /** Warns of what a role that runs fetches in such a way. */
    static void warn(HostRoles roles, RoleUse use) throws IOException {
        if (use.path().endsWith("/krew")) {
            Evaluator evaluator = roles.evaluator(roles.seenBy(use.path()));
            roles.warn(use.path() + " clones krew's index" + named(evaluator, "krew_default_index_uri")
                    + ", a git repository, which no list holds; without the internet, set krew_default_index_uri to a git"
                    + " server of the site");
        }
        if (use.path().endsWith("/nvidia_gpu")) {
            Evaluator evaluator = roles.evaluator(roles.seenBy(use.path()));
            boolean tesla = named(evaluator, "nvidia_gpu_flavor").equalsIgnoreCase(" tesla");
            String base = tesla ? "nvidia_gpu_tesla_base_url" : "nvidia_gpu_gtx_base_url";
            roles.warn(use.path() + " has a container fetch NVIDIA's driver from" + named(evaluator, base)
                    + ", which is not in the lists; without the internet, mirror it by hand and set " + base);
        }
    }

    private static String named(Evaluator evaluator, String variable) {
        try {
            return " " + evaluator.variable(variable).text();
        } catch (UndefinedException e) {
            return "";
        }
    }
}
