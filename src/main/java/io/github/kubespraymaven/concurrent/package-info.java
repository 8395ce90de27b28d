/**
 * Tasks that run side by side: how many at once, what becomes of the others when one fails, and how their threads are named and
 * ended. Uses nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.concurrent;
