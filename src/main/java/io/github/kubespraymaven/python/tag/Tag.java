package io.github.kubespraymaven.python.tag;

/**
 * One compatibility tag, {@code cp311-cp311-manylinux_2_17_x86_64} (PEP 425), in lower case.
 *
 * @param interpreter {@code cp311}, {@code py3}
 * @param abi {@code cp311} or the stable one, {@code none} without compiled code
 * @param platform {@code manylinux_2_17_x86_64}, {@code any}
 */
public record Tag(String interpreter, String abi, String platform) {
    @Override
    public String toString() {
        return interpreter + "-" + abi + "-" + platform;
    }
}
