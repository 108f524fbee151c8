package io.confab.testkit;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A Redis in a container; {@code -Dservices.redis.image} names the image, which may be Valkey's. */
final class ContainerRedis implements OwnRedis {

    private final Container container;
    private final String uri;

    private ContainerRedis(Container container, String uri) {
        this.container = container;
        this.uri = uri;
    }

    static ContainerRedis launch() {
        String image = System.getProperty("services.redis.image", "redis:7");
        String password = Names.unique();
        Container container = new Container(
                new GenericContainer<>(DockerImageName.parse(image))
                        .withCommand("redis-server", "--requirepass", password, "--save", "", "--appendonly", "no"),
                6379);
        ContainerRedis redis = new ContainerRedis(container, "redis://:" + password + "@" + container.create());
        RedisCommand.awaitAnswer(redis.uri);
        return redis;
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public void start() {
        container.start();
        RedisCommand.awaitAnswer(uri);
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
