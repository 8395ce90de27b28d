package io.github.kubespraymaven.python.wheel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The texts of programs, as pip 26 writes them. */
final class ScriptText {
    private static final byte[] PLACEHOLDER = "#!python".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern ANY_PYTHON = Pattern.compile("#!.*python[0-9.]*([ \t].*)?");

    private ScriptText() {}

    /** Returns the program that calls an entry point. */
    static byte[] launcher(EntryPoints.Target target, String interpreter) {
        String imported = target.function().split("\\.", -1)[0];
        String text = "#!" + interpreter + "\n"
                + "import sys\n"
                + "from " + target.module() + " import " + imported + "\n"
                + "if __name__ == '__main__':\n"
                + "    sys.argv[0] = sys.argv[0].removesuffix('.exe')\n"
                + "    sys.exit(" + target.function() + "())\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a script of a source tree, whose first line names some Python, so that it names the interpreter. */
    static byte[] ofSource(byte[] script, String interpreter) {
        int end = 0;
        while (end < script.length && script[end] != '\n' && script[end] != '\r') {
            end++;
        }
        String first = new String(script, 0, end, StandardCharsets.ISO_8859_1);
        return ANY_PYTHON.matcher(first).matches() ? withFirstLine(script, interpreter) : script;
    }

    /** Returns a script whose first line, if it starts with {@code #!python}, names the interpreter instead. */
    static byte[] withInterpreter(byte[] script, String interpreter) {
        for (int i = 0; i < PLACEHOLDER.length; i++) {
            if (i >= script.length || script[i] != PLACEHOLDER[i]) {
                return script;
            }
        }
        return withFirstLine(script, interpreter);
    }

    private static byte[] withFirstLine(byte[] script, String interpreter) {
        int rest = 0;
        while (rest < script.length && script[rest] != '\n') {
            rest++;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(script.length + interpreter.length());
        out.writeBytes(("#!" + interpreter + "\n").getBytes(StandardCharsets.UTF_8));
        out.write(script, Math.min(rest + 1, script.length), Math.max(0, script.length - rest - 1));
        return out.toByteArray();
    }
}
