package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.debian.unpack.UnpackedPackage;

/** The scripts that packages run when they are configured. */
final class Scripts {
    private Scripts() {}

    /** The text of a package's postinst; empty if there is no such package, or it has none. */
    static String text(Unpacked unpacked, String name) {
        return unpacked.packages().stream()
                .map(UnpackedPackage::control)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .flatMap(one -> one.control().text("postinst"))
                .orElse("");
    }
}
