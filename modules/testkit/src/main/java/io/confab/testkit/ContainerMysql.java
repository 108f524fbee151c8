package io.confab.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A MySQL in a container; {@code -Dservices.mysql.image} names the image. */
final class ContainerMysql implements OwnMysql {

    private static final ExposedPort MYSQL_PORT = ExposedPort.tcp(3306);

    private final GenericContainer<?> container;
    private final String uri;

    private ContainerMysql(GenericContainer<?> container, String uri) {
        this.container = container;
        this.uri = uri;
    }

    static ContainerMysql launch() {
        String image = System.getProperty("services.mysql.image", "mysql:8.4");
        String password = Names.unique();
        // Chosen by us: a port that the engine chose would be another one after a restart.
        int port = Ports.free();
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))
                .withEnv("MYSQL_ROOT_PASSWORD", password)
                .withEnv("MYSQL_ROOT_HOST", "%")
                .withEnv("MYSQL_DATABASE", "confab")
                .withExposedPorts(MYSQL_PORT.getPort())
                .withCreateContainerCmdModifier(
                        command -> command.withHostConfig(publish(command.getHostConfig(), port)));
        container.start();
        String uri = "mysql://root:" + password + "@" + container.getHost() + ":" + port + "/confab";
        MysqlServer.at(uri).awaitReady();
        return new ContainerMysql(container, uri);
    }

    private static HostConfig publish(HostConfig config, int port) {
        return config.withPortBindings(new PortBinding(Binding.bindIpAndPort("127.0.0.1", port), MYSQL_PORT));
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public void start() {
        engine().startContainerCmd(container.getContainerId()).exec();
        MysqlServer.at(uri).awaitReady();
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

    private DockerClient engine() {
        return container.getDockerClient();
    }

    @Override
    public void close() {
        container.stop();
    }

    @Override
    public String toString() {
        return "container of " + container.getDockerImageName();
    }
}
