package io.github.kubespraymaven.debian.deb;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.tree.archive.MemberBytes;
import io.github.kubespraymaven.tree.archive.UnpackedBytes;
import java.io.IOException;

/** How members of packages are unpacked: to as many bytes as their size makes believable. */
final class Expansion {
    private Expansion() {}

    /**
     * Opens a member.
     *
     * @param most how many bytes may come, whatever its size
     */
    static UnpackedBytes open(
            MemberBytes packed, MemberCompression compression, String deb, String member, long most, DebLimits limits)
            throws IOException {
        long size = packed.size();
        long believable = Math.max(limits.unsuspicious(), size * limits.ratio());
        String why = believable < most
                ? "its " + size + " bytes unpack to more than " + believable + ", which no package's do"
                : "it unpacks to more than " + most + " bytes";
        return UnpackedBytes.open(
                packed,
                compression::open,
                new UnpackedBytes.Bound(Math.min(believable, most), why),
                DebianException.factory(deb, member));
    }
}
