package io.github.kubespraymaven.python.requirement;

import java.util.Optional;

/** What a marker can ask about, PEP 508, "Environment Markers"; the last two are lock files' (PEP 751). */
public enum MarkerVariable {
    PYTHON_VERSION("python_version"),
    PYTHON_FULL_VERSION("python_full_version"),
    OS_NAME("os_name"),
    SYS_PLATFORM("sys_platform"),
    PLATFORM_RELEASE("platform_release"),
    PLATFORM_SYSTEM("platform_system"),
    PLATFORM_VERSION("platform_version"),
    PLATFORM_MACHINE("platform_machine"),
    PLATFORM_PYTHON_IMPLEMENTATION("platform_python_implementation"),
    IMPLEMENTATION_NAME("implementation_name"),
    IMPLEMENTATION_VERSION("implementation_version"),
    EXTRA("extra"),
    EXTRAS("extras"),
    DEPENDENCY_GROUPS("dependency_groups");

    private final String text;

    MarkerVariable(String text) {
        this.text = text;
    }

    /** The spelling of the standard. */
    public String text() {
        return text;
    }

    static Optional<MarkerVariable> named(String text) {
        for (MarkerVariable variable : values()) {
            if (variable.text.equals(text)) {
                return Optional.of(variable);
            }
        }
        return Optional.empty();
    }

    /** Whether its values are compared as versions, where they are some. */
    boolean isVersion() {
        return switch (this) {
            case PYTHON_VERSION, PYTHON_FULL_VERSION, PLATFORM_RELEASE, IMPLEMENTATION_VERSION -> true;
            default -> false;
        };
    }
}
