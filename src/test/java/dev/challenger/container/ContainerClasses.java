package dev.challenger.container;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a container shows to its web applications. The class path of the tests contains everything in the
 * WAR, so a web application that could load classes from there would prove nothing.
 */
final class ContainerClasses extends ClassLoader {
    private final ClassLoader all = ContainerClasses.class.getClassLoader();
    private final List<String> prefixes;

    /** @param prefixes of the names of classes and resources that the container has, with slashes */
    ContainerClasses(String... prefixes) {
        super(ClassLoader.getPlatformClassLoader());
        this.prefixes = List.of(prefixes);
    }

    private boolean shows(String name) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (shows(name.replace('.', '/'))) {
            return all.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        return shows(name) ? all.getResource(name) : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) throws IOException {
        return shows(name) ? all.getResources(name) : Collections.emptyEnumeration();
    }
}
