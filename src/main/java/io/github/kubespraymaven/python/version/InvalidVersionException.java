package io.github.kubespraymaven.python.version;

import io.github.kubespraymaven.python.text.SourceExcerpt;

/** A text that was to be a version and is none. The message names the text and says what a version looks like. */
public final class InvalidVersionException extends IllegalArgumentException {
    InvalidVersionException(String text) {
        super(
                "\"" + SourceExcerpt.of(text)
                        + "\" is not a version; wanted [N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local], such as 1.2.3rc1 (PEP 440)");
    }
}
