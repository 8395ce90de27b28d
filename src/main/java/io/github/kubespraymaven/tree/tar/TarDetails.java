package io.github.kubespraymaven.tree.tar;

import io.github.kubespraymaven.tree.archive.ErrorFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/** What a member's headers say that makes no difference to a tree. */
public final class TarDetails {
    private final TarHeader header;
    private final TarExtension extension;
    private final Optional<String> global;
    private final ErrorFactory errors;

    TarDetails(TarHeader header, TarExtension extension, Optional<String> global, ErrorFactory errors) {
        this.header = header;
        this.extension = extension;
        this.global = global;
        this.errors = errors;
    }

    /** Returns what kind of tar the header says to be, which is empty for v7's. */
    public String form() {
        return text(TarHeader.MAGIC).stripTrailing();
    }

    /** Returns the owner's name, which may be empty. */
    public String userName() {
        return extension.text("uname").orElseGet(() -> text(TarHeader.USER));
    }

    /** Returns the group's name, which may be empty. */
    public String groupName() {
        return extension.text("gname").orElseGet(() -> text(TarHeader.GROUP));
    }

    /** Returns when it was modified, in seconds since 1970; a pax header's may have a fraction, or be no number. */
    public String time() throws IOException {
        Optional<String> exact = extension.text("mtime");
        return exact.isPresent() ? exact.get() : Long.toString(number(TarHeader.TIME, "time"));
    }

    /** Returns a device's numbers, as {@code MAJOR,MINOR}. */
    public String device() throws IOException {
        return number(TarHeader.MAJOR, "device") + "," + number(TarHeader.MINOR, "device");
    }

    /** Returns all records of its pax header, and the names that GNU's headers give by pax's words for them. */
    public SortedMap<String, String> records() {
        return extension.texts();
    }

    /** Returns the pax header for all entries, if it is there and this is the first entry after it. */
    public Optional<String> global() {
        return global;
    }

    private String text(TarHeader.Field field) {
        return new String(header.bytes(field), StandardCharsets.UTF_8);
    }

    private long number(TarHeader.Field field, String what) throws IOException {
        OptionalLong number = header.number(field);
        if (number.isEmpty()) {
            throw errors.of("its " + what + " is not a number");
        }
        return number.getAsLong();
    }
}
