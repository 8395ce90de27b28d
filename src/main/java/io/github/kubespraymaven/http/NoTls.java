package io.github.kubespraymaven.http;

import java.security.KeyManagementException;
import java.security.Provider;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * The TLS of a client that speaks none. Without a context of its own the JDK's client makes the platform's default one, and
 * reads all of its authorities, although no request will ever need it.
 */
final class NoTls extends SSLContextSpi {
    /** Makes no engine and no socket. */
    static final SSLContext CONTEXT = new Context();

    private static final class Context extends SSLContext {
        Context() {
            super(new NoTls(), new None(), "none");
        }
    }

    private static final class None extends Provider {
        private static final long serialVersionUID = 1;

        None() {
            super("none", "1", "no TLS");
        }
    }

    private static IllegalStateException never() {
        return new IllegalStateException("a connection without TLS was to be made with it");
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws KeyManagementException {
        throw never();
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        throw never();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        throw never();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        throw never();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        throw never();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        throw never();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        throw never();
    }
}
