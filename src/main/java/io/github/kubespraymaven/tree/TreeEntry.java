package io.github.kubespraymaven.tree;

/**
 * What stands at one place of a tree. Owners are numbers, modes the twelve permission bits (07777), times there are none.
 */
public sealed interface TreeEntry {

    /** Returns the owner and the permission bits. A link's own are not used by anything. */
    Attributes attributes();

    /** A directory. */
    record Directory(Attributes attributes) implements TreeEntry {
        /** A directory of root's with mode 0755. */
        public static final Directory PLAIN = new Directory(Attributes.root(0755));
    }

    /** A regular file. */
    record RegularFile(Attributes attributes, Content content) implements TreeEntry {
        /** Returns a file of root's with these permission bits. */
        public static RegularFile of(int mode, Content content) {
            return new RegularFile(Attributes.root(mode), content);
        }
    }

    /**
     * A symbolic link.
     *
     * @param target where it points, as it is written in the link: relative or absolute, never empty
     */
    record Symlink(Attributes attributes, String target) implements TreeEntry {
        /** Checks that there is a target. */
        public Symlink {
            if (target.isEmpty() || target.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a symbolic link needs a target without NUL, got '" + target + "'");
            }
        }

        /** Returns a link of root's. */
        public static Symlink to(String target) {
            return new Symlink(Attributes.root(0777), target);
        }
    }

    /**
     * A further name of a regular file that was given earlier in the same stream.
     *
     * @param target the earlier name
     */
    record HardLink(Attributes attributes, TreePath target) implements TreeEntry {}

    /**
     * Owner and permission bits.
     *
     * @param mode 0 to 07777
     * @param uid the owner's number
     * @param gid the group's number
     */
    record Attributes(int mode, int uid, int gid) {
        /** Checks the ranges. */
        public Attributes {
            if ((mode & ~07777) != 0 || uid < 0 || gid < 0) {
                throw new IllegalArgumentException(
                        "mode 0" + Integer.toOctalString(mode) + ", owner " + uid + ":" + gid + " cannot be");
            }
        }

        /** Returns root's ownership with these permission bits. */
        public static Attributes root(int mode) {
            return new Attributes(mode, 0, 0);
        }
    }
}
