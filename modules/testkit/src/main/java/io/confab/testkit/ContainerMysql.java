package io.confab.testkit;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A MySQL in a container; {@code -Dservices.mysql.image} names the image. */
final class ContainerMysql implements OwnMysql {

    private final Container container;
    private final String uri;

    private ContainerMysql(Container container, String uri) {
        this.container = container;
        this.uri = uri;
    }

    static ContainerMysql launch() {
        String image = System.getProperty("services.mysql.image", "mysql:8.4");
        String password = Names.unique();
        Container container = new Container(
                new GenericContainer<>(DockerImageName.parse(image))
                        .withEnv("MYSQL_ROOT_PASSWORD", password)
                        .withEnv("MYSQL_ROOT_HOST", "%")
                        .withEnv("MYSQL_DATABASE", "confab"),
                3306);
        String uri = "mysql://root:" + password + "@" + container.create() + "/confab";
        MysqlServer.at(uri).awaitReady();
        return new ContainerMysql(container, uri);
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public void start() {
        container.start();
        MysqlServer.at(uri).awaitReady();
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void kill() {
        container.kill();
    }

    @Override
    public void pause() {
        container.pause();
    }

    @Override
    public void resume() {
        container.resume();
    }

    @Override
    public void close() {
        container.close();
    }

    @Override
    public String toString() {
        return container.toString();
    }
}
