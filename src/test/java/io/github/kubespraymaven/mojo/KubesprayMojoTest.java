package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class KubesprayMojoTest {
    @Test
    void whatRoomsCallAWarningIsOneOfMavens() throws Exception {
        List<String> said = new ArrayList<>();
        KubesprayMojo mojo = new KubesprayMojo() {
            @Override
            void run() {
                say("Pushed it.");
                say("WARNING: not attached to the image: the line broke");
            }
        };
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {
                said.add("info " + content);
            }

            @Override
            public void warn(CharSequence content) {
                said.add("warn " + content);
            }
        });
        mojo.execute();
        assertEquals(List.of("info Pushed it.", "warn not attached to the image: the line broke"), said);
    }
}
