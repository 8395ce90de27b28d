package io.github.kubespraymaven.debian.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintainerScriptTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            textBlock =
                    """
            run a \\~b              ¦ run a b
            x=1; run "$x" '$x' ${y:-2} ${y} end ¦ run 1 $x 2 end
            x='a b'; run $x; run "$x" ¦ run a b; run a b
            x=rsh; run "s${x#r}" ${x%sh} ¦ run ssh r
            for i in vi ex; do run $i; done ¦ run vi; run ex
            f() { run "$1"-$2; }; f a b; f c d ¦ run a-b; run c-d
            if [ "$1" = configure ]; then run yes; else run no; fi ¦ run yes
            if [ -z "$2" ]; then run new; fi ¦ run new
            if [ -e /there ]; then run a; elif [ -e /gone ]; then run b; fi; if [ ! -e /gone ]; then run c; fi ¦ run a; run c
            case "$1" in abort-*) run a;; configure|x) run b;; *) run c;; esac ¦ run b
            getent group x >/dev/null || run add ¦ getent group x; run add
            if unknown; then run a; else run b; fi ¦ unknown; run a; run b
            run $(date) a; run b # comment ¦ run b
            true && run a; false && run b; ! false && run c ¦ run a; run c
            dpkg --compare-versions "$2" lt-nl 1 && run old; run new ¦ dpkg --compare-versions  lt-nl 1; run new
            exit 0; run never ¦ ''
            if unknown; then exit 0; fi; run on ¦ unknown; run on
            run 2>/dev/null >&2 a < /dev/null ¦ run a
            set -- a b; for i; do run $i; done; shift; run "$@" ¦ run a; run b; run b
            """)
    void commandsAreThoseOfAFirstInstallation(String script, String commands) {
        assertEquals(commands, commands(script.replace('~', '\n')));
    }

    @Test
    void hereDocumentsAreNoCommands() {
        assertEquals("cat; run a", commands("cat <<-EOF > /etc/x\n\trun not $(this)\n\tEOF\nrun a"));
    }

    @Test
    void aScriptThatIsNotUnderstoodSaysWhatItSaidBefore() {
        assertEquals("", commands("run 'open"));
        assertEquals("", commands("f() { f; }; f"));
        assertEquals("", commands("fi"));
    }

    @Test
    void whatIsNoShellScriptSaysNothing() {
        assertEquals(
                "[]",
                MaintainerScript.commands("x", "#!/usr/bin/perl\nrun", path -> true)
                        .toString());
        assertEquals(
                "[]", MaintainerScript.commands("x", "\u0000ELF", path -> true).toString());
    }

    private static String commands(String script) {
        return MaintainerScript.commands("pkg", "#!/bin/sh\n" + script + "\n", "/there"::equals).stream()
                .map(words -> String.join(" ", words))
                .collect(Collectors.joining("; "));
    }
}
