package io.github.kubespraymaven.python.version;

import io.github.kubespraymaven.python.text.SourceExcerpt;

/** A text that was to be a version specifier and is none. The message names the text and what was wanted. */
public final class InvalidSpecifierException extends IllegalArgumentException {
    InvalidSpecifierException(String text) {
        super("\"" + SourceExcerpt.of(text)
                + "\" is not a version specifier; wanted one of == != <= >= < > ~= === and a version, such as >=1.2"
                + " (.* and +local only after == and !=; ~= needs two numbers) (PEP 440)");
    }
}
