/**
 * A layer's tar stream as it stands there, every field of it: ustar (POSIX.1-1988), pax headers (POSIX.1-2001) and GNU's long
 * names. Unlike the readers that make trees of archives it keeps what nobody needs and what is wrong, since that is what two
 * layers may differ in. Uses nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package io.github.kubespraymaven.verify.tar;
