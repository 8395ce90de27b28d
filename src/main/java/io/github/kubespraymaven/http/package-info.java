/**
 * Exchanges with servers: the only room that opens sockets. Redirects, proxies, trusted authorities, retries and limits are
 * decided here; what is in a body is the caller's business. May use {@code concurrent}, {@code stream} and
 * {@code error}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.http;
