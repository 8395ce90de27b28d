package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.tag.WheelFilename;
import io.github.kubespraymaven.python.version.Version;

/**
 * A version of a project, and the file of it that fits the target best.
 *
 * @param direct whether the file was asked for by its address
 */
record Candidate(ProjectName project, Version version, IndexFile file, boolean direct) {

    boolean isWheel() {
        return file.filename() instanceof WheelFilename;
    }

    boolean isYanked() {
        return file.yanked().isPresent();
    }

    @Override
    public String toString() {
        return project + " " + version;
    }
}
