package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageMojoTest {
    /** Read before anything is remembered, of no parameter, or about how long and not what. */
    private static final Set<String> NOT_ASKED = Set.of("refresh", "decrypter", "retryLimit");

    private static final HostEnvironment AROUND = new HostEnvironment(Map.of(), Path.of("home"));

    @Test
    void everyParameterCountsWhenABuildIsComparedWithTheLast() throws Exception {
        Set<String> seen = new HashSet<>();
        assertTrue(seen.add(new BuildMojo().asked(AROUND)));
        for (Field field : fields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !NOT_ASKED.contains(field.getName())) {
                BuildMojo mojo = new BuildMojo();
                field.setAccessible(true);
                field.set(mojo, value(field));
                assertTrue(seen.add(mojo.asked(AROUND)), field.getName());
            }
        }
        assertTrue(seen.size() > 18, "fields found: " + seen.size());
    }

    @Test
    void theTimeThatTheEnvironmentGivesCounts() throws Exception {
        HostEnvironment dated = new HostEnvironment(Map.of("SOURCE_DATE_EPOCH", "1700000000"), Path.of("home"));
        assertFalse(new BuildMojo().asked(AROUND).equals(new BuildMojo().asked(dated)));
    }

    private static List<Field> fields() {
        return Stream.of(ImageMojo.class, ConnectedMojo.class)
                .flatMap(owner -> Stream.of(owner.getDeclaredFields()))
                .toList();
    }

    private static Object value(Field field) {
        if (field.getName().equals("timestamp")) {
            return "2026-11-01T00:00:00Z";
        }
        if (field.getType() == boolean.class) {
            return false;
        }
        String text = "value of " + field.getName();
        return field.getType() == List.class ? List.of(text) : field.getType() == File.class ? new File(text) : text;
    }
}
