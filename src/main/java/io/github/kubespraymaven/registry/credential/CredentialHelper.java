package io.github.kubespraymaven.registry.credential;

import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.program.SearchPath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A program that keeps logins: {@code docker-credential-NAME get} reads a server's name and prints its login as JSON, or
 * fails and says why (docker-credential-helpers, Development).
 *
 * @param name what follows {@code docker-credential-}
 * @param programs where it may be
 */
record CredentialHelper(String name, SearchPath programs) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final int SECONDS = 30;
    private static final int MAX_OUTPUT = 1 << 20;

    /** The user's name that stands for an identity token. */
    private static final String TOKEN = "<token>";

    /** Asks it. A helper that is missing or fails is a reason, not an error: the registry may let everybody in. */
    FoundCredential find(String server) {
        String program = "docker-credential-" + name;
        if (!NAME.matcher(name).matches()) {
            return FoundCredential.none("'" + name + "' is no name of a credential helper");
        }
        // On Windows some are scripts.
        Optional<Path> executable = programs.find(program, program + ".cmd", program + ".bat");
        if (executable.isEmpty()) {
            return FoundCredential.none(program + " is not on the PATH");
        }
        try {
            return ask(executable.get(), program, server);
        } catch (JsonException e) {
            return FoundCredential.none(program + " printed something that is no login");
        } catch (IOException e) {
            return FoundCredential.none(program + " cannot be run (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FoundCredential.none(program + " was interrupted");
        }
    }

    private static FoundCredential ask(Path executable, String program, String server)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(executable.toString(), "get")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write((server + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading; what it printed and its exit status say why.
            }
            byte[] out = process.getInputStream().readNBytes(MAX_OUTPUT);
            int exit = process.waitFor();
            if (limit.isDone()) {
                return FoundCredential.none(program + " did not answer in " + SECONDS + " seconds");
            }
            return exit == 0 ? login(out, program) : FoundCredential.none(refusal(out, program, exit));
        } finally {
            limit.cancel(false);
            process.destroyForcibly();
        }
    }

    private static FoundCredential login(byte[] out, String program) throws JsonException {
        JsonView json = JsonReader.read(out, program);
        String user = json.get("Username").text();
        String secret = json.get("Secret").text();
        Credential login =
                user.equals(TOKEN) ? new Credential.IdentityToken(secret) : new Credential.Password(user, secret);
        return FoundCredential.of(login, program);
    }

    /** Only the one text that the protocol knows is passed on: nobody knows what else a helper may print. */
    private static String refusal(byte[] out, String program, int exit) {
        String text = new String(out, StandardCharsets.UTF_8);
        return text.contains("credentials not found")
                ? program + " has no login for it"
                : program + " failed (exit status " + exit + "; run '" + program + " get' to see why)";
    }
}
