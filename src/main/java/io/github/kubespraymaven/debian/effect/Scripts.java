package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.PackageControl;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands in the scripts that packages run when they are configured, as far as they can be read without running them. */
final class Scripts {
    private static final Pattern LOOP = Pattern.compile(
            "\\bfor\\s+(\\w+)\\s+in\\s+([^;\\n$`]+?)\\s*[;\\n]\\s*do\\b(.*?)\\bdone\\b", Pattern.DOTALL);

    private Scripts() {}

    /**
     * Returns the arguments of each call of a program in a package's postinst. Continued lines are joined, loops over
     * literal words are unrolled; a call with anything left to expand is passed over.
     */
    static List<List<String>> calls(PackageControl control, String program) {
        String script = control.control().text("postinst").orElse("").replaceAll("\\\\\\r?\\n", " ");
        List<List<String>> calls = new ArrayList<>();
        for (String line : unrolled(script).split("\\n", -1)) {
            Matcher call = Pattern.compile("(?:^|[\\s;&|(])" + program + "\\s+([^;&|#]*)")
                    .matcher(line);
            while (call.find()) {
                String arguments = call.group(1).strip();
                if (!arguments.contains("$") && !arguments.contains("`")) {
                    calls.add(List.of(arguments.replaceAll("[\"']", "").split("\\s+")));
                }
            }
        }
        return calls;
    }

    private static String unrolled(String script) {
        return LOOP.matcher(script).replaceAll(loop -> {
            StringBuilder text = new StringBuilder();
            for (String word : loop.group(2).strip().split("\\s+")) {
                text.append(loop.group(3)
                                .replaceAll("\\$(?:\\{" + loop.group(1) + "\\}|" + loop.group(1) + "\\b)", word))
                        .append('\n');
            }
            return Matcher.quoteReplacement(text.toString());
        });
    }
}
