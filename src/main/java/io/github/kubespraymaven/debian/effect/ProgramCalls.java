package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.script.MaintainerScript;
import io.github.kubespraymaven.debian.unpack.PackageControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The calls of some programs in the script that a package runs when it is configured, as far as they can be read. */
final class ProgramCalls {
    /** Each with the program's name first. */
    private final List<List<String>> calls;

    private ProgramCalls(List<List<String>> calls) {
        this.calls = calls;
    }

    /**
     * Finds the calls that a package's postinst comes to; a call with anything left to expand is passed over. What a script
     * makes depend on a file being there counts: whether it is, who asks must see.
     *
     * @param programs their names. A script that nowhere writes any of them is not read: of a hundred packages' most do not,
     *     and no package puts a command's name together from pieces
     */
    static ProgramCalls in(PackageControl control, Set<String> programs) {
        String script = control.control().text("postinst").orElse("");
        return mentions(script, programs)
                ? new ProgramCalls(MaintainerScript.commands(control.name(), script, path -> true))
                : new ProgramCalls(List.of());
    }

    private static boolean mentions(String script, Set<String> programs) {
        for (String program : programs) {
            if (script.contains(program)) {
                return true;
            }
        }
        return false;
    }

    /** The arguments of each call of one program, or of any of several that mean the same. */
    List<List<String>> of(String... programs) {
        Set<String> wanted = Set.of(programs);
        List<List<String>> arguments = new ArrayList<>();
        for (List<String> call : calls) {
            if (wanted.contains(call.get(0))) {
                arguments.add(call.subList(1, call.size()));
            }
        }
        return arguments;
    }
}
