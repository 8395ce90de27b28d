/**
 * Licences under the names of SPDX's list (SPDX 2.3, annexes A and D): what Debian's copyright files and Python's metadata
 * call otherwise is translated where it is certain, and kept under its own name where it is not. Uses nothing but the JDK.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.sbom.licence;
