package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.http.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server says of a file before its first byte.
 *
 * @param validators how it marks the file's state
 * @param length how many bytes there will be; many do not say it
 * @param encoding the content coding, where it has one though none was asked for
 */
public record ContentHead(Validators validators, OptionalLong length, Optional<String> encoding) {
    /** Of something of which no server has said anything. */
    public static final ContentHead NONE =
            new ContentHead(new Validators(Optional.empty(), Optional.empty()), OptionalLong.empty(), Optional.empty());

    /** Returns what an answer with the whole file says of it. */
    static ContentHead of(Response response) {
        Optional<String> length = response.headers().first("Content-Length").filter(text -> text.matches("\\d{1,18}"));
        return new ContentHead(
                Validators.of(response),
                length.isPresent() ? OptionalLong.of(Long.parseLong(length.get())) : OptionalLong.empty(),
                response.headers()
                        .first("Content-Encoding")
                        .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                        .filter(coding -> !coding.isEmpty() && !coding.equals("identity")));
    }
}
