package dev.challenger.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.challenger.container.Container;
import dev.challenger.container.Server;
import dev.challenger.testing.Http;
import dev.challenger.testing.Sql;
import dev.challenger.testing.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proves that a JAX-RS application with CDI embeds the filter with no more than {@code embed.md} shows, in WildFly and in Payara,
 * and that it can be deployed again.
 */
class JaxRsProject {
    private static final String NAME = "shop";

    @AutoClose
    private final World world = World.with();

    @ParameterizedTest
    @EnumSource(names = {"WILDFLY", "PAYARA"})
    void anApplicationHasPayoutsConfirmed(Container container, @TempDir Path directory) throws Exception {
        ForeignProject project = ForeignProject.build("jax-rs");
        assertEquals(List.of(), project.broughtAlong());
        new Sql(world.database())
                .run("CREATE TABLE payout (id BIGINT AUTO_INCREMENT PRIMARY KEY, iban VARCHAR(34), cents BIGINT)");
        Map<String, String> environment = Map.of(
                "SHOP_KEY_FILE",
                world.keyFile().toString(),
                "SHOP_MAIL_PORT",
                Integer.toString(world.mailbox().port()));
        Path war = project.directory().resolve("target/shop.war");
        try (Server server = new Server(container, directory, this::configured, environment, NAME, war)) {
            String url = server.url(NAME);
            ShopWalk walk = new ShopWalk(new Http(url), world.mailbox());
            server.awaitStatus(url + "/payouts", 401);
            walk.through();
            String id = walk.begin();

            server.undeploy(NAME);
            server.awaitStatus(url + "/payouts", 404);
            server.deploy(NAME, war);
            server.awaitStatus(url + "/payouts", 401);

            walk.end(id);
            assertEquals(2, walk.payouts());
            ShopWalk.assertListed(container.title(), container.version(), "deployed again");
        }
    }

    /** Puts our database into an example of operate.md, and its data source under the name that the application looks up. */
    private String configured(String example) {
        return example.replaceAll(
                        "(user[a-z-]*\\W{1,3})challenger\\b",
                        "$1" + world.database().user())
                .replace("…", world.database().password())
                .replace("jdbc:mariadb://localhost/challenger", world.database().jdbcUrl())
                .replace("jdbc/challenger", "jdbc/" + NAME);
    }
}
