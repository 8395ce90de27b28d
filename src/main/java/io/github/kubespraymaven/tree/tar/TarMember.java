package io.github.kubespraymaven.tree.tar;

/**
 * A member of an archive.
 *
 * @param name its name as it is written: not empty, without NUL; that of a directory may end in a slash, no other does
 * @param type what it is
 * @param flag the byte that says so
 * @param mode as it is written: some programs add to the permission bits what kind of file it is
 * @param uid the owner's number, 0 or more
 * @param gid the group's number, 0 or more
 * @param linkTarget where a link points, as it is written: 1 to 4095 bytes without NUL; of what is no link mostly empty
 * @param size bytes of content, of which only files and members of other types have any
 * @param details what matters to who compares archives
 */
public record TarMember(
        String name,
        Type type,
        char flag,
        long mode,
        long uid,
        long gid,
        String linkTarget,
        long size,
        TarDetails details) {

    /** What a member is. */
    public enum Type {
        /** A regular file. */
        FILE("a file"),
        /** A further name of a file. */
        HARD_LINK("a hard link"),
        /** A symbolic link. */
        SYMLINK("a symbolic link"),
        /** A character device. */
        CHARACTER_DEVICE("a character device"),
        /** A block device. */
        BLOCK_DEVICE("a block device"),
        /** A directory. */
        DIRECTORY("a directory"),
        /** A pipe. */
        PIPE("a pipe"),
        /** Something else, which only programs of one maker know. */
        OTHER("an entry of type ");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        static Type of(char flag, boolean slash) {
            return switch (flag) {
                case TarHeader.FILE_V7 -> slash ? DIRECTORY : FILE;
                case TarHeader.FILE -> FILE;
                case TarHeader.HARD_LINK -> HARD_LINK;
                case TarHeader.SYMLINK -> SYMLINK;
                case TarHeader.CHARACTER_DEVICE -> CHARACTER_DEVICE;
                case TarHeader.BLOCK_DEVICE -> BLOCK_DEVICE;
                case TarHeader.DIRECTORY -> DIRECTORY;
                case TarHeader.PIPE -> PIPE;
                default -> OTHER;
            };
        }
    }

    /** Returns the permission bits (07777). */
    public int permissions() {
        return (int) (mode & 07777);
    }

    /** Returns the problem that a member is, where only files, directories and links may be. */
    public String refusal() {
        String shown = type == Type.OTHER ? TarErrors.printable(String.valueOf(flag)) : "";
        return refusal(type.words + shown);
    }

    static String refusal(String what) {
        return what + ", where files, directories and links may be";
    }
}
