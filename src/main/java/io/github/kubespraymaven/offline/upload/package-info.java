/**
 * A tree of files, taken to a file server that is there already: Artifactory, Nexus, WebDAV, whatever takes PUT. What is there is
 * read, and what was sent is read back. May use {@code offline.download}, {@code fetch}, {@code http}, {@code digest} and {@code
 * concurrent}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.offline.upload;
