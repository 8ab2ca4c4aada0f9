# Sourced by dateline, mvnw and .ci/run, in any POSIX shell: which JDK the project runs on.

# The lowest JDK that will do; the same number as java.version in pom.xml.
JDK_WANTED=25

# jdk_major HOME: prints the major version of the JDK in HOME, read from its release file; fails if HOME is no JDK.
jdk_major() (
    [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || exit 1
    major=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]\{1,\}\).*/\1/p' "$1/release")
    [ -n "$major" ] && echo "$major"
)

# jdk_of_path: prints the home of the java on PATH.
jdk_of_path() (
    java=$(command -v java) && java=$(readlink -f "$java") || exit 1
    echo "${java%/bin/java}"
)

# find_jdk: prints the home of a JDK that will do: JAVA_HOME, else that of the java on PATH, else the lowest version in
# the folders where JDKs usually lie. JDK_FOLDERS, separated by colons, names other folders to look in.
find_jdk() (
    for home in "${JAVA_HOME:-}" "$(jdk_of_path)"; do
        if major=$(jdk_major "$home") && [ "$major" -ge "$JDK_WANTED" ]; then
            echo "$home"
            exit 0
        fi
    done

    if [ -n "${JDK_FOLDERS:-}" ]; then
        IFS=:
        set -f
        # shellcheck disable=SC2086 # split at the colons
        set -- $JDK_FOLDERS
        set +f
        unset IFS
    else
        set -- /usr/lib/jvm /usr/java /opt/java /opt "$HOME/.sdkman/candidates/java" "$HOME/.jdks" \
            /Library/Java/JavaVirtualMachines "$HOME/Library/Java/JavaVirtualMachines"
    fi
    best=
    best_major=
    for folder in "$@"; do
        for home in "$folder"/* "$folder"/*/Contents/Home; do
            if major=$(jdk_major "$home") && [ "$major" -ge "$JDK_WANTED" ] \
                && { [ -z "$best" ] || [ "$major" -lt "$best_major" ]; }; then
                best=$home
                best_major=$major
            fi
        done
    done
    [ -n "$best" ] && echo "$best"
)

# require_jdk WHO: sets and exports JAVA_HOME; where no JDK will do, says so in one line that starts with WHO, and ends
# the shell with 2.
require_jdk() {
    if ! JAVA_HOME=$(find_jdk); then
        echo "$1: found no JDK $JDK_WANTED or newer; install one, or set JAVA_HOME to its folder" >&2
        exit 2
    fi
    export JAVA_HOME
}
