package io.github.kubespraymaven.registry.credential;

import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.process.Command;
import io.github.kubespraymaven.process.CommandLimitException;
import io.github.kubespraymaven.process.CommandResult;
import io.github.kubespraymaven.process.SearchPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A program that keeps logins: {@code docker-credential-NAME get} reads a server's name and prints its login as JSON, or
 * fails and says why (docker-credential-helpers, Development).
 *
 * @param name what follows {@code docker-credential-}
 * @param programs where it may be
 * @param limit how long it may take to answer
 */
record CredentialHelper(String name, SearchPath programs, Duration limit) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** Some print warnings before it. */
    private static final Pattern OBJECT = Pattern.compile("(?s)\\A.*?^\\s*(?=\\{)", Pattern.MULTILINE);

    /** The user's name that stands for an identity token. */
    private static final String TOKEN = "<token>";

    /**
     * What it answered.
     *
     * @param why why there is no login
     * @param failed whether it might have had one
     */
    record Answer(Optional<Credential> login, String why, boolean failed) {}

    String program() {
        return "docker-credential-" + name;
    }

    /** Returns where it is; a name with separators would lead out of the PATH. */
    Optional<Path> executable() {
        return NAME.matcher(name).matches() ? programs.find(program()) : Optional.empty();
    }

    /** Asks it. */
    Answer find(String server) {
        if (!NAME.matcher(name).matches()) {
            return failed("'" + CommandResult.message(name) + "' is no name of a credential helper");
        }
        Optional<Path> executable = executable();
        if (executable.isEmpty()) {
            return failed(program() + " is not on the PATH");
        }
        try {
            CommandResult result = Command.of(limit, executable.get(), "get")
                    .errors(Command.Errors.DROPPED)
                    .run((server + "\n").getBytes(StandardCharsets.UTF_8));
            return result.exit() == 0 ? login(result.text()) : refusal(result);
        } catch (CommandLimitException e) {
            return failed(program() + " did not answer in " + limit.toSeconds() + " seconds");
        } catch (IOException e) {
            return failed(
                    program() + " gave no answer (" + CommandResult.message(String.valueOf(e.getMessage())) + ")");
        }
    }

    private Answer login(String printed) {
        if (printed.isBlank()) {
            return failed(program() + " printed nothing");
        }
        try {
            JsonView json = JsonReader.read(
                    OBJECT.matcher(printed).replaceFirst("").getBytes(StandardCharsets.UTF_8), program());
            String user = json.get("Username").text();
            String secret = json.get("Secret").text();
            if (user.isEmpty() && secret.isEmpty()) {
                return none();
            }
            Credential login =
                    user.equals(TOKEN) ? new Credential.IdentityToken(secret) : new Credential.Password(user, secret);
            return new Answer(Optional.of(login), "", false);
        } catch (JsonException e) {
            return failed(program() + " printed something that is no login");
        }
    }

    /** Only the texts that the protocol knows are passed on: nobody knows what else a helper may print. */
    private Answer refusal(CommandResult result) {
        return result.text().contains("credentials not found")
                ? none()
                : failed(program() + " failed (exit status " + result.exit() + "; run '" + program()
                        + " get' to see why)");
    }

    private Answer none() {
        return new Answer(Optional.empty(), program() + " has no login for it", false);
    }

    private static Answer failed(String why) {
        return new Answer(Optional.empty(), why, true);
    }
}
