package io.github.kubespraymaven.debian.control;

import java.io.IOException;

/** Control data that breaks deb822's rules. The message says where (name:line) and what was found. */
public final class MalformedControlException extends IOException {
    private static final long serialVersionUID = 1;

    MalformedControlException(String source, long line, String what) {
        super(source + ":" + line + ": " + what);
    }
}
