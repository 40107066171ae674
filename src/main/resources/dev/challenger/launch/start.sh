#!/bin/sh
# Runs Challenger from the directory that the command "unpack" made. Takes the same arguments as the WAR.
# JAVA_HOME chooses the Java; JAVA_OPTS has options for it.
#
# The first "serve" that ends by SIGTERM writes an archive of the classes that it used, from which later ones start faster.
# Java ignores an archive that does not fit. A Java of another version gets an archive of its own.
set -eu

self=$0
while [ -h "$self" ]; do
    link=$(readlink "$self")
    case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
    esac
done
home=$(CDPATH='' cd "$(dirname "$self")/.." && pwd -P)

if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
else
    java=java
fi

archive=
if [ "${1:-}" = serve ]; then
    real=$(readlink -f "$(command -v "$java" || :)" || :)
    release=$(dirname "$(dirname "$real")")/release
    if [ -f "$release" ]; then
        archive=$home/cache/classes-$(cksum < "$release" | cut -d ' ' -f 1).jsa
    fi
fi

if [ -n "$archive" ] && [ -f "$archive" ]; then
    set -- -XX:SharedArchiveFile="$archive" -jar "$home/lib/challenger.jar" "$@"
elif [ -n "$archive" ] && [ -w "$home/cache" ]; then
    set -- -XX:ArchiveClassesAtExit="$archive" -jar "$home/lib/challenger.jar" "$@"
else
    set -- -jar "$home/lib/challenger.jar" "$@"
fi

# Otherwise Java reports on standard output which classes are not in the archive.
# shellcheck disable=SC2086
exec "$java" '-Xlog:cds*=off' ${JAVA_OPTS:-} "$@"
