package io.github.kubespraymaven.http;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes where an answer points to (RFC 9110, section 15.4), and takes no secret to another origin. What was left behind once
 * stays so, also where the way leads back (as Go and Python's requests have it): else the other origin could choose what is
 * asked for with it. User information in a Location, and a Refresh, count for nothing.
 */
final class Redirecting implements Http {
    private static final int LIMIT = 10;
    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> SECRETS = Set.of("authorization", "cookie", "proxy-authorization");
    private static final Set<String> ABOUT_THE_BODY = Set.of("content-type", "content-range", "content-encoding");

    private final Http next;

    Redirecting(Http next) {
        this.next = next;
    }

    @Override
    public Response send(Request request) throws IOException {
        Request current = request;
        for (int hops = 0; hops <= LIMIT; hops++) {
            Response response = next.send(current);
            Optional<String> location = response.headers().first("Location");
            if (!STATUSES.contains(response.status()) || location.isEmpty()) {
                return response;
            }
            response.discard();
            current = redirected(current, response.status(), target(current.uri(), location.get()));
        }
        throw new IOException(Address.shown(request.uri()) + ": more than " + LIMIT + " redirects, the last to "
                + Address.shown(current.uri()));
    }

    private static URI target(URI from, String location) throws IOException {
        URI target;
        try {
            target = Address.bare(from).resolve(location.strip());
        } catch (IllegalArgumentException e) {
            // Without the cause, which repeats it: signed addresses hold secrets.
            throw new IOException(Address.shown(from) + ": redirects to something that is no address");
        }
        String scheme = Optional.ofNullable(target.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (target.getHost() == null || !Set.of("http", "https").contains(scheme)) {
            throw new IOException(Address.shown(from) + ": redirects to something that is no HTTP address");
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && "http".equals(scheme)) {
            throw new IOException(Address.shown(from) + ": redirects from https to " + Address.shown(target)
                    + ", which is refused; name an address that is served over https throughout");
        }
        return Address.http(Address.bare(target));
    }

    private static Request redirected(Request request, int status, URI target) throws IOException {
        boolean becomesGet =
                switch (request.method()) {
                    case "HEAD" -> false;
                    case "POST" -> status <= 303;
                    default -> status == 303;
                };
        boolean elsewhere = !Origin.same(request.uri(), target);
        if (elsewhere
                && !becomesGet
                && request.body().filter(Request.Body::isSecret).isPresent()) {
            throw new IOException(Address.shown(request.uri()) + ": redirects to " + Address.shown(target)
                    + ", which is refused, as a secret would be sent there; name that address itself if it is right");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!(elsewhere && SECRETS.contains(lower)) && !(becomesGet && ABOUT_THE_BODY.contains(lower))) {
                headers.put(name, value);
            }
        });
        URI withLogin = elsewhere ? target : Address.withLoginOf(request.uri(), target);
        return new Request(
                becomesGet ? "GET" : request.method(),
                withLogin,
                headers,
                becomesGet ? Optional.empty() : request.body());
    }
}
