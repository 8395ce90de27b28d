package io.github.kubespraymaven.http;

import io.github.kubespraymaven.concurrent.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;

/** One request and its answer on the JDK's client, with limits of time: no redirects, no second try. */
final class JdkExchange implements Http {
    private final HttpSettings settings;
    private Optional<HttpClient> plain = Optional.empty();
    private Optional<SecureClient> secure = Optional.empty();

    /** Proxies that have asked for their logins. */
    private final Set<Proxy> wantingLogin = ConcurrentHashMap.newKeySet();

    private record SecureClient(HttpClient client, ClientKeys keys) {}

    JdkExchange(HttpSettings settings) {
        this.settings = settings;
    }

    /** A proxy is told who asks once it wants to know, and from then on; nobody else ever is. */
    @Override
    public Response send(Request request) throws IOException {
        Optional<Proxy> proxy = settings.proxies().forAddress(request.uri());
        Optional<Proxy.Login> login = proxy.flatMap(Proxy::login);
        boolean told = login.isPresent() && proxy.filter(wantingLogin::contains).isPresent();
        Reply reply = exchange(request, login.filter(known -> told));
        if (reply.isOfProxy(proxy) && login.isPresent() && !told) {
            reply.response().close();
            reply = exchange(request, login);
            proxy.ifPresent(wantingLogin::add);
        }
        if (reply.isOfProxy(proxy)) {
            reply.response().close();
            throw Failure.ofProxyLogin(request.uri(), settings.proxies());
        }
        return reply.response();
    }

    /**
     * What came.
     *
     * @param tunnelRefused whether the proxy sent it in place of the server that it should have connected to
     */
    private record Reply(Response response, boolean tunnelRefused) {
        /** Through a tunnel speaks the server itself, and its wish for a proxy's login is none of the proxy's. */
        boolean isOfProxy(Optional<Proxy> proxy) {
            return response.status() == 407
                    && proxy.isPresent()
                    && (tunnelRefused
                            || !"https".equalsIgnoreCase(response.uri().getScheme()));
        }
    }

    private Reply exchange(Request request, Optional<Proxy.Login> proxyLogin) throws IOException {
        String what = Address.shown(request.uri());
        AtomicLong sent = new AtomicLong();
        Arrival arrival =
                new Arrival(Address.bare(request.uri()), settings.limits().idleTimeout());
        CompletableFuture<HttpResponse<InputStream>> exchange =
                client(request.uri()).sendAsync(toJdk(request, proxyLogin, sent), arrival);
        CompletableFuture<?> unused = exchange.whenComplete((whole, failure) ->
                Optional.ofNullable(failure).ifPresentOrElse(arrival::failed, () -> arrival.ended(whole)));
        try {
            return new Reply(await(arrival.answer(), sent, what), arrival.isTunnelRefused());
        } catch (ExecutionException e) {
            throw Failure.of(request.uri(), Optional.ofNullable(e.getCause()).orElse(e), settings.proxies());
        } catch (InterruptedException e) {
            throw Interruption.of("interrupted during the exchange with " + what, e);
        } finally {
            if (!arrival.answer().isDone()) {
                exchange.cancel(true);
            }
        }
    }

    /** Waits for the head of the answer as long as something is still being sent, and then as long as it may be idle. */
    private Response await(Future<Response> answer, AtomicLong sent, String what)
            throws IOException, ExecutionException, InterruptedException {
        while (true) {
            long before = sent.get();
            try {
                return answer.get(settings.limits().idleTimeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (sent.get() == before) {
                    throw Failure.ofSilence(what, settings.limits().idleTimeout(), e);
                }
            }
        }
    }

    private HttpRequest toJdk(Request request, Optional<Proxy.Login> proxyLogin, AtomicLong sent) {
        URI uri = request.uri();
        HttpRequest.Builder builder = HttpRequest.newBuilder(Address.bare(uri))
                .method(
                        request.method(),
                        request.body().map(body -> publisher(body, sent)).orElse(BodyPublishers.noBody()))
                .setHeader("User-Agent", settings.userAgent());
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            // Without TLS the client would ask for an upgrade to HTTP/2 (h2c), which some proxies and servers choke on.
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        request.headers().forEach(builder::setHeader);
        proxyLogin.ifPresent(login -> builder.setHeader("Proxy-Authorization", login.basic()));
        return builder.build();
    }

    private static BodyPublisher publisher(Request.Body body, AtomicLong sent) {
        if (body.size() == 0) {
            return BodyPublishers.noBody();
        }
        return BodyPublishers.fromPublisher(new Pieces(body, sent), body.size());
    }

    /**
     * Made when first needed, one without TLS and one with it: their classes cost a cold JVM some tenths of a second each,
     * which an idle build should not pay, nor one that speaks to a registry of its own machine.
     */
    private synchronized HttpClient client(URI uri) throws IOException {
        if ("https".equalsIgnoreCase(uri.getScheme())) {
            if (secure.isEmpty()) {
                HostFolders hosts = new HostFolders(settings.hostAuthorities());
                Trust trust = new Trust(settings.authorities(), hosts, settings.unverifiedHosts());
                ClientKeys keys = new ClientKeys(hosts);
                HttpClient client = builder().sslContext(trust.context(keys)).build();
                secure = Optional.of(new SecureClient(client, keys));
            }
            secure.get().keys().prepare(HostPort.of(uri));
            return secure.get().client();
        }
        if (plain.isEmpty()) {
            plain = Optional.of(builder()
                    .sslContext(NoTls.CONTEXT)
                    .sslParameters(new SSLParameters())
                    .build());
        }
        return plain.get();
    }

    private HttpClient.Builder builder() {
        // No authenticator: it fails every server's 401 for which it has no password, where it has one for the proxy.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.limits().connectTimeout())
                .proxy(new Selector(settings.proxies()));
    }

    private static final class Selector extends ProxySelector {
        private final Proxies proxies;

        Selector(Proxies proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<java.net.Proxy> select(URI uri) {
            return List.of(proxies.forAddress(uri)
                    .map(proxy -> new java.net.Proxy(
                            java.net.Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port())))
                    .orElse(java.net.Proxy.NO_PROXY));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // The failure comes out of the exchange itself.
        }
    }
}
