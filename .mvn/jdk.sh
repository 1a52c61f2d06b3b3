# SPDX-License-Identifier: Apache-2.0
# Sourced by mvnw and muster: points JAVA_HOME at a JDK 25 or newer, or says in one line what to install.

# Prints the feature release of the JDK in $1 (25), or nothing where there is no JDK.
jdk_release() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Succeeds when $1 is a JDK 25 or newer.
jdk_fits() {
  release=$(jdk_release "$1")
  [ -n "$release" ] && [ "$release" -ge 25 ]
}

# Prints the home of the java on the path, links resolved.
jdk_on_path() {
  java_on_path=$(command -v javac 2>/dev/null) || return 0
  java_on_path=$(readlink -f "$java_on_path" 2>/dev/null) || return 0
  dirname "$(dirname "$java_on_path")"
}

find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && jdk_fits "$JAVA_HOME"; then
    return 0
  fi
  set +f
  for candidate in "$(jdk_on_path)" /usr/lib/jvm/* /usr/java/* /opt/jdk* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && jdk_fits "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Muster needs a JDK 25 or newer and found none: install one (for example Eclipse Temurin 25) or set JAVA_HOME to it." >&2
  return 1
}
