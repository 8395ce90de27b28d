package io.github.kubespraymaven.builder.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.builder.from.BaseOs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.lock.LockReader;
import io.github.kubespraymaven.lock.LockedPlatform;
import io.github.kubespraymaven.python.requirement.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LockFitTest {
    private static final Digest ONE = Digest.of("one");

    private static final List<String> LINES = List.of(
            "kubectl v1.35.4 " + ONE,
            "deb bash 5.2 amd64 trixie pool/b/bash_5.2_amd64.deb 10 " + ONE + " asked for",
            "deb libc6 2.41 amd64 trixie pool/g/libc6_2.41_amd64.deb 10 " + ONE + " for bash",
            "deb mawk 1.3 amd64 trixie pool/m/mawk_1.3_amd64.deb 10 " + ONE + " asked for",
            "python ansible-core 2.18.1 ansible_core-2.18.1-py3-none-any.whl 10 " + ONE + " asked for",
            "python jinja2 3.1.6 jinja2-3.1.6-py3-none-any.whl 10 " + ONE + " for ansible-core",
            "python six 1.0 six-1.0-py3-none-any.whl 10 " + ONE + " for ");

    private static LockedPlatform locked(Stream<String> lines) throws Exception {
        String text = "kubespray.lock 1\ninstant 2026-11-22T00:00:00Z\n\nplatform linux/amd64\ninputs " + Digest.of("")
                + "\n" + lines.collect(Collectors.joining("\n"));
        return LockReader.read(text).platform("linux/amd64").orElseThrow();
    }

    private static BaseInputs inputs(List<String> packages, Optional<Digest> image, Optional<Digest> kubectl) {
        return new BaseInputs(
                "linux/amd64",
                new BaseOs("debian:trixie", "debian:trixie", image),
                packages,
                List.of(),
                kubectl.map(digest -> new BaseInputs.Kubectl("v1.35.4", digest)),
                List.of(),
                List.of(),
                List.of("all"),
                Optional.empty(),
                "refuse",
                "gzip",
                Optional.empty());
    }

    private static final BaseInputs INPUTS = inputs(List.of("awk", "bash"), Optional.empty(), Optional.of(ONE));

    private static List<String> problems(BaseInputs inputs, Stream<String> lines, String... requirements)
            throws Exception {
        return LockFit.problems(
                inputs,
                locked(lines),
                Stream.of(requirements).map(Requirement::parse).toList());
    }

    private static Stream<String> without(String start) {
        return LINES.stream().filter(line -> !line.startsWith(start));
    }

    @Test
    void whatIsAskedForAndLockedFitsUnderWhateverName() throws Exception {
        assertEquals(
                List.of(),
                problems(INPUTS, LINES.stream(), "Ansible_Core>=2.18,<2.19", "tomli; python_version < '3.11'"));
    }

    @Test
    void aPackageThatIsNotLockedIsNamed() throws Exception {
        assertEquals(
                List.of("package awk: no deb of that name is locked", "package bash: no deb of that name is locked"),
                problems(INPUTS, without("deb bash"), "ansible-core"));
    }

    @Test
    void aRequirementThatIsNotLockedOrInAnotherVersionIsNamed() throws Exception {
        assertEquals(
                List.of("requirement jmespath>=1.0: no python of that name is locked"),
                problems(INPUTS, LINES.stream(), "jmespath>=1.0"));
        assertEquals(
                List.of("requirement ansible-core==2.19.0: 2.18.1 is locked"),
                problems(INPUTS, LINES.stream(), "ansible-core==2.19.0"));
    }

    @Test
    void aDistributionWhoseNeederIsGoneIsNamed() throws Exception {
        assertEquals(
                List.of("python jinja2: is locked for ansible-core, and no python of that name is"),
                problems(INPUTS, without("python ansible-core")));
    }

    @Test
    void anotherKubectlThanTheCheckoutsIsNamed() throws Exception {
        Digest other = Digest.of("other");
        assertEquals(
                List.of("kubectl: v1.35.4 " + ONE + " is locked, and the checkout has v1.35.4 " + other),
                problems(inputs(List.of(), Optional.empty(), Optional.of(other)), LINES.stream()));
        assertEquals(
                List.of("kubectl: none is locked, and the checkout has v1.35.4 " + ONE),
                problems(INPUTS, without("kubectl")));
        assertEquals(
                List.of("kubectl: v1.35.4 " + ONE + " is locked, and the checkout has none"),
                problems(inputs(List.of(), Optional.empty(), Optional.empty()), LINES.stream()));
    }

    @Test
    void anotherImageThanThatOfFromIsNamedAndWhatItHasNeedNotBeLocked() throws Exception {
        BaseInputs on = inputs(List.of("curl"), Optional.of(ONE), Optional.of(ONE));
        assertEquals(List.of(), problems(on, Stream.concat(Stream.of("image " + ONE), LINES.stream()), "netaddr"));
        assertEquals(
                "image: none is locked, and from is " + ONE,
                problems(on, LINES.stream()).get(0));
    }
}
