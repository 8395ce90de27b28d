package io.github.kubespraymaven.python.version;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class VersionPropertyTest {
    @Property
    boolean whatIsPrintedParsesToTheSame(@ForAll("versions") Version version) {
        Version again = Version.parse(version.toString());
        return again.equals(version) && again.toString().equals(version.toString());
    }

    @Property
    boolean equalVersionsHaveOneHashAndOneShortForm(
            @ForAll("versions") Version left, @ForAll("versions") Version right) {
        return left.equals(right) == left.toShortString().equals(right.toShortString())
                && (!left.equals(right) || left.hashCode() == right.hashCode());
    }

    @Property
    boolean theOrderIsTotal(
            @ForAll("versions") Version a, @ForAll("versions") Version b, @ForAll("versions") Version c) {
        boolean antisymmetric = Integer.signum(a.compareTo(b)) == -Integer.signum(b.compareTo(a));
        boolean transitive = a.compareTo(b) > 0 || b.compareTo(c) > 0 || a.compareTo(c) <= 0;
        return antisymmetric && transitive && a.equals(b) == (a.compareTo(b) == 0);
    }

    @Property
    boolean anyTextIsReadOrRefused(@ForAll String text) {
        return Version.tryParse(text)
                .map(version -> Version.tryParse(version.toString()).equals(Optional.of(version)))
                .orElse(true);
    }

    @Property
    boolean exactlyOneOfLessEqualAndGreaterOrItsFamilyHolds(
            @ForAll("versions") Version version, @ForAll("versions") Version named) {
        Version bound = named.withoutLocal();
        boolean less = SpecifierSet.parse("<=" + bound).matches(version);
        boolean greater = SpecifierSet.parse(">" + bound).matches(version);
        return !(less && greater) && (less || version.compareTo(bound) > 0);
    }

    @Property
    boolean notEqualIsTheOppositeOfEqual(@ForAll("versions") Version version, @ForAll("versions") Version named) {
        return SpecifierSet.parse("==" + named).matches(version)
                != SpecifierSet.parse("!=" + named).matches(version);
    }

    @Provide
    Arbitrary<Version> versions() {
        Arbitrary<BigInteger> number = Arbitraries.frequencyOf(
                Tuple.of(20, Arbitraries.integers().between(0, 3).map(BigInteger::valueOf)),
                Tuple.of(1, Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(30))));
        Arbitrary<Optional<PreRelease>> pre = Combinators.combine(Arbitraries.of(PreRelease.Phase.class), number)
                .as(PreRelease::new)
                .optional();
        Arbitrary<LocalSegment> segment = Arbitraries.oneOf(
                number.map(LocalSegment.Numeral::new),
                Arbitraries.of("a", "abc", "5e7a", "z0").map(LocalSegment.Word::new));
        return Combinators.combine(
                        Arbitraries.of(BigInteger.ZERO, BigInteger.ONE),
                        number.list().ofMinSize(1).ofMaxSize(4),
                        pre,
                        number.optional(),
                        number.optional(),
                        Arbitraries.oneOf(
                                Arbitraries.just(List.<LocalSegment>of()),
                                segment.list().ofMaxSize(3)))
                .as(Version::new)
                .withoutEdgeCases();
    }
}
