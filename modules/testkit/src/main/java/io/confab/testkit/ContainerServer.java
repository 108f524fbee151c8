package io.confab.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import java.util.function.Consumer;
import java.util.function.Function;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container; {@code -Dservices.mysql.image} and {@code -Dservices.redis.image} name the images. */
final class ContainerServer implements OwnServer {

    private final GenericContainer<?> container;
    private final String uri;
    private final Consumer<String> awaitReady;

    private ContainerServer(GenericContainer<?> container, String uri, Consumer<String> awaitReady) {
        this.container = container;
        this.uri = uri;
        this.awaitReady = awaitReady;
    }

    static OwnServer mysql() {
        String password = Names.unique();
        GenericContainer<?> container = container("services.mysql.image", "mysql:8.4")
                .withEnv("MYSQL_ROOT_PASSWORD", password)
                .withEnv("MYSQL_ROOT_HOST", "%")
                .withEnv("MYSQL_DATABASE", "confab");
        return launch(
                container,
                3306,
                address -> "mysql://root:" + password + "@" + address + "/confab",
                uri -> MysqlServer.at(uri).awaitReady());
    }

    /** The image may be Valkey's. */
    static OwnServer redis() {
        String password = Names.unique();
        GenericContainer<?> container = container("services.redis.image", "redis:7")
                .withCommand("redis-server", "--requirepass", password, "--save", "", "--appendonly", "no");
        return launch(container, 6379, address -> "redis://:" + password + "@" + address, RedisCommand::awaitAnswer);
    }

    private static GenericContainer<?> container(String property, String image) {
        return new GenericContainer<>(DockerImageName.parse(System.getProperty(property, image)));
    }

    private static OwnServer launch(
            GenericContainer<?> container,
            int inside,
            Function<String, String> uriOfAddress,
            Consumer<String> awaitReady) {
        // Chosen by us: a port that the engine chose would be another one after a restart.
        int port = Ports.free();
        container
                .withExposedPorts(inside)
                .withCreateContainerCmdModifier(command -> publish(command, inside, port))
                .start();
        String uri = uriOfAddress.apply(container.getHost() + ":" + port);
        awaitReady.accept(uri);
        return new ContainerServer(container, uri, awaitReady);
    }

    private static void publish(CreateContainerCmd command, int inside, int port) {
        PortBinding binding = new PortBinding(Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(inside));
        command.withHostConfig(command.getHostConfig().withPortBindings(binding));
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public void start() {
        engine().startContainerCmd(container.getContainerId()).exec();
        awaitReady.accept(uri);
    }

    @Override
    public void stop() {
        engine().stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void kill() {
        engine().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void pause() {
        engine().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        engine().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }

    private DockerClient engine() {
        return container.getDockerClient();
    }

    @Override
    public String toString() {
        return "container of " + container.getDockerImageName();
    }
}
