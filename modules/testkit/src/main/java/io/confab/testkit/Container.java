package io.confab.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports.Binding;
import org.testcontainers.containers.GenericContainer;

/** A container with one port of ours, and what can be done to the process in it, whatever it is. */
final class Container {

    private final GenericContainer<?> container;
    private final int port;

    /** Prepares {@code container}, whose process listens on {@code inside}; {@link #create} starts it. */
    Container(GenericContainer<?> container, int inside) {
        this.container = container;
        // Chosen by us: a port that the engine chose would be another one after a restart.
        port = Ports.free();
        container.withExposedPorts(inside).withCreateContainerCmdModifier(command -> publish(command, inside));
    }

    private void publish(CreateContainerCmd command, int inside) {
        PortBinding binding = new PortBinding(Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(inside));
        command.withHostConfig(command.getHostConfig().withPortBindings(binding));
    }

    /** Creates it, starts it, and answers with the address of its port. */
    String create() {
        container.start();
        return container.getHost() + ":" + port;
    }

    void start() {
        engine().startContainerCmd(container.getContainerId()).exec();
    }

    void stop() {
        engine().stopContainerCmd(container.getContainerId()).exec();
    }

    void kill() {
        engine().killContainerCmd(container.getContainerId()).exec();
    }

    void pause() {
        engine().pauseContainerCmd(container.getContainerId()).exec();
    }

    void resume() {
        engine().unpauseContainerCmd(container.getContainerId()).exec();
    }

    void close() {
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
