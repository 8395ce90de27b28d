package io.github.kubespraymaven.debian.release;

import io.github.kubespraymaven.debian.DebianException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/**
 * A message in the cleartext signature framework. Nothing may stand before it, after it or between its parts: what is not
 * signed can then not be mistaken for what is.
 *
 * @param lines the signed lines, without dash escapes and without the white space that signatures leave out
 * @param signatures all of them, one or more, none verified yet
 */
record ClearSigned(List<String> lines, List<PGPSignature> signatures) {
    private static final String MESSAGE = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END = "-----END PGP SIGNATURE-----";

    /** Release files of the whole archive have 150 kB; this leaves room, and bounds what an attacker can send. */
    static final int LARGEST = 16 << 20;

    static ClearSigned parse(byte[] file, String name) throws DebianException {
        if (file.length > LARGEST) {
            throw new DebianException(
                    name + ": " + file.length + " bytes, more than the " + LARGEST + " that a Release file may have");
        }
        String[] lines = new String(file, StandardCharsets.UTF_8).split("\n", -1);
        if (!text(lines, 0).equals(MESSAGE)) {
            throw new DebianException(name + ":1: no signature: '" + MESSAGE + "' is wanted, got '"
                    + text(lines, 0).substring(0, Math.min(60, text(lines, 0).length())) + "'");
        }
        int at = 1;
        while (text(lines, at).startsWith("Hash: ")) {
            at++;
        }
        if (at == lines.length || !text(lines, at).isEmpty()) {
            throw new DebianException(name + ":" + (at + 1) + ": an empty line is wanted after the Hash header");
        }
        List<String> signed = new ArrayList<>();
        for (at++; at < lines.length && !text(lines, at).equals(SIGNATURE); at++) {
            String line = text(lines, at);
            if (line.startsWith("-") && !line.startsWith("- ")) {
                throw new DebianException(
                        name + ":" + (at + 1) + ": a line of the signed text starts with '-' unescaped");
            }
            signed.add(line.startsWith("- ") ? line.substring(2) : line);
        }
        int armor = at;
        while (at < lines.length && !text(lines, at).equals(END)) {
            at++;
        }
        if (at >= lines.length) {
            throw new DebianException(name + ": the signature is missing or cut off");
        }
        for (int rest = at + 1; rest < lines.length; rest++) {
            if (!text(lines, rest).isEmpty()) {
                throw new DebianException(name + ":" + (rest + 1) + ": unsigned text after the signature");
            }
        }
        String block = String.join("\n", Arrays.copyOfRange(lines, armor, at + 1)) + "\n";
        return new ClearSigned(List.copyOf(signed), signatures(block, name));
    }

    /** RFC 9580, 7.2: lines without white space at their ends, joined by CR LF, with none after the last. */
    byte[] canonical() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                out.write('\r');
                out.write('\n');
            }
            out.writeBytes(lines.get(i).getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** The signed text. */
    String text() {
        return String.join("\n", lines) + "\n";
    }

    private static String text(String[] lines, int at) {
        String line = at < lines.length ? lines[at] : "";
        int end = line.length();
        while (end > 0 && " \t\r".indexOf(line.charAt(end - 1)) >= 0) {
            end--;
        }
        return line.substring(0, end);
    }

    private static List<PGPSignature> signatures(String armor, String name) throws DebianException {
        try (ArmoredInputStream in =
                new ArmoredInputStream(new ByteArrayInputStream(armor.getBytes(StandardCharsets.US_ASCII)))) {
            List<PGPSignature> found = new ArrayList<>();
            for (Object object : new BcPGPObjectFactory(in)) {
                if (object instanceof PGPSignatureList list) {
                    list.forEach(found::add);
                }
            }
            if (found.isEmpty()) {
                throw new DebianException(name + ": its signature block holds no signature");
            }
            return List.copyOf(found);
        } catch (DebianException untrusted) {
            throw untrusted;
        } catch (IOException | RuntimeException malformed) {
            throw new DebianException(
                    name + ": its signature block cannot be read: " + malformed.getMessage(), malformed);
        }
    }
}
