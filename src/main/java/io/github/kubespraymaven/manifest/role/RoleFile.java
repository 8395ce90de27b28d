package io.github.kubespraymaven.manifest.role;

import java.util.Optional;

/**
 * A file that a role's task fetches from an address that {@code downloads} does not have.
 *
 * @param name made of the file's name on the host
 * @param checksum ALGORITHM:HEX, if the task gives one
 * @param destination where it goes on the host, where that can be told
 * @param tasks the path of the file with the task
 * @param once whether only the first host of the control plane fetches it
 */
public record RoleFile(
        String name, String url, Optional<String> checksum, Optional<String> destination, String tasks, boolean once) {}
