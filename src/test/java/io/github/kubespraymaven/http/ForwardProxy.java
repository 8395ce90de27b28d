package io.github.kubespraymaven.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy that refuses some tunnels, connects all others to one server of this machine, and remembers the heads of all that it is sent. */
final class ForwardProxy implements AutoCloseable {
    private static final String REFUSAL =
            "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final AtomicInteger refusals;
    private final List<String> heads = new CopyOnWriteArrayList<>();

    ForwardProxy(int target, int refusals) throws IOException {
        this.target = target;
        this.refusals = new AtomicInteger(refusals);
        start(() -> {
            while (true) {
                Socket client = socket.accept();
                start(() -> serve(client));
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // It is over: one of the ends has closed.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The first lines of what it was sent, each with the secrets that came with it. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            InputStream in = client.getInputStream();
            List<String> head = new ArrayList<>();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1);
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                if (head.isEmpty() || line.toLowerCase(Locale.ROOT).contains("authorization")) {
                    head.add(line);
                }
            }
            heads.add(String.join(" ", head));
            OutputStream out = client.getOutputStream();
            if (refusals.getAndDecrement() > 0) {
                out.write(REFUSAL.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
                start(() -> server.getInputStream().transferTo(out));
                in.transferTo(server.getOutputStream());
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
