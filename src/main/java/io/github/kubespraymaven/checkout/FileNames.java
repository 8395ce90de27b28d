package io.github.kubespraymaven.checkout;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Names of files as their bytes have them. Java decodes them by the locale, so that under LANG=C every letter beyond ASCII
 * is lost in {@link Path#toString}; the bytes are still there, and {@link Path#toUri} shows them.
 */
final class FileNames {
    private static final int HEX = 16;

    private FileNames() {}

    /**
     * Returns a path's text with '/' between names.
     *
     * @param path a relative path, or a link's target
     * @throws CharacterCodingException if its bytes are not UTF-8
     */
    static String text(Path path) throws CharacterCodingException {
        String shown = path.toString();
        if (path.getFileSystem().getSeparator().equals("\\")) {
            return shown.replace('\\', '/');
        }
        if (shown.chars().allMatch(c -> c < 0x80)) {
            return shown;
        }
        byte[] raw = bytes(Path.of("/").resolve(path).toUri().getRawPath());
        // One slash was put before a relative path, and one may have been added behind what is a directory by chance.
        int start = shown.startsWith("/") ? 0 : 1;
        int end = raw.length > 1 && raw[raw.length - 1] == '/' && !shown.endsWith("/") ? raw.length - 1 : raw.length;
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(raw, start, end - start))
                .toString();
    }

    private static byte[] bytes(String percentEncoded) {
        ByteArrayOutputStream raw = new ByteArrayOutputStream(percentEncoded.length());
        for (int at = 0; at < percentEncoded.length(); at++) {
            char c = percentEncoded.charAt(at);
            if (c == '%') {
                raw.write(Integer.parseInt(percentEncoded, at + 1, at + 3, HEX));
                at += 2;
            } else {
                raw.write(c);
            }
        }
        return raw.toByteArray();
    }
}
