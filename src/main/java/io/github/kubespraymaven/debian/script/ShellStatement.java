package io.github.kubespraymaven.debian.script;

import java.util.List;

/** A command of the shell's language, simple or compound. */
sealed interface ShellStatement {
    /**
     * A simple command: assignments, words, and where its output and input go.
     *
     * @param output the file that {@code >} or {@code >>} names; empty when none does
     * @param here the text of a here-document; empty when there is none
     */
    record Simple(List<Assignment> assignments, List<Word> words, List<Word> output, List<Word> here)
            implements ShellStatement {}

    record Assignment(String name, Word value) {}

    record Not(ShellStatement negated) implements ShellStatement {}

    record Pipeline(List<ShellStatement> parts) implements ShellStatement {}

    /** {@code left && right}, or {@code left || right}. */
    record AndOr(ShellStatement left, boolean and, ShellStatement right) implements ShellStatement {}

    record If(List<ShellStatement> condition, List<ShellStatement> then, List<ShellStatement> otherwise)
            implements ShellStatement {}

    record For(String name, List<Word> words, List<ShellStatement> body) implements ShellStatement {}

    /** {@code while} and {@code until}. */
    record Loop(List<ShellStatement> condition, List<ShellStatement> body) implements ShellStatement {}

    record Case(Word subject, List<Arm> arms) implements ShellStatement {}

    record Arm(List<Word> patterns, List<ShellStatement> body) {}

    record Function(String name, ShellStatement body) implements ShellStatement {}

    /** {@code {…}} or {@code (…)}. */
    record Group(List<ShellStatement> body) implements ShellStatement {}
}
