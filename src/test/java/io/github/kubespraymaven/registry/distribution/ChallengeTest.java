package io.github.kubespraymaven.registry.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer realm=\"https://a.example/token\",service=\"reg\",scope=\"repository:a:pull,push\"",
                "Bearer realm=\"https://a.example/token\", service=reg, scope=\"repository:a:pull,push\"",
                "bearer Realm = \"https://a.example/token\" ,service=\"re\\g\",scope=\"repository:a:pull,push\"",
            })
    void parametersAreReadHoweverTheyAreWritten(String field) {
        assertEquals(
                "[Challenge[scheme=bearer, parameters={realm=https://a.example/token, service=reg,"
                        + " scope=repository:a:pull,push}]]",
                Challenge.read(List.of(field)).toString());
    }

    @Test
    void theOrderOfParametersDoesNotMatter() {
        Challenge challenge = Challenge.read(List.of("Bearer scope=\"x\",error=\"invalid_token\",realm=\"r\""))
                .get(0);
        assertEquals("r", challenge.parameter("realm").orElseThrow());
        assertEquals("x", challenge.parameter("scope").orElseThrow());
    }

    @Test
    void severalChallengesMayStandInOneFieldOrInSeveral() {
        String expected =
                "[Challenge[scheme=negotiate, parameters={}], Challenge[scheme=basic, parameters={realm=a b}],"
                        + " Challenge[scheme=bearer, parameters={realm=r, service=s}]]";
        assertEquals(
                expected,
                Challenge.read(List.of("Negotiate, Basic realm=\"a b\", Bearer realm=r,service=s"))
                        .toString());
        assertEquals(
                expected,
                Challenge.read(List.of("Negotiate", "Basic realm=\"a b\"", "Bearer realm=r,service=s"))
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "=", "\"", ",,,", "Bearer realm=\"open", "Basic =\"x\"", "Bearer realm"})
    void nonsenseHasNoParameters(String field) {
        for (Challenge challenge : Challenge.read(List.of(field))) {
            assertEquals(Map.of(), challenge.parameters(), field);
        }
    }
}
