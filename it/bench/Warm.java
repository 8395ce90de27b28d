import io.github.kubespraymaven.jinja.TemplateEnvironment;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.manifest.Kubectl;
import io.github.kubespraymaven.manifest.download.DownloadItems;
import io.github.kubespraymaven.manifest.inventory.InventoryReader;
import io.github.kubespraymaven.manifest.inventory.InventorySource;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import io.github.kubespraymaven.manifest.variables.KubesprayRelease;
import io.github.kubespraymaven.mojo.ManifestsMojo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** Times the goal manifests inside one JVM: its first run, the median of many, and the evaluation of downloads alone. */
class Warm {
    private static final int ROUNDS = 300;
    private static final int COUNTED = 100;

    interface Step {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path checkout = Path.of(arguments[0]).toAbsolutePath();
        Path target = Files.createTempDirectory("warm");
        report("kubectl of the checkout (what build asks for)", () -> Kubectl.of(
                SourceTree.of(checkout), Architecture.AMD64, Optional.empty()));
        report("the whole goal", () -> goal(checkout, target));
        report("the whole goal, all that exists", () -> goal(checkout, target, "all", true));
        report("the whole goal, stock lists", () -> goal(checkout, target, "stock", true));
        KubesprayRelease release = KubesprayRelease.of(SourceTree.of(checkout));
        InventorySource alone = new InventorySource(InventoryReader.hosts("node,"), Optional.empty());
        HostVariables variables = new HostVariables(release, alone, Dict.EMPTY, TemplateEnvironment.NONE);
        Variables raw = variables.of("node", Architecture.AMD64, List.of());
        report("evaluation of downloads alone", () -> DownloadItems.of(raw, variables.evaluator(raw)));
    }

    private static void goal(Path checkout, Path target, Object... parameters) throws Exception {
        ManifestsMojo mojo = new ManifestsMojo();
        set(mojo, "directory", checkout.toFile());
        set(mojo, "basedir", target.toFile());
        set(mojo, "platforms", List.of("linux/amd64"));
        for (int i = 0; i < parameters.length; i += 2) {
            set(mojo, (String) parameters[i], parameters[i + 1]);
        }
        mojo.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence content) {}

            @Override
            public void warn(CharSequence content) {}
        });
        mojo.execute();
    }

    private static void set(Object mojo, String name, Object value) throws ReflectiveOperationException {
        for (Class<?> type = mojo.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    field.set(mojo, value);
                    return;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    /** Wall time is what counts on a quiet machine, the thread's own CPU time what can be compared on a busy one. */
    private static void report(String what, Step step) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] wall = new double[ROUNDS];
        double[] cpu = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            long beginCpu = threads.getCurrentThreadCpuTime();
            step.run();
            cpu[i] = (threads.getCurrentThreadCpuTime() - beginCpu) / 1e6;
            wall[i] = (System.nanoTime() - begin) / 1e6;
        }
        System.out.printf(
                "%-46s first %6.1f ms (cpu %6.1f)   warm %6.2f ms (cpu %6.2f)%n",
                what, wall[0], cpu[0], median(wall), median(cpu));
    }

    private static double median(double[] times) {
        double[] last = Arrays.copyOfRange(times, ROUNDS - COUNTED, ROUNDS);
        Arrays.sort(last);
        return last[COUNTED / 2];
    }
}
