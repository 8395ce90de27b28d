package io.github.kubespraymaven.python.requirementsfile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a requirements file's bytes: by its byte order mark, else by what a comment says (PEP 263), else UTF-8. */
public final class RequirementsText {
    private static final Pattern CODING = Pattern.compile("coding[:=]\\s*([-\\w.]+)");

    /** UTF-32 before UTF-16: the little-endian mark of one starts with that of the other. */
    private static final List<Mark> MARKS = List.of(
            new Mark("\u00ef\u00bb\u00bf", "UTF-8"),
            new Mark("\u0000\u0000\u00fe\u00ff", "UTF-32BE"),
            new Mark("\u00ff\u00fe\u0000\u0000", "UTF-32LE"),
            new Mark("\u00fe\u00ff", "UTF-16BE"),
            new Mark("\u00ff\u00fe", "UTF-16LE"));

    private RequirementsText() {}

    /** A byte order mark, its bytes as characters. */
    private record Mark(String bytes, String charset) {}

    /**
     * The text without byte order mark.
     *
     * @throws IllegalArgumentException when the bytes are not in the encoding that they should be in, or it is unknown
     */
    public static String of(byte[] bytes) {
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        for (Mark mark : MARKS) {
            if (latin.startsWith(mark.bytes())) {
                return decode(bytes, mark.bytes().length(), mark.charset());
            }
        }
        String[] lines = latin.split("\n", 3);
        for (int i = 0; i < Math.min(2, lines.length); i++) {
            Matcher coding = CODING.matcher(lines[i]);
            if (lines[i].startsWith("#") && coding.find()) {
                return decode(bytes, 0, coding.group(1));
            }
        }
        return decode(bytes, 0, "UTF-8");
    }

    private static String decode(byte[] bytes, int from, String charset) {
        try {
            return Charset.forName(javaName(charset))
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "the requirements file is not in " + charset
                            + "; wanted that, or a first line such as \"# -*- coding: latin-1 -*-\" that says otherwise",
                    e);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(
                    "the requirements file says it is in \"" + charset + "\", which is not an encoding known here", e);
        }
    }

    /** Python's own names for what every platform has, where Java does not know them. */
    private static String javaName(String python) {
        return switch (python.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "latin-1", "latin1", "l1" -> "ISO-8859-1";
            case "utf8", "utf-8-sig", "u8" -> "UTF-8";
            default -> python;
        };
    }
}
