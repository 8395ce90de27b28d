package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes requests on and remembers them, as {@code METHOD PATH -> STATUS}; what changes from run to run is left out. */
final class Recording implements Http {
    private final Http next;
    private final List<String> exchanges = new CopyOnWriteArrayList<>();

    Recording(Http next) {
        this.next = next;
    }

    @Override
    public Response send(Request request) throws IOException {
        Response response = next.send(request);
        String path = request.uri()
                .getPath()
                .replaceFirst("uploads/.+", "uploads/…")
                .replaceAll("(sha256:[0-9a-f]{6})[0-9a-f]{58}", "$1");
        exchanges.add(request.method() + " " + path + " -> " + response.status());
        return response;
    }

    List<String> exchanges() {
        return List.copyOf(exchanges);
    }

    void forget() {
        exchanges.clear();
    }
}
