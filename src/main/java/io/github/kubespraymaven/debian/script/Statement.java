package io.github.kubespraymaven.debian.script;

import java.util.List;

/** A command of the shell's language, simple or compound. */
sealed interface Statement {
    /**
     * A simple command: assignments, words, and where its output and input go.
     *
     * @param output the file that {@code >} or {@code >>} names; empty when none does
     * @param here the text of a here-document; empty when there is none
     */
    record Simple(List<Assignment> assignments, List<Word> words, List<Word> output, List<Word> here)
            implements Statement {}

    record Assignment(String name, Word value) {}

    record Not(Statement negated) implements Statement {}

    record Pipeline(List<Statement> parts) implements Statement {}

    /** {@code left && right}, or {@code left || right}. */
    record AndOr(Statement left, boolean and, Statement right) implements Statement {}

    record If(List<Statement> condition, List<Statement> then, List<Statement> otherwise) implements Statement {}

    record For(String name, List<Word> words, List<Statement> body) implements Statement {}

    /** {@code while} and {@code until}. */
    record Loop(List<Statement> condition, List<Statement> body) implements Statement {}

    record Case(Word subject, List<Arm> arms) implements Statement {}

    record Arm(List<Word> patterns, List<Statement> body) {}

    record Function(String name, Statement body) implements Statement {}

    /** {@code {…}} or {@code (…)}. */
    record Group(List<Statement> body) implements Statement {}
}
