package io.github.kubespraymaven.debian.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Names of fields, each with its number, found by their bytes. */
final class FieldNames {
    private final int count;
    /** By length: most names of an index differ in it from all that are asked for. */
    private final List<List<Name>> byLength = new ArrayList<>();

    private record Name(byte[] spelling, int number) {}

    FieldNames(List<String> names) {
        count = names.size();
        for (int number = 0; number < count; number++) {
            byte[] spelling = names.get(number).getBytes(StandardCharsets.US_ASCII);
            while (byLength.size() <= spelling.length) {
                byLength.add(new ArrayList<>());
            }
            byLength.get(spelling.length).add(new Name(spelling, number));
        }
    }

    int size() {
        return count;
    }

    /** The number of the name that stands there, spelled the same; -1 if it is none of these. */
    int find(byte[] text, int from, int to) {
        if (to - from >= byLength.size()) {
            return -1;
        }
        List<Name> alike = byLength.get(to - from);
        for (int i = 0; i < alike.size(); i++) {
            Name name = alike.get(i);
            if (Arrays.equals(text, from, to, name.spelling, 0, name.spelling.length)) {
                return name.number;
            }
        }
        return -1;
    }
}
