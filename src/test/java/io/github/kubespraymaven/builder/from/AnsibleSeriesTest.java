package io.github.kubespraymaven.builder.from;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.python.requirement.Requirement;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsibleSeriesTest {

    @ParameterizedTest
    @CsvSource({
        "ansible==2.9.20, 9",
        "ansible==2.10.7, 10",
        "ansible==3.4.0, 10",
        "ansible==4.10.0, 11",
        "ansible==5.7.1, 12",
        "ansible==7.6.0, 14",
        "ansible==8.5.0, 15",
        "ansible==10.7.0, 17",
        "ansible==11.13.0, 18",
        "Ansible===11.13.0, 18",
        "ansible~=9.13, 16",
        "ansible<=9.13.0, 16",
        "ansible<10, 16",
        "'ansible>=7,<10.0.0', 16",
        "ansible<9.13, 16",
        "ansible-core==2.16.3, 16",
        "ansible_core<2.17, 16",
        "ansible-base==2.10.15, 10"
    })
    void aPinTellsTheSeries(String requirement, int series) {
        assertEquals(OptionalInt.of(series), seriesOf(requirement));
    }

    @Test
    void thePinOfCoreCountsBeforeThatOfThePackage() {
        assertEquals(OptionalInt.of(12), seriesOf("ansible==4.10.0", "ansible-core==2.12.5"));
    }

    @Test
    void withoutAnUpperBoundItIsTheNewest() {
        assertEquals(OptionalInt.of(Integer.MAX_VALUE), seriesOf("ansible"));
        assertEquals(OptionalInt.of(Integer.MAX_VALUE), seriesOf("ansible>=9"));
        assertEquals(OptionalInt.of(Integer.MAX_VALUE), seriesOf("ansible!=9.1"));
    }

    @Test
    void withoutAnsibleThereIsNone() {
        assertEquals(OptionalInt.empty(), seriesOf("jinja2==3.1.2"));
    }

    private static OptionalInt seriesOf(String... requirements) {
        return AnsibleSeries.of(Stream.of(requirements).map(Requirement::parse).toList());
    }
}
