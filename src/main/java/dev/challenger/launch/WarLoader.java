package dev.challenger.launch;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads all classes of a {@link War}, so that the web application shares its classes with the command line. */
final class WarLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final War war;
    private final WarUrls urls;

    WarLoader(War war, WarUrls urls) {
        super("challenger", ClassLoader.getPlatformClassLoader());
        this.war = war;
        this.urls = urls;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code;
        try {
            code = war.readFirst(name.replace('.', '/') + ".class");
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        List<String> paths = war.find(name);
        return paths.isEmpty() ? null : urls.url(paths.get(0));
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.enumeration(war.find(name).stream().map(urls::url).toList());
    }
}
