/**
 * The files of a deployment, brought into a tree of hosts and paths ({@code fetch.TreeName}): each checked before it has its name,
 * resumed where it broke off, and recorded in {@code files.json}. May use {@code fetch}, {@code cache}, {@code manifest}, {@code
 * digest}, {@code json}, {@code file} and {@code concurrent}.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.offline.download;
