package dev.challenger.container;

import java.nio.file.Path;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.HostConfig;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat as a shared host runs it, in a process of its own: it deploys what is in {@code webapps}, unpacks nothing, and makes
 * no directories. Prints its port. Uses no class of ours, since another user runs it, who can read only a few files.
 */
final class HostedTomcat {
    private HostedTomcat() {}

    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Path.of(args[0]).toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getEngine().setName("Catalina");
        tomcat.enableNaming();
        StandardHost host = (StandardHost) tomcat.getHost();
        host.setUnpackWARs(false);
        host.setCreateDirs(false);
        host.addLifecycleListener(new HostConfig());
        tomcat.start();
        System.out.println("port " + tomcat.getConnector().getLocalPort());
        tomcat.getServer().await();
    }
}
