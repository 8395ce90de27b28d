/**
 * What an image is made of, and the documents that say so: CycloneDX 1.6, SPDX 2.3, and SLSA provenance 1 in an in-toto
 * statement 1. Values in, texts out: the same values give the same bytes, and no clock is asked. Uses digests and JSON alone.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.sbom;
