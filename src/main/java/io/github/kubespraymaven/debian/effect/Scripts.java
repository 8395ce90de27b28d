package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.script.MaintainerScript;
import io.github.kubespraymaven.debian.unpack.PackageControl;
import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.debian.unpack.UnpackedPackage;
import java.util.List;

/** Commands in the scripts that packages run when they are configured, as far as they can be read without running them. */
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

    /**
     * Returns the arguments of each call of a program that a package's postinst comes to; a call with anything left to expand
     * is passed over. What a script makes depend on a file being there counts: whether it is, who asks must see.
     *
     * @param program a regular expression for the program's name
     */
    static List<List<String>> calls(PackageControl control, String program) {
        return MaintainerScript.commands(
                        control.name(), control.control().text("postinst").orElse(""), path -> true)
                .stream()
                .filter(command -> command.get(0).matches(program))
                .map(command -> command.subList(1, command.size()))
                .toList();
    }
}
