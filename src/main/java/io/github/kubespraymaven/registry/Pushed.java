package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.digest.Digest;

/**
 * What a push came to.
 *
 * @param digest the image's in the registry
 * @param uploaded how many blobs were uploaded, configs among them
 * @param bytes how many bytes these have
 * @param mounted how many blobs the registry took from another of its repositories
 * @param present how many blobs were there before
 * @param unchanged whether all its tags stood for it already, so that nothing was looked at further
 */
public record Pushed(Digest digest, int uploaded, long bytes, int mounted, int present, boolean unchanged) {}
